package io.sealpost.sensors.presence;

import io.sealpost.protocol.Reading.Radio;
import io.sealpost.sensors.MacAddress;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** One device was heard. Who it belongs to is not the scanner's business. */
public sealed interface Sighting {
  /** By what. */
  Radio radio();

  /** Signal strength in dBm, -127 to 20, where the radio tells; 127 (unknown) is left out. */
  OptionalInt rssiDbm();

  /** How long ago it was heard, 0 or more. */
  Duration age();

  /** How a Bluetooth address comes about (Bluetooth Core vol 6 part B section 1.3). */
  enum AddressType {
    /** Given by the manufacturer; all of classic Bluetooth. */
    PUBLIC,
    /** Made by the device: static, resolvable with a key, or for once. */
    RANDOM
  }

  /**
   * A Bluetooth device that advertised, answered an inquiry, or answered when it was asked.
   *
   * @param address as it was in the air
   * @param type what kind of address that is
   * @param advertisement what it said
   */
  record Bluetooth(
      MacAddress address,
      AddressType type,
      Advertisement advertisement,
      OptionalInt rssiDbm,
      Duration age)
      implements Sighting {
    @Override
    public Radio radio() {
      return Radio.BLUETOOTH;
    }
  }

  /**
   * A station of our access point.
   *
   * @param address of the station in our network
   */
  record Station(MacAddress address, OptionalInt rssiDbm, Duration age) implements Sighting {
    @Override
    public Radio radio() {
      return Radio.WIFI;
    }
  }

  /**
   * A host that answered on the local network.
   *
   * @param address its IP address
   * @param mac its hardware address, where the kernel knows it
   */
  record Neighbour(InetAddress address, Optional<MacAddress> mac, Duration age)
      implements Sighting {
    @Override
    public Radio radio() {
      return Radio.LAN;
    }

    @Override
    public OptionalInt rssiDbm() {
      return OptionalInt.empty();
    }
  }
}
