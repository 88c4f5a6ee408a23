package io.sealpost.sensors.presence;

import io.sealpost.sensors.MacAddress;
import io.sealpost.sensors.presence.Sighting.AddressType;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** People, their devices, and what a scanner says of these. */
final class Devices {
  static final MacAddress TAG = new MacAddress("88:29:9C:00:61:A9");
  static final MacAddress PHONE_WIFI = new MacAddress("02:00:5E:00:53:01");
  static final InetAddress PHONE_IP = InetAddress.getLoopbackAddress();

  private Devices() {}

  static KnownPerson person(String name, Identity... identities) {
    return new KnownPerson(name, List.of(identities), Optional.empty());
  }

  static KnownPerson ann() {
    return person("Ann", new Identity.Bluetooth(TAG));
  }

  /** By Bluetooth and on the network. */
  static KnownPerson bob() {
    return person(
        "Bob",
        new Identity.Bluetooth(new MacAddress("88:29:9C:00:61:B0")),
        new Identity.Hardware(PHONE_WIFI));
  }

  static Sighting tag(int dbm) {
    return bluetooth(TAG, AddressType.PUBLIC, dbm);
  }

  static Sighting tagOfBob(int dbm) {
    return bluetooth(new MacAddress("88:29:9C:00:61:B0"), AddressType.PUBLIC, dbm);
  }

  static Sighting bluetooth(MacAddress address, AddressType type, int dbm) {
    return new Sighting.Bluetooth(
        address, type, Advertisement.NOTHING, OptionalInt.of(dbm), Duration.ZERO);
  }

  static Sighting random(long number, int dbm) {
    return bluetooth(address(number), AddressType.RANDOM, dbm);
  }

  static Sighting says(Advertisement advertisement) {
    return new Sighting.Bluetooth(
        new MacAddress("C0:00:00:00:00:01"),
        AddressType.RANDOM,
        advertisement,
        OptionalInt.of(-60),
        Duration.ZERO);
  }

  /** The host of Bob's phone, as it was some time ago. */
  static Sighting host(long secondsAgo) {
    return new Sighting.Neighbour(
        PHONE_IP, Optional.of(PHONE_WIFI), Duration.ofSeconds(secondsAgo));
  }

  static MacAddress address(long number) {
    StringBuilder text = new StringBuilder();
    for (int shift = 40; shift >= 0; shift -= 8) {
      text.append(String.format("%02X", (number >> shift) & 0xff)).append(shift > 0 ? ":" : "");
    }
    return new MacAddress(text.toString());
  }

  /** A resolvable private address. */
  static long resolvable(long number) {
    return (1L << 46) | (number & ((1L << 46) - 1));
  }
}
