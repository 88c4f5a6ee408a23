package io.sealpost.sensors.pi4j.serial;

import com.pi4j.context.Context;
import com.pi4j.io.serial.Serial;
import com.pi4j.io.serial.SerialBase;
import com.pi4j.io.serial.SerialConfig;
import com.pi4j.io.serial.SerialProvider;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A serial port of Pi4J. Where Pi4J leaves open how long to wait: {@link #read(byte[], int, int)}
 * waits about half a second and may return 0; {@link #read()} and the stream wait until a byte
 * comes, and return -1 if it is closed meanwhile, the stream also later. What fails throws Pi4J's
 * {@code IOException}.
 */
final class StreamSerial extends SerialBase {
  /** Replaced by who opens and closes. */
  private volatile @Nullable PortFile port;

  StreamSerial(SerialProvider provider, SerialConfig config) {
    super(provider, config);
  }

  @Override
  public boolean isOpen() {
    return port != null;
  }

  @Override
  public synchronized void open() {
    if (port == null) {
      try {
        port = PortFile.open(config());
        isOpen = true;
      } catch (IOException e) {
        throw failure(e);
      }
    }
  }

  @Override
  public synchronized void close() {
    PortFile open = port;
    port = null;
    super.close();
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        throw failure(e);
      }
    }
  }

  @Override
  public Serial shutdown(Context context) {
    close();
    return this;
  }

  @Override
  public int available() {
    try {
      return opened().available();
    } catch (IOException e) {
      throw failure(e);
    }
  }

  /** Throws away what has come, however much. */
  @Override
  public int drain() {
    int drained = 0;
    byte[] buffer = new byte[1024];
    while (available() > 0) {
      drained += read(buffer, 0, buffer.length);
    }
    return drained;
  }

  @Override
  public int read() {
    opened();
    return readOne();
  }

  @Override
  public int read(byte[] buffer, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, buffer.length);
    PortFile open = opened();
    try {
      return length == 0 ? 0 : open.read(ByteBuffer.wrap(buffer, offset, length));
    } catch (IOException e) {
      throw failure(e);
    }
  }

  @Override
  public int write(byte value) {
    return write(new byte[] {value}, 0, 1);
  }

  @Override
  public int write(byte[] data, int offset, int length) {
    try {
      opened().write(ByteBuffer.wrap(data, offset, length));
      return length;
    } catch (IOException e) {
      throw failure(e);
    }
  }

  @Override
  public InputStream getInputStream() {
    return new InputStream() {
      @Override
      public int read() {
        return readOne();
      }

      @Override
      public int read(byte[] buffer, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, buffer.length);
        return length == 0 ? 0 : readSome(buffer, offset, length);
      }

      @Override
      public int available() {
        return StreamSerial.this.available();
      }
    };
  }

  @Override
  public OutputStream getOutputStream() {
    return new OutputStream() {
      @Override
      public void write(int value) {
        StreamSerial.this.write((byte) value);
      }

      @Override
      public void write(byte[] data, int offset, int length) {
        StreamSerial.this.write(data, offset, length);
      }
    };
  }

  private int readOne() {
    byte[] one = new byte[1];
    return readSome(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
  }

  /** Waits for at least one byte; -1 once it is closed. */
  private int readSome(byte[] buffer, int offset, int length) {
    int count = 0;
    while (count == 0 && isOpen()) {
      count = read(buffer, offset, length);
    }
    return count == 0 ? -1 : count;
  }

  private PortFile opened() {
    PortFile open = port;
    if (open == null) {
      throw new com.pi4j.io.exception.IOException(config().device() + " is not open");
    }
    return open;
  }

  private com.pi4j.io.exception.IOException failure(IOException e) {
    return new com.pi4j.io.exception.IOException(
        config().device() + ": " + String.valueOf(e.getMessage()), e);
  }
}
