package io.sealpost.device.config;

/** Configurations of presence for tests. */
public final class PresenceFiles {
  /** Says something of every key that there is. */
  public static final String FULL =
      """
      [device]
      id = "rpi-07"
      state = "state"

      [broker]
      url = "mqtts://broker.example"

      [seal]
      key-file = "psk"

      [privacy]
      people = "pseudonyms"
      pseudonyms = "daily"
      addresses = true

      [[sensor]]
      type = "presence"
      stream = "devices"
      interval = "60s"
      enter-hits = 2
      enter-window = "45s"
      enter-rssi = -80
      stay-rssi = -90
      leave-after = "7m"
      strangers = "list"

      [sensor.bluetooth]
      adapter = "hci1"
      mode = "le"
      scan = "12s"
      pause = "6s"
      ask-every = "90s"
      power-cycle = false

      [sensor.neighbours]
      interface = "eth0"

      [sensor.access-point]
      interface = "wlan0"

      [sensor.esp32]
      port = "/dev/ttyUSB0"
      baud = 921600

      [[sensor.person]]
      name = "Frank"
      bluetooth = ["88:29:9C:00:61:A9", "c0-11-22-33-44-55"]
      irk-files = ["frank.irk"]
      ibeacons = ["E2C56DB5-DFFB-48D2-B060-D0F5A71096E0", "e2c56db5-dffb-48d2-b060-d0f5a71096e1/1/65535"]
      eddystones = ["00010203040506070809", "AA010203040506070809/0a0b0c0d0e0f"]
      bluetooth-names = ["Keyfinder"]
      hardware = ["a4:83:e7:00:00:01"]
      hosts = ["192.0.2.17", "fd00::17"]
      leave-after = "10m"

      [[sensor.person]]
      name = "Mädchen"
      hosts = ["192.0.2.18"]
      """;

  /** Says no more than must be said. */
  public static final String MINIMAL =
      ConfigFiles.MINIMAL
          + """
          [[sensor]]
          type = "presence"
          stream = "devices"
          interval = "60s"
          [sensor.bluetooth]
          [[sensor.person]]
          name = "Frank"
          bluetooth = ["88:29:9C:00:61:A9"]
          """;

  private PresenceFiles() {}
}
