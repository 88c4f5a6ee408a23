package io.sealpost.sensors.bluez;

import java.util.List;

/**
 * Which signals the bus is to deliver: each one that is not needed costs as much as one that is.
 */
final class Rules {
  static final String PROPERTIES_CHANGED = Call.PROPERTIES + ".PropertiesChanged";
  static final String OBJECTS = "org.freedesktop.DBus.ObjectManager";
  static final String INTERFACES_ADDED = OBJECTS + ".InterfacesAdded";
  static final String INTERFACES_REMOVED = OBJECTS + ".InterfacesRemoved";
  static final String NAME_OWNER_CHANGED = Call.BUS + ".NameOwnerChanged";

  private static final String SIGNAL = "type='signal',sender='";

  private Rules() {}

  /**
   * The rules for one adapter.
   *
   * @param path of its object
   */
  static List<String> of(String path) {
    String properties =
        SIGNAL + Call.BLUEZ + "',interface='" + Call.PROPERTIES + "',path_namespace='" + path + "'";
    String objects = SIGNAL + Call.BLUEZ + "',interface='" + OBJECTS + "',path='/'";
    return List.of(
        SIGNAL + Call.BUS + "',member='NameOwnerChanged',arg0='" + Call.BLUEZ + "'",
        properties + ",arg0='org.bluez.Device1'",
        properties + ",arg0='org.bluez.Adapter1'",
        objects + ",arg0path='" + path + "/'",
        objects + ",arg0path='" + path + "'");
  }
}
