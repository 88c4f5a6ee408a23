package io.sealpost.sensors.bluez;

import java.util.List;
import org.freedesktop.dbus.types.UInt32;

/**
 * A call of a method of somebody on the bus, who is not started for that.
 *
 * @param destination whose
 * @param path of the object
 * @param contract interface that has the method
 * @param member the method
 * @param signature of the arguments, empty without any
 */
record Call(
    String destination,
    String path,
    String contract,
    String member,
    String signature,
    List<Object> arguments) {
  static final String PROPERTIES = "org.freedesktop.DBus.Properties";
  static final String BUS = "org.freedesktop.DBus";
  static final String BLUEZ = "org.bluez";

  Call {
    arguments = List.copyOf(arguments);
  }

  /** Of the bus itself. */
  static Call ofBus(String member, String argument) {
    return new Call(BUS, "/org/freedesktop/DBus", BUS, member, "s", List.of(argument));
  }

  /** Starts bluetoothd, if it is not there. */
  static Call activation() {
    return new Call(
        BUS,
        "/org/freedesktop/DBus",
        BUS,
        "StartServiceByName",
        "su",
        List.of(BLUEZ, new UInt32(0)));
  }

  /** Of bluetoothd, without arguments. */
  static Call ofBluez(String path, String contract, String member) {
    return new Call(BLUEZ, path, contract, member, "", List.of());
  }

  /** All properties of an object of bluetoothd. */
  static Call allOf(String path, String contract) {
    return new Call(BLUEZ, path, PROPERTIES, "GetAll", "s", List.of(contract));
  }
}
