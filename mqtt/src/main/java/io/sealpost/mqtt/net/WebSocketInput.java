package io.sealpost.mqtt.net;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * The bytes inside a server's binary frames, wherever the frames begin and end; answers pings. For
 * one reading thread.
 */
final class WebSocketInput extends InputStream {
  private final DataInputStream in;
  private final WebSocketOutput out;

  // connection: the reading thread
  private long leftInFrame;
  private boolean lastFrame = true;
  private boolean closed;

  WebSocketInput(InputStream in, WebSocketOutput out) {
    this.in = new DataInputStream(in);
    this.out = out;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (leftInFrame == 0 && !closed) {
      nextFrame();
    }
    if (closed) {
      return -1;
    }
    int count = in.read(buffer, offset, (int) Math.min(length, leftInFrame));
    if (count < 0) {
      throw new EOFException("the connection ended inside a WebSocket frame");
    }
    leftInFrame -= count;
    return count;
  }

  private void nextFrame() throws IOException {
    int first = in.read();
    if (first < 0) {
      closed = true;
      return;
    }
    int second = in.readUnsignedByte();
    if ((first & WebSocketFrames.RESERVED) != 0 || (second & WebSocketFrames.MASKED) != 0) {
      throw new WebSocketException("sent a WebSocket frame that is masked or uses an extension");
    }
    boolean fin = (first & WebSocketFrames.FIN) != 0;
    int opcode = first & WebSocketFrames.OPCODE;
    long length = length(second & WebSocketFrames.LENGTH);
    switch (opcode) {
      case WebSocketFrames.BINARY, WebSocketFrames.CONTINUATION -> data(opcode, fin, length);
      case WebSocketFrames.CLOSE, WebSocketFrames.PING, WebSocketFrames.PONG ->
          control(opcode, fin, length);
      default ->
          throw new WebSocketException(
              "sent a WebSocket frame with opcode " + opcode + ": MQTT has binary ones only");
    }
  }

  private long length(int shortLength) throws IOException {
    long length =
        switch (shortLength) {
          case WebSocketFrames.LENGTH_16 -> in.readUnsignedShort();
          case WebSocketFrames.LENGTH_64 -> in.readLong();
          default -> shortLength;
        };
    if (length < 0) {
      throw new WebSocketException("sent a WebSocket frame with a negative length");
    }
    return length;
  }

  private void data(int opcode, boolean fin, long length) throws IOException {
    if (lastFrame != (opcode == WebSocketFrames.BINARY)) {
      throw new WebSocketException("sent the frames of a WebSocket message out of order");
    }
    lastFrame = fin;
    leftInFrame = length;
  }

  private void control(int opcode, boolean fin, long length) throws IOException {
    if (!fin || length > WebSocketFrames.MOST_CONTROL_BYTES) {
      throw new WebSocketException("sent a WebSocket control frame that is too long or in parts");
    }
    byte[] payload = new byte[(int) length];
    in.readFully(payload);
    if (opcode == WebSocketFrames.CLOSE) {
      closed = true;
    } else if (opcode == WebSocketFrames.PING) {
      out.frame(WebSocketFrames.PONG, payload, 0, payload.length);
    }
  }
}
