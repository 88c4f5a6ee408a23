package io.sealpost.mqtt.net;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.SecureRandom;

/** Puts bytes into masked binary frames, one for each write. Safe for use by several threads. */
final class WebSocketOutput extends OutputStream {
  private static final int LONGEST_HEADER = 14;
  private static final int NORMAL_CLOSURE = 1000;

  private final OutputStream out;
  private final SecureRandom random = new SecureRandom();

  WebSocketOutput(OutputStream out) {
    this.out = out;
  }

  @Override
  public void write(int octet) throws IOException {
    write(new byte[] {(byte) octet}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    frame(WebSocketFrames.BINARY, bytes, offset, length);
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }

  /** Says that nothing more comes. The connection itself stays: it is not this stream's. */
  @Override
  public void close() throws IOException {
    byte[] status = ByteBuffer.allocate(2).putShort((short) NORMAL_CLOSURE).array();
    frame(WebSocketFrames.CLOSE, status, 0, status.length);
  }

  /** Writes one whole frame (RFC 6455 section 5.2). */
  synchronized void frame(int opcode, byte[] bytes, int offset, int length) throws IOException {
    ByteBuffer frame = ByteBuffer.allocate(LONGEST_HEADER + length);
    frame.put((byte) (WebSocketFrames.FIN | opcode));
    if (length < WebSocketFrames.LENGTH_16) {
      frame.put((byte) (WebSocketFrames.MASKED | length));
    } else if (length <= 0xffff) {
      frame.put((byte) (WebSocketFrames.MASKED | WebSocketFrames.LENGTH_16));
      frame.putShort((short) length);
    } else {
      frame.put((byte) (WebSocketFrames.MASKED | WebSocketFrames.LENGTH_64));
      frame.putLong(length);
    }
    byte[] mask = new byte[4];
    random.nextBytes(mask);
    frame.put(mask);
    for (int i = 0; i < length; i++) {
      frame.put((byte) (bytes[offset + i] ^ mask[i & 3]));
    }
    out.write(frame.array(), 0, frame.position());
    out.flush();
  }
}
