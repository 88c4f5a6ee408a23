package io.sealpost.sensors.bluez;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.freedesktop.dbus.types.Variant;

/** The calls of one adapter ({@code org.bluez.Adapter1}). */
final class AdapterCalls {
  static final String ADAPTER = "org.bluez.Adapter1";

  private static final Pattern NODE = Pattern.compile("<node name=\"(hci\\d{1,3})\"");

  private final String path;
  private final String transport;

  /**
   * @param path of its object
   * @param mode what it is to listen to
   */
  AdapterCalls(String path, BluezSettings.Mode mode) {
    this.path = path;
    this.transport =
        switch (mode) {
          case ACTIVE -> "auto";
          case LE, PASSIVE -> "le";
          case CLASSIC -> "bredr";
        };
  }

  /** All its properties. */
  Call properties() {
    return Call.allOf(path, ADAPTER);
  }

  /** What there is besides it, as XML. */
  static Call others() {
    return Call.ofBluez("/org/bluez", "org.freedesktop.DBus.Introspectable", "Introspect");
  }

  /**
   * Their names.
   *
   * @param xml the answer to {@link #others}
   */
  static Set<String> namesIn(Object xml) {
    return NODE.matcher(xml.toString())
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Switches it on or off. */
  Call setPowered(boolean on) {
    List<Object> arguments = List.of(ADAPTER, "Powered", new Variant<>(on));
    return new Call(Call.BLUEZ, path, Call.PROPERTIES, "Set", "ssv", arguments);
  }

  /**
   * Without a filter, bluetoothd tells of a device once a discovery, and again only when the signal
   * strength has changed by 8 dB; with one, at every report of the kernel, which are 10 s apart.
   */
  Call setFilter() {
    Map<String, Variant<?>> filter =
        Map.of("Transport", new Variant<>(transport), "DuplicateData", new Variant<>(true));
    List<Object> arguments = List.of(filter);
    return new Call(Call.BLUEZ, path, ADAPTER, "SetDiscoveryFilter", "a{sv}", arguments);
  }

  Call start() {
    return Call.ofBluez(path, ADAPTER, "StartDiscovery");
  }

  Call stop() {
    return Call.ofBluez(path, ADAPTER, "StopDiscovery");
  }
}
