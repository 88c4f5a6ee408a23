package io.sealpost.mqtt.net;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import org.jspecify.annotations.Nullable;

/**
 * A TCP socket for TLS, on which the other side has the last word. A broker that does not like what
 * we show of ourselves says so in an alert and hangs up, while we are still writing. That the write
 * fails is all that TLS would report then; here it does not fail, and TLS goes on to read the
 * alert. If there is none, reading fails as the write did. Bytes that nobody takes are dropped: no
 * more can be done with them.
 */
final class LastWordSocket extends Socket {
  // connection: set by the thread that writes, read by the one that reads
  private volatile @Nullable IOException failure;

  @Override
  public InputStream getInputStream() throws IOException {
    return new Telling(super.getInputStream());
  }

  @Override
  public OutputStream getOutputStream() throws IOException {
    return new Persistent(super.getOutputStream());
  }

  private final class Telling extends FilterInputStream {
    Telling(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int count = in.read(buffer, offset, length);
      IOException unheard = failure;
      if (count < 0 && unheard != null) {
        throw unheard;
      }
      return count;
    }
  }

  private final class Persistent extends FilterOutputStream {
    Persistent(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      if (isClosed()) {
        // by ourselves, so that there is no word to wait for
        throw new SocketException("closed");
      }
      if (failure == null) {
        try {
          out.write(bytes, offset, length);
        } catch (IOException e) {
          if (isClosed()) {
            throw e;
          }
          failure = e;
        }
      }
    }

    @Override
    public void write(int octet) throws IOException {
      write(new byte[] {(byte) octet}, 0, 1);
    }
  }
}
