package io.sealpost.device;

import io.sealpost.device.clock.UtcSeconds;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Properties;

/**
 * Which build this is.
 *
 * @param version as Maven numbers it
 * @param time of the build: no clock that is before it can be right
 */
record Build(String version, Instant time) {
  /** What the build wrote into the program. */
  static Build current() {
    Properties properties = new Properties();
    try (InputStream resource = Build.class.getResourceAsStream("build.properties")) {
      if (resource == null) {
        throw new IllegalStateException("build.properties is not in the program: build it again");
      }
      properties.load(resource);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Build(
        properties.getProperty("version", "unknown"),
        UtcSeconds.parse(properties.getProperty("time", "")));
  }

  /** Name and version. */
  String software() {
    return "sealpost " + version;
  }
}
