package io.sealpost.device.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Configurations for tests. */
public final class ConfigFiles {
  /** Says something of every key that there is, but for those of {@link PresenceFiles}. */
  public static final String FULL =
      """
      [device]
      id = "rpi-07"
      name = "Küche"
      state = "state"

      [broker]
      url = "mqtts://broker.example:8884"
      ca-file = "ca.pem"
      crl-file = "crl.pem"
      certificate-file = "rpi-07.pem"
      certificate-key-file = "rpi-07.key"
      username = "rpi-07"
      password-file = "password"
      client-id-prefix = "site-1/"
      base = "farm/sealpost"
      keep-alive = "30s"
      connect-timeout = "10s"
      allow-plaintext = false

      [seal]
      format = "cose-2"
      key-file = "psk"
      command-ttl = "90s"

      [limits]
      min-interval = "2s"
      max-interval = "1h"

      [journal]
      max-bytes = "8MB"
      max-age = "7d"
      durability = "2s"
      group = 20
      when-full = "thin"
      keep = 3
      min-free = "128MB"
      window = 32
      backlog-rate = 500

      [health]
      interval = "5m"

      [clock]
      trust = true

      [log]
      level = "debug"

      [[sensor]]
      type = "thermal-zone"
      stream = "soc"
      interval = "10s"
      batch = "1m"
      batch-readings = 30
      on-change = 0.1
      heartbeat = "20m"
      offset = -0.4
      median = 3
      stuck-after = "6h"
      zone = "cpu-thermal"

      [[sensor]]
      type = "hwmon"
      stream = "board"
      interval = "11s"
      chip = "cpu_thermal"
      input = "temp1"

      [[sensor]]
      type = "ds18b20"
      stream = "cellar"
      interval = "12s"
      id = "28-0316a2799dff"

      [[sensor]]
      type = "tmp102"
      stream = "room"
      interval = "250ms"
      bus = 3
      address = 0x49

      [[sensor]]
      type = "simulated-presence"
      stream = "devices"
      interval = "15s"

      [[sensor]]
      type = "simulated-temperature"
      stream = "made-up"
      interval = "24h"

      [[sensor]]
      type = "simulated-presence"
      stream = "nobody"
      interval = "100ms"

      [[sensor]]
      type = "iio"
      stream = "air"
      interval = "13s"
      device = "bme280"
      channel = "temp0"
      """;

  /** Says no more than must be said. */
  public static final String MINIMAL =
      """
      [device]
      id = "rpi-07"
      state = "/var/lib/sealpost"
      [broker]
      url = "mqtts://broker.example"
      [seal]
      key-file = "/etc/sealpost/psk"
      [[sensor]]
      type = "simulated-temperature"
      stream = "temperature"
      interval = "10s"
      """;

  /** Knows the broker by a key that both have. */
  public static final String WITH_PSK =
      MINIMAL.replace(
          "[seal]",
          """
          psk-identity = "rpi-07"
          psk-file = "broker.psk"
          [seal]""");

  private ConfigFiles() {}

  /** Writes a configuration into a folder. */
  public static Path write(Path folder, String text) {
    try {
      return Files.writeString(folder.resolve("device.toml"), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
