package io.sealpost.sensors.pi4j.serial;

import com.pi4j.io.serial.SerialConfig;
import java.io.EOFException;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** The open device file of a serial port. Read by one thread, written by one, closed by any. */
final class PortFile implements AutoCloseable {
  // Both never create a file, which would be left where an unplugged port was.
  private final FileInputStream input;
  private final FileChannel output;

  private PortFile(FileInputStream input, FileChannel output) {
    this.input = input;
    this.output = output;
  }

  /**
   * Opens a port as its configuration wants it.
   *
   * @throws IOException if it cannot be opened or set up
   */
  static PortFile open(SerialConfig config) throws IOException {
    String device = config.device();
    List<String> settings = LineSettings.of(config);
    // Before it is opened, lest that waits for a modem's carrier; and after, since some drivers
    // forget the settings while a port is closed.
    Stty.apply(device, settings);
    FileInputStream input = new FileInputStream(device);
    try {
      FileChannel output = FileChannel.open(Path.of(device), StandardOpenOption.WRITE);
      PortFile port = new PortFile(input, output);
      Stty.apply(device, settings);
      return port;
    } catch (IOException e) {
      input.close();
      throw e;
    }
  }

  /** How many bytes have come and were not read. */
  int available() throws IOException {
    return input.available();
  }

  /**
   * Reads what there is, or waits for about half a second.
   *
   * @param buffer with room
   * @return how many bytes; 0 if none came, or if it was closed meanwhile
   * @throws IOException if the port is gone
   */
  int read(ByteBuffer buffer) throws IOException {
    try {
      int count = input.getChannel().read(buffer);
      if (count > 0) {
        return count;
      }
    } catch (AsynchronousCloseException e) {
      return 0;
    }
    return requireAlive();
  }

  /** A read of nothing is what patience that ran out and a port that is gone have in common. */
  private int requireAlive() throws IOException {
    try {
      return input.available() * 0;
    } catch (IOException e) {
      if (!input.getChannel().isOpen()) {
        return 0;
      }
      EOFException gone = new EOFException("the port is gone");
      gone.initCause(e);
      throw gone;
    }
  }

  /** Sends all of it. */
  void write(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      output.write(bytes);
    }
  }

  /** Through the channel, which wakes who reads; the stream alone would not. */
  @Override
  public void close() throws IOException {
    try (input;
        output) {
      input.getChannel().close();
    }
  }
}
