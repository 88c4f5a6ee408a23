package io.sealpost.mqtt.paho;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.concurrent.CountDownLatch;

/**
 * Two streams of which one gives nothing, not even an error, before the other one was written to.
 *
 * <p>Paho starts its receiving thread first and then waits until it sees it running. A connection
 * that ends at once ends that thread before Paho looks, and then Paho looks ten times a second, for
 * ever. A client has nothing to receive before its CONNECT is out, so nothing is lost by waiting.
 */
final class ConnectFirst {
  private final CountDownLatch written = new CountDownLatch(1);

  /** Lets reads through, whether or not there was a write. */
  void release() {
    written.countDown();
  }

  /** The stream that waits. */
  InputStream reading(InputStream in) {
    return new Waiting(in);
  }

  /** The stream that ends the wait. */
  OutputStream writing(OutputStream out) {
    return new Ending(out);
  }

  private final class Waiting extends FilterInputStream {
    Waiting(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      await();
      return in.read();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      await();
      return in.read(buffer, offset, length);
    }

    @Override
    public int available() throws IOException {
      return written.getCount() > 0 ? 0 : in.available();
    }

    private void await() throws InterruptedIOException {
      try {
        written.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("interrupted before the CONNECT was sent");
      }
    }
  }

  private final class Ending extends FilterOutputStream {
    Ending(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int octet) throws IOException {
      write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      try {
        out.write(bytes, offset, length);
      } finally {
        release();
      }
    }
  }
}
