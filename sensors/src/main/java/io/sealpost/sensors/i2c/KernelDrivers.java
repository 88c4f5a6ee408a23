package io.sealpost.sensors.i2c;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.sealpost.sensors.Excerpt;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the kernel calls the chips that its drivers have.
 *
 * @param sysRoot {@code /sys}
 */
record KernelDrivers(Path sysRoot) {
  private static final int LONGEST = 64;

  /**
   * The name in quotes.
   *
   * @param bus 0 to 255
   * @param address 7 bits
   */
  String name(int bus, int address) {
    Path file = sysRoot.resolve("bus/i2c/devices/%d-%04x/name".formatted(bus, address));
    try (InputStream in = Files.newInputStream(file)) {
      return Excerpt.of(new String(in.readNBytes(LONGEST), ISO_8859_1).strip());
    } catch (IOException e) {
      return "a driver without a name";
    }
  }
}
