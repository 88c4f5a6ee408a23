package io.sealpost.sensors.bluez;

import io.sealpost.sensors.presence.Sighting;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Talks with bluetoothd: does what the watch asks for, and tells what the signals mean. Only
 * signals of bluetoothd itself count: anybody on the bus can send us one.
 */
final class BluezSession {
  private final String name;
  private final String path;
  private final AdapterCalls adapter;
  private final Bus bus;
  private final Consumer<WatchEvent> events;
  private final Calls calls;
  private final DeviceSignals devices;
  private final Monitor monitor;

  /** Unique name of bluetoothd, empty while it is away. Owned by the thread of the bus. */
  private String owner = "";

  /**
   * @param events takes what happens to the adapter
   * @param sightings takes what is heard
   */
  BluezSession(
      BluezSettings settings, Bus bus, Consumer<WatchEvent> events, Consumer<Sighting> sightings) {
    this.name = settings.adapter();
    this.path = "/org/bluez/" + settings.adapter();
    this.adapter = new AdapterCalls(path, settings.mode());
    this.bus = bus;
    this.events = events;
    this.calls = new Calls(bus);
    this.devices =
        new DeviceSignals(
            path,
            calls,
            (device, sighting) -> {
              events.accept(new WatchEvent.Heard(device));
              sightings.accept(sighting);
            });
    this.monitor = new Monitor(path, bus, calls, events, devices::found);
  }

  /** Does what the watch asks for. What comes of it is told as an event. */
  void perform(Request request) {
    try {
      switch (request) {
        case CONNECT -> connect();
        case ACTIVATE -> calls.call(Call.activation(), new Report(request, events));
        case LOOK -> look();
        case POWER_ON -> calls.call(adapter.setPowered(true), new Report(request, events));
        case POWER_OFF -> calls.call(adapter.setPowered(false), new Report(request, events));
        case REGISTER -> register();
        case START -> start();
        case STOP -> stop();
      }
    } catch (IOException e) {
      lost(e);
    }
  }

  /** Takes a message. */
  void on(Incoming message) {
    try {
      if (message instanceof Incoming.Signal signal) {
        onSignal(signal);
      } else if (message instanceof Incoming.Answer answer) {
        calls.answered(answer);
      } else if (message instanceof Incoming.Refusal refusal) {
        calls.refused(refusal);
      } else if (message instanceof Incoming.Invocation invocation) {
        onInvocation(invocation);
      }
    } catch (IOException e) {
      lost(e);
    }
  }

  /** The connection broke. */
  void lost(IOException why) {
    bus.disconnect();
    forget();
    events.accept(
        new WatchEvent.BusLost(why.getMessage() == null ? why.toString() : why.getMessage()));
  }

  private void forget() {
    owner = "";
    devices.forget();
    calls.forget();
    monitor.forget();
  }

  private void connect() throws IOException {
    forget();
    bus.connect();
    for (String rule : Rules.of(path)) {
      bus.call(Call.ofBus("AddMatch", rule));
    }
    calls.call(
        Call.ofBus("GetNameOwner", Call.BLUEZ),
        new Calls.Reply() {
          @Override
          public void answered(List<?> body) {
            owned(Incoming.argument(body, 0));
          }

          @Override
          public void refused(String error, String text) {
            owned("");
          }
        });
  }

  private void owned(Object name) {
    forget();
    owner = name instanceof String text ? text : "";
    events.accept(new WatchEvent.Daemon(!owner.isEmpty()));
  }

  private void register() throws IOException {
    devices.monitored(true);
    monitor.register();
  }

  private void start() throws IOException {
    devices.monitored(false);
    monitor.unregister(new Calls.Unheeded());
    calls.call(
        adapter.setFilter(), new Report.Chain(Request.START, events, calls, adapter.start()));
  }

  private void stop() throws IOException {
    if (monitor.isRegistered()) {
      monitor.unregister(new Report(Request.STOP, events));
    } else {
      calls.call(adapter.stop(), new Report(Request.STOP, events));
    }
  }

  private void look() throws IOException {
    calls.call(
        adapter.properties(),
        new Calls.Reply() {
          @Override
          public void answered(List<?> body) {
            if (Incoming.argument(body, 0) instanceof Map<?, ?> properties) {
              adapterFound(properties);
            }
          }

          @Override
          public void refused(String error, String text) throws IOException {
            WatchEvent.Refused refused = new WatchEvent.Refused(Request.LOOK, error, text);
            if (refused.isOfMissingObject()) {
              lookForOthers(refused);
            } else {
              events.accept(refused);
            }
          }
        });
  }

  private void lookForOthers(WatchEvent.Refused refused) throws IOException {
    calls.call(
        AdapterCalls.others(),
        new Calls.Reply() {
          @Override
          public void answered(List<?> body) {
            Set<String> others = AdapterCalls.namesIn(Incoming.argument(body, 0));
            // It may have come since.
            events.accept(others.contains(name) ? refused : missing(others));
          }

          @Override
          public void refused(String error, String text) {
            events.accept(missing(Set.of()));
          }
        });
  }

  private static WatchEvent missing(Set<String> others) {
    return new WatchEvent.AdapterMissing(others.isEmpty() ? "none" : String.join(", ", others));
  }

  private void adapterFound(Map<?, ?> properties) {
    events.accept(new WatchEvent.AdapterFound(Boolean.TRUE.equals(properties.get("Powered"))));
    events.accept(new WatchEvent.Discovering(Boolean.TRUE.equals(properties.get("Discovering"))));
  }

  private void onSignal(Incoming.Signal signal) throws IOException {
    if (signal.sender().equals(Call.BUS)) {
      onBusSignal(signal);
    } else if (signal.sender().equals(owner)) {
      onBluezSignal(signal);
    }
  }

  private void onInvocation(Incoming.Invocation invocation) throws IOException {
    if (invocation.sender().equals(owner)) {
      monitor.on(invocation);
    } else {
      bus.refuse(invocation, "org.freedesktop.DBus.Error.AccessDenied");
    }
  }

  private void onBusSignal(Incoming.Signal signal) {
    if (signal.name().equals(Rules.NAME_OWNER_CHANGED)
        && Call.BLUEZ.equals(Incoming.argument(signal.body(), 0))) {
      owned(Incoming.argument(signal.body(), 2));
    }
  }

  private void onBluezSignal(Incoming.Signal signal) throws IOException {
    Object first = Incoming.argument(signal.body(), 0);
    Object second = Incoming.argument(signal.body(), 1);
    switch (signal.name()) {
      case Rules.PROPERTIES_CHANGED -> {
        if (first.equals(DeviceSignals.DEVICE) && second instanceof Map<?, ?> changed) {
          devices.changed(signal.path(), changed);
        } else if (first.equals(AdapterCalls.ADAPTER) && second instanceof Map<?, ?> changed) {
          adapterChanged(signal.path(), changed);
        }
      }
      case Rules.INTERFACES_ADDED -> {
        if (first instanceof String object && second instanceof Map<?, ?> added) {
          interfacesAdded(object, added);
        }
      }
      case Rules.INTERFACES_REMOVED -> {
        if (first instanceof String object && second instanceof List<?> removed) {
          interfacesRemoved(object, removed);
        }
      }
      default -> {
        // of no interest
      }
    }
  }

  private void adapterChanged(String object, Map<?, ?> changed) {
    if (!object.equals(path)) {
      return;
    }
    if (changed.get("Powered") instanceof Boolean on) {
      events.accept(new WatchEvent.Powered(on));
    }
    if (changed.get("Discovering") instanceof Boolean on) {
      events.accept(new WatchEvent.Discovering(on));
    }
  }

  private void interfacesAdded(String object, Map<?, ?> added) {
    if (object.equals(path) && added.get(AdapterCalls.ADAPTER) instanceof Map<?, ?> properties) {
      adapterFound(properties);
    } else if (added.get(DeviceSignals.DEVICE) instanceof Map<?, ?> properties) {
      devices.added(object, properties);
    }
  }

  private void interfacesRemoved(String object, List<?> removed) throws IOException {
    if (object.equals(path) && removed.contains(AdapterCalls.ADAPTER)) {
      devices.forget();
      lookForOthers(new WatchEvent.Refused(Request.LOOK, WatchEvent.Refused.UNKNOWN_OBJECT, ""));
    } else if (removed.contains(DeviceSignals.DEVICE)) {
      devices.removed(object);
    }
  }
}
