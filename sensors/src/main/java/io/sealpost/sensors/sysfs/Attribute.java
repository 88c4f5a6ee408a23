package io.sealpost.sensors.sysfs;

import io.sealpost.sensors.Excerpt;
import io.sealpost.sensors.SensorException;
import io.sealpost.sensors.SensorException.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * One attribute file of sysfs.
 *
 * @param file its path
 */
record Attribute(Path file) {
  /** The kernel's documentation (sysfs.rst): an attribute is at most one page long. */
  static final int MAX_BYTES = 4096;

  private static final Pattern MILLIDEGREES = Pattern.compile("-?[0-9]{1,7}");
  private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,12}(?:\\.[0-9]{1,12})?");

  /**
   * Reads all of it; blocks as long as the driver does.
   *
   * @return the text without white space around it, possibly empty
   * @throws SensorException if it is missing, forbidden, unreadable or longer than a page
   */
  String text() throws SensorException {
    ByteBuffer buffer = ByteBuffer.allocate(MAX_BYTES + 1);
    try (SeekableByteChannel channel = Files.newByteChannel(file)) {
      int count;
      do {
        count = channel.read(buffer);
      } while (count > 0);
    } catch (IOException e) {
      throw FileFault.of(file, e);
    }
    if (!buffer.hasRemaining()) {
      throw new SensorException(
          Kind.BAD_READING,
          file + " is longer than " + MAX_BYTES + " bytes: it is no attribute of sysfs");
    }
    return new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8).strip();
  }

  /**
   * Reads a temperature.
   *
   * @return degrees Celsius
   * @throws SensorException as {@link #text}, and if it is not a whole number of thousandths of a
   *     degree
   */
  double celsius() throws SensorException {
    String text = text();
    if (!MILLIDEGREES.matcher(text).matches()) {
      throw new SensorException(
          Kind.BAD_READING,
          file + " says " + Excerpt.of(text) + ", not a number of thousandths of a degree");
    }
    return Integer.parseInt(text) / 1000.0;
  }

  /**
   * Reads a number, with or without a fraction.
   *
   * @throws SensorException as {@link #text}, and if it is not one of at most 12 digits before and
   *     after the point
   */
  double decimal() throws SensorException {
    String text = text();
    if (!DECIMAL.matcher(text).matches()) {
      throw new SensorException(
          Kind.BAD_READING, file + " says " + Excerpt.of(text) + ", not a number");
    }
    return Double.parseDouble(text);
  }

  /** Whether it is there and says exactly this. */
  boolean says(String word) throws SensorException {
    return Files.exists(file) && text().equals(word);
  }
}
