package io.sealpost.sensors.bluez;

import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.types.Variant;

/**
 * The objects by which bluetoothd tells us whom it heard without asking for it ({@code
 * org.bluez.AdvertisementMonitor1}). bluetoothd asks for the objects before it answers its
 * registration, and calls them from then on.
 *
 * <p>An advertisement that matches the patterns of two of them is told twice, one right after the
 * other.
 *
 * <p>Without thresholds of signal strength it tells of every advertisement, with them only of who
 * comes and goes.
 */
final class Monitor {
  static final String MANAGER = "org.bluez.AdvertisementMonitorManager1";
  static final String CONTRACT = "org.bluez.AdvertisementMonitor1";
  static final String MANAGED_OBJECTS = Rules.OBJECTS + ".GetManagedObjects";
  static final String ACTIVATE = CONTRACT + ".Activate";
  static final String RELEASE = CONTRACT + ".Release";
  static final String DEVICE_FOUND = CONTRACT + ".DeviceFound";
  static final String DEVICE_LOST = CONTRACT + ".DeviceLost";

  private static final String ROOT = "/io/sealpost/passive";

  private final String adapter;
  private final Bus bus;
  private final Calls calls;
  private final Consumer<WatchEvent> events;
  private final Found found;

  // Owned by the thread of the bus.
  /** Each registration has paths of its own, so that a late call to an earlier one is known. */
  private long number;

  private boolean registered;
  private boolean awaited;
  private final Set<String> active = new HashSet<>();

  /** Who was told of last, and by which object. */
  private String lastDevice = "";

  private String lastObject = "";

  /** Takes whom bluetoothd tells of. */
  interface Found {
    /**
     * A device was heard.
     *
     * @param path of its object
     * @throws IOException if the connection is lost
     */
    void found(String path) throws IOException;
  }

  /**
   * @param adapter path of its object
   * @param events takes what becomes of it
   * @param found takes the path of a device at each of its advertisements
   */
  Monitor(String adapter, Bus bus, Calls calls, Consumer<WatchEvent> events, Found found) {
    this.adapter = adapter;
    this.bus = bus;
    this.calls = calls;
    this.events = events;
    this.found = found;
  }

  /** Whether bluetoothd tells of devices by it, or was asked to. */
  boolean isRegistered() {
    return registered;
  }

  /** bluetoothd is gone, and with it what was registered. */
  void forget() {
    registered = false;
    awaited = false;
    active.clear();
    lastDevice = "";
  }

  /**
   * Registers it anew.
   *
   * @throws IOException if the connection is lost
   */
  void register() throws IOException {
    unregister(new Calls.Unheeded());
    number++;
    registered = true;
    awaited = true;
    calls.call(manager("RegisterMonitor"), new Registration(number));
  }

  /**
   * Has bluetoothd forget it, if it is registered.
   *
   * @throws IOException if the connection is lost
   */
  void unregister(Calls.Reply reply) throws IOException {
    if (registered) {
      forget();
      calls.call(manager("UnregisterMonitor"), reply);
    }
  }

  /**
   * bluetoothd calls.
   *
   * @throws IOException if the connection is lost
   */
  void on(Incoming.Invocation invocation) throws IOException {
    if (invocation.path().equals(root()) && invocation.name().equals(MANAGED_OBJECTS)) {
      Map<DBusPath, Object> objects = new LinkedHashMap<>();
      objects().forEach((path, patterns) -> objects.put(new DBusPath(path), described(patterns)));
      bus.answer(invocation, "a{oa{sa{sv}}}", List.of(objects));
    } else if (objects().containsKey(invocation.path()) && isOurs(invocation.name())) {
      bus.answer(invocation, "", List.of());
      called(invocation);
    } else {
      bus.refuse(invocation, WatchEvent.Refused.UNKNOWN_METHOD);
    }
  }

  private static boolean isOurs(String name) {
    return switch (name) {
      case ACTIVATE, RELEASE, DEVICE_FOUND, DEVICE_LOST -> true;
      default -> false;
    };
  }

  private void called(Incoming.Invocation invocation) throws IOException {
    if (!registered) {
      return;
    }
    switch (invocation.name()) {
      case ACTIVATE -> {
        active.add(invocation.path());
        if (awaited && active.size() == objects().size()) {
          awaited = false;
          events.accept(new WatchEvent.Done(Request.REGISTER));
        }
      }
      case RELEASE -> {
        awaited = false;
        events.accept(new WatchEvent.Released());
      }
      case DEVICE_FOUND -> {
        if (Incoming.argument(invocation.body(), 0) instanceof String device) {
          found(invocation.path(), device);
        }
      }
      default -> {
        // Who is lost is not to be decided by bluetoothd.
      }
    }
  }

  private void found(String object, String device) throws IOException {
    if (device.equals(lastDevice) && !object.equals(lastObject)) {
      lastDevice = "";
      return;
    }
    lastDevice = device;
    lastObject = object;
    found.found(device);
  }

  private Map<String, List<Object[]>> objects() {
    Map<String, List<Object[]>> objects = new LinkedHashMap<>();
    for (List<Object[]> patterns : Patterns.ofMonitors()) {
      objects.put(root() + "/" + objects.size(), patterns);
    }
    return objects;
  }

  private static Map<String, Map<String, Variant<?>>> described(List<Object[]> patterns) {
    return Map.of(
        CONTRACT,
        Map.of(
            "Type", new Variant<>("or_patterns"), "Patterns", new Variant<>(patterns, "a(yyay)")));
  }

  private String root() {
    return ROOT + number;
  }

  private Call manager(String member) {
    List<Object> arguments = List.of(new DBusPath(root()));
    return new Call(Call.BLUEZ, adapter, MANAGER, member, "o", arguments);
  }

  private final class Registration implements Calls.Reply {
    private final long which;

    Registration(long which) {
      this.which = which;
    }

    @Override
    public void answered(List<?> body) {
      // It works only once it is activated.
    }

    @Override
    public void refused(String error, String text) {
      if (which == number && awaited) {
        forget();
        events.accept(new WatchEvent.Refused(Request.REGISTER, error, text));
      }
    }
  }
}
