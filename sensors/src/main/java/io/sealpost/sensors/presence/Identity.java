package io.sealpost.sensors.presence;

import io.sealpost.protocol.Reading.Radio;
import io.sealpost.sensors.MacAddress;
import java.net.InetAddress;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/** Something by which one person or thing can be told from all others. */
public sealed interface Identity {
  /** Whether a scanner of that radio can hear it at all. */
  boolean isAudibleTo(Radio radio);

  /**
   * A Bluetooth address that never changes: a tag's, or a phone's own, by which it answers a
   * connection even while it does not advertise.
   *
   * @param address public or static random
   */
  record Bluetooth(MacAddress address) implements Identity {
    @Override
    public boolean isAudibleTo(Radio radio) {
      return radio == Radio.BLUETOOTH;
    }
  }

  /**
   * Bluetooth addresses that change every few minutes, made with one identity resolving key.
   *
   * @param key tells whether an address was made with it
   */
  record Rotating(RotatingAddress key) implements Identity {
    @Override
    public boolean isAudibleTo(Radio radio) {
      return radio == Radio.BLUETOOTH;
    }
  }

  /**
   * An iBeacon.
   *
   * @param uuid of the owner's beacons
   * @param major 0 to 65535; any when absent
   * @param minor 0 to 65535; any when absent
   */
  record IBeacon(UUID uuid, OptionalInt major, OptionalInt minor) implements Identity {
    @Override
    public boolean isAudibleTo(Radio radio) {
      return radio == Radio.BLUETOOTH;
    }
  }

  /**
   * An Eddystone beacon that sends its UID frame.
   *
   * @param namespace 10 bytes, lower-case hexadecimal
   * @param instance 6 bytes, lower-case hexadecimal; any when absent
   */
  record Eddystone(String namespace, Optional<String> instance) implements Identity {
    @Override
    public boolean isAudibleTo(Radio radio) {
      return radio == Radio.BLUETOOTH;
    }
  }

  /**
   * A Bluetooth device by the name that it advertises. Anybody can take the same name.
   *
   * @param name the whole of it
   */
  record BluetoothName(String name) implements Identity {
    @Override
    public boolean isAudibleTo(Radio radio) {
      return radio == Radio.BLUETOOTH;
    }
  }

  /**
   * The hardware address of a Wi-Fi or Ethernet interface, as station of our access point or as
   * host on the network.
   *
   * @param address fixed: phones take another one in each network, but keep it there
   */
  record Hardware(MacAddress address) implements Identity {
    @Override
    public boolean isAudibleTo(Radio radio) {
      return radio == Radio.WIFI || radio == Radio.LAN;
    }
  }

  /**
   * An IP address on the local network.
   *
   * @param address of one host; reserve it in the router
   */
  record Host(InetAddress address) implements Identity {
    @Override
    public boolean isAudibleTo(Radio radio) {
      return radio == Radio.LAN;
    }
  }
}
