package io.sealpost.mqtt.net;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Tells a {@link WriteGuard} of every write. One write after the other. */
final class GuardedOutput extends FilterOutputStream {
  private final WriteGuard guard;

  GuardedOutput(OutputStream out, WriteGuard guard) {
    super(out);
    this.guard = guard;
  }

  @Override
  public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
    guard.begin();
    try {
      out.write(bytes, offset, length);
    } finally {
      guard.end();
    }
  }

  @Override
  public void write(int octet) throws IOException {
    write(new byte[] {(byte) octet}, 0, 1);
  }

  // FilterOutputStream would close the socket beneath, which is for Wire.close to decide
  @Override
  public void close() throws IOException {
    out.flush();
  }
}
