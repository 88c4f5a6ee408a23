package io.sealpost.sensors.sysfs;

import io.sealpost.sensors.Excerpt;
import io.sealpost.sensors.SensorException;
import io.sealpost.sensors.SensorException.Kind;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the file {@code w1_slave} of a 1-Wire thermometer says: the nine bytes of its scratchpad,
 * the kernel's verdict on their checksum, and the temperature.
 *
 * @param celsius degrees Celsius
 */
record W1Slave(double celsius) {
  private static final Pattern TWO_LINES =
      Pattern.compile(
          "((?:[0-9a-f]{2} ){9}): crc=[0-9a-f]{2} (YES|NO)\n(?:[0-9a-f]{2} ){9}t=(-?[0-9]{1,7})");

  private static final String SHORTED = "00 ".repeat(9);

  /**
   * @param file for messages
   * @param text without white space around it
   * @throws SensorException if the checksum was wrong or the text is not as the kernel writes it
   */
  static W1Slave parse(Path file, String text) throws SensorException {
    if (text.isEmpty()) {
      throw bad(file + " is empty: the answer of the chip was damaged; check its wires");
    }
    Matcher lines = TWO_LINES.matcher(text);
    if (!lines.matches()) {
      throw bad(file + " says " + Excerpt.of(text) + ", not a scratchpad and a temperature");
    }
    if (lines.group(2).equals("NO")) {
      throw bad(file + " says crc NO: the answer of the chip was damaged; check its wires");
    }
    // The checksum of nine zeroes is zero: a shorted wire passes the kernel's check.
    if (lines.group(1).equals(SHORTED)) {
      throw bad(file + " holds zeroes only: the data wire is shorted or its pull-up is missing");
    }
    return new W1Slave(Integer.parseInt(lines.group(3)) / 1000.0);
  }

  private static SensorException bad(String message) {
    return new SensorException(Kind.BAD_READING, message);
  }
}
