package io.sealpost.sensors.bluez;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.sensors.presence.Sighting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A session that listens by a monitor, on a bus that the test plays. */
final class MonitorTest {
  private static final String KEYS = "C4:7C:8D:60:11:01";
  private static final String PATH = "/org/bluez/hci0/dev_C4_7C_8D_60_11_01";
  private static final String FIRST = "/io/sealpost/passive1";
  private static final WatchEvent ACTIVATED = new WatchEvent.Done(Request.REGISTER);
  private static final Map<String, Object> ALL_OF_KEYS =
      Map.of("Address", KEYS, "AddressType", "random", "Name", "Keys", "RSSI", (short) -60);

  private final FakeBus bus = new FakeBus();
  private final List<WatchEvent> events = new ArrayList<>();
  private final List<Sighting.Bluetooth> heard = new ArrayList<>();
  private final BluezSession session =
      new BluezSession(
          new BluezSettings(
              "hci0",
              BluezSettings.Mode.PASSIVE,
              Duration.ofMinutes(1),
              Duration.ZERO,
              Duration.ZERO,
              true,
              BluezSettings.SYSTEM_BUS),
          bus,
          events::add,
          sighting -> heard.add((Sighting.Bluetooth) sighting));

  @BeforeEach
  void register() throws Exception {
    session.perform(Request.CONNECT);
    bus.answers(FakeBus.OWNER);
    deliver();
    session.perform(Request.REGISTER);
    events.clear();
  }

  @Test
  void objectsAreToldWhileTheRegistrationIsUnanswered() throws Exception {
    invoke(FIRST, Monitor.MANAGED_OBJECTS);
    assertEquals(List.of("a{oa{sa{sv}}}1"), bus.answered);
    assertEquals(List.of(), events);
  }

  @Test
  void onlyActivationMakesItWork() throws Exception {
    bus.answers();
    deliver();
    assertEquals(List.of(), events);
    invoke(FIRST + "/0", Monitor.ACTIVATE);
    invoke(FIRST + "/0", Monitor.ACTIVATE);
    assertEquals(List.of(), events, "there is another");
    invoke(FIRST + "/1", Monitor.ACTIVATE);
    invoke(FIRST + "/1", Monitor.ACTIVATE);
    assertEquals(List.of(ACTIVATED), events);
  }

  @Test
  void refusalIsTold() throws Exception {
    bus.refuses(WatchEvent.Refused.UNKNOWN_METHOD);
    deliver();
    assertTrue(events.get(0) instanceof WatchEvent.Refused refused && refused.isOfMissingObject());
  }

  @Test
  void releaseIsTold() throws Exception {
    invoke(FIRST + "/0", Monitor.RELEASE);
    assertEquals(List.of(new WatchEvent.Released()), events);
  }

  @Test
  void nobodyButBluetoothdMayCall() throws Exception {
    bus.invokes(":1.66", FIRST + "/0", Monitor.ACTIVATE);
    bus.invokes(":1.66", FIRST + "/0", Monitor.DEVICE_FOUND, PATH);
    deliver();
    assertEquals(List.of(), events);
    assertEquals("org.freedesktop.DBus.Error.AccessDenied", bus.answered.get(1));
  }

  @Test
  void whatIsNotOfferedIsRefused() throws Exception {
    invoke(FIRST, Monitor.ACTIVATE);
    invoke(FIRST + "/0", "org.freedesktop.DBus.Introspectable.Introspect");
    invoke("", "");
    assertEquals(3, bus.answered.size());
    assertTrue(bus.answered.stream().allMatch(WatchEvent.Refused.UNKNOWN_METHOD::equals));
  }

  @Test
  void callsOfAnEarlierRegistrationAreNotTaken() throws Exception {
    session.perform(Request.REGISTER);
    assertEquals(
        List.of("GetNameOwner", "RegisterMonitor", "UnregisterMonitor", "RegisterMonitor"),
        bus.calls);
    invoke(FIRST + "/0", Monitor.RELEASE);
    assertEquals(List.of(), events);
    invoke("/io/sealpost/passive2/0", Monitor.ACTIVATE);
    invoke("/io/sealpost/passive2/1", Monitor.ACTIVATE);
    assertEquals(List.of(ACTIVATED), events);
  }

  @Test
  void lateActivationAfterTheFallBackIsNotTaken() throws Exception {
    session.perform(Request.START);
    invoke(FIRST + "/0", Monitor.ACTIVATE);
    invoke(FIRST + "/1", Monitor.ACTIVATE);
    assertEquals(List.of(), events);
    assertTrue(bus.calls.contains("UnregisterMonitor"));
  }

  @Test
  void stopUnregisters() {
    session.perform(Request.STOP);
    session.perform(Request.STOP);
    assertEquals(
        List.of("GetNameOwner", "RegisterMonitor", "UnregisterMonitor", "StopDiscovery"),
        bus.calls);
  }

  @Test
  void eachAdvertisementIsOneHitAndTheLevelComesWithTheNext() throws Exception {
    added();
    assertEquals(List.of(), heard, "its call is still to come");
    invoke(FIRST + "/0", Monitor.DEVICE_FOUND, PATH);
    invoke(FIRST + "/0", Monitor.DEVICE_FOUND, PATH);
    bus.changed(KEYS, Map.of("RSSI", (short) -75));
    invoke(FIRST + "/0", Monitor.DEVICE_FOUND, PATH);
    assertEquals(List.of("-60", "", "-75"), levels());
    assertEquals("Keys", heard.get(0).advertisement().name().orElseThrow());
  }

  @Test
  void deviceThatWasListedBeforeIsLookedUp() throws Exception {
    invoke(FIRST + "/0", Monitor.DEVICE_FOUND, PATH);
    bus.answers(ALL_OF_KEYS);
    deliver();
    assertEquals(List.of(""), levels(), "its level may be old");
  }

  @Test
  void deviceOfAnotherAdapterAndGarbageAreNotHeard() throws Exception {
    added();
    invoke(FIRST + "/0", Monitor.DEVICE_FOUND, PATH.replace("hci0", "hci1"));
    invoke(FIRST + "/0", Monitor.DEVICE_FOUND);
    invoke(FIRST + "/0", Monitor.DEVICE_FOUND, List.of(1));
    invoke(FIRST + "/0", Monitor.DEVICE_LOST, PATH);
    assertEquals(List.of(), heard);
  }

  @Test
  void levelsAreBounded() {
    Levels levels = new Levels();
    for (int i = 0; i < 2 * Levels.MOST; i++) {
      levels.learn("device " + i, Map.of("RSSI", (short) -60));
    }
    assertTrue(levels.take("device 0").isEmpty());
    assertEquals(-60, levels.take("device " + (2 * Levels.MOST - 1)).orElseThrow());
    assertTrue(levels.take("device " + (2 * Levels.MOST - 1)).isEmpty());
  }

  @Test
  void advertisementThatMatchesTwiceIsOneHit() throws Exception {
    added();
    for (int i = 0; i < 2; i++) {
      invoke(FIRST + "/1", Monitor.DEVICE_FOUND, PATH);
      invoke(FIRST + "/0", Monitor.DEVICE_FOUND, PATH);
    }
    assertEquals(2, heard.size());
    invoke(FIRST + "/1", Monitor.DEVICE_FOUND, PATH);
    invoke(FIRST + "/1", Monitor.DEVICE_FOUND, PATH);
    assertEquals(4, heard.size());
  }

  @Test
  void patternsAreNotMoreThanBluetoothdSurvives() {
    for (List<Object[]> patterns : Patterns.ofMonitors()) {
      assertTrue(patterns.size() <= Patterns.MOST);
    }
  }

  private List<String> levels() {
    return heard.stream()
        .map(one -> one.rssiDbm().isPresent() ? "" + one.rssiDbm().getAsInt() : "")
        .toList();
  }

  private void added() throws Exception {
    bus.signal(
        FakeBus.OWNER,
        "/",
        Rules.INTERFACES_ADDED,
        PATH,
        Map.of(DeviceSignals.DEVICE, ALL_OF_KEYS));
    deliver();
  }

  private void invoke(String path, String name, Object... body) throws Exception {
    bus.invokes(FakeBus.OWNER, path, name, body);
    deliver();
  }

  private void deliver() throws Exception {
    bus.await(1, session::on);
  }
}
