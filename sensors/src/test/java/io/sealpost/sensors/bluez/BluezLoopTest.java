package io.sealpost.sensors.bluez;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.protocol.DutyCycle;
import io.sealpost.sensors.MacAddress;
import io.sealpost.sensors.SensorException;
import io.sealpost.sensors.presence.Ear;
import io.sealpost.sensors.presence.Sighting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The whole scanner but its thread, on a bus that the test plays. */
final class BluezLoopTest {
  private static final MacAddress BERT = new MacAddress("5C:F3:70:00:00:0B");
  private static final String KEYS = "C4:7C:8D:60:11:01";
  private static final Map<String, Object> ALL_OF_KEYS =
      Map.of("Address", KEYS, "AddressType", "random", "Name", "Keys", "RSSI", (short) -60);

  private final FakeBus bus = new FakeBus();
  private final List<String> told = new ArrayList<>();
  private final List<MacAddress> paged = new ArrayList<>();
  private final List<Consumer<Paging.Outcome>> ends = new ArrayList<>();
  private long now;
  private final BluezLoop loop =
      new BluezLoop(
          BluezSettings.usual("hci0"),
          Set.of(BERT),
          bus,
          new FakePaging(),
          new FakeEar(),
          () -> now);

  @Test
  void discoveryIsStartedStepByStep() {
    listen();
    assertEquals(
        List.of("GetNameOwner", "GetAll", "SetDiscoveryFilter", "StartDiscovery"), bus.calls);
    assertEquals(List.of("listening"), told);
  }

  @Test
  void scanEndsAsSoonAsAShorterOneIsOver() {
    listen();
    now += Duration.ofSeconds(25).toNanos();
    loop.round();
    assertFalse(bus.calls.contains("StopDiscovery"));
    loop.listen(new DutyCycle(Duration.ofSeconds(20), Duration.ofSeconds(10)));
    loop.round();
    assertEquals("StopDiscovery", bus.calls.get(bus.calls.size() - 1));
  }

  @Test
  void deviceThatIsHeardForTheFirstTimeIsLookedUp() {
    listen();
    bus.changed(KEYS, Map.of("RSSI", (short) -61));
    loop.round();
    bus.answers(ALL_OF_KEYS);
    loop.round();
    assertEquals(List.of("listening", "heard " + KEYS + " -61 Keys"), told);
  }

  @Test
  void deviceThatIsGoneBeforeItIsLookedUpIsNotHeard() {
    listen();
    bus.changed(KEYS, Map.of("RSSI", (short) -61));
    loop.round();
    bus.refuses("org.freedesktop.DBus.Error.UnknownObject");
    loop.round();
    assertEquals(List.of("listening"), told);
  }

  @Test
  void lookUpsAreBounded() {
    listen();
    bus.calls.clear();
    for (int i = 0; i < 1000; i++) {
      bus.changed(
          String.format("C4:00:00:00:%02X:%02X", i >> 8, i & 0xFF), Map.of("RSSI", (short) -61));
    }
    loop.round();
    assertEquals(16, bus.calls.size());
  }

  @Test
  void signalsOfOthersThanBluetoothdAreNotBelieved() {
    listen();
    bus.signal(
        ":1.66",
        "/",
        Rules.INTERFACES_ADDED,
        "/org/bluez/hci0/dev_C4_7C_8D_60_11_01",
        Map.of(DeviceSignals.DEVICE, ALL_OF_KEYS));
    bus.changedBy(":1.66", KEYS, Map.of("RSSI", (short) -10));
    bus.signal(":1.66", "/org/freedesktop/DBus", Rules.NAME_OWNER_CHANGED, "org.bluez", ":1.7", "");
    loop.round();
    assertEquals(List.of("listening"), told);
  }

  @Test
  void devicesOfAnotherAdapterAreNotHeard() {
    listen();
    bus.signal(
        FakeBus.OWNER,
        "/",
        Rules.INTERFACES_ADDED,
        "/org/bluez/hci1/dev_C4_7C_8D_60_11_01",
        Map.of(DeviceSignals.DEVICE, ALL_OF_KEYS));
    loop.round();
    assertEquals(List.of("listening"), told);
  }

  @Test
  void busThatBreaksIsDeafAndConnectedAgain() {
    listen();
    bus.breaks(true);
    loop.round();
    assertEquals(List.of("listening", "deaf"), told);
    assertEquals(false, bus.isConnected());
    bus.breaks(false);
    bus.calls.clear();
    now += Duration.ofSeconds(2).toNanos();
    loop.round();
    assertEquals(List.of("GetNameOwner"), bus.calls);
  }

  @Test
  void signalThatBreaksTheRulesDoesNotEndTheScanner() {
    listen();
    bus.signal(FakeBus.OWNER, "/", Rules.INTERFACES_ADDED);
    bus.signal(FakeBus.OWNER, "/", Rules.INTERFACES_ADDED, 7, 8);
    bus.signal(FakeBus.OWNER, "/", Rules.INTERFACES_REMOVED, "x", Map.of());
    bus.signal(FakeBus.OWNER, "/", Rules.PROPERTIES_CHANGED, List.of(), "y");
    bus.signal(FakeBus.OWNER, "", "nothing.Known");
    loop.round();
    assertEquals(List.of("listening"), told);
  }

  @Test
  void silentPhoneIsPagedAndItsAnswerIsASighting() {
    listen();
    loop.round();
    assertEquals(List.of(BERT), paged);
    ends.get(0).accept(Paging.Outcome.ANSWERED);
    loop.round();
    assertEquals(List.of("listening", "heard " + BERT + " "), told);
  }

  @Test
  void phoneThatDoesNotAnswerIsNoSighting() {
    listen();
    loop.round();
    ends.get(0).accept(Paging.Outcome.SILENT);
    loop.round();
    assertEquals(List.of("listening"), told);
  }

  @Test
  void nobodyIsPagedWhileTheAdapterDoesNotWork() {
    loop.round();
    now += Duration.ofMinutes(5).toNanos();
    loop.round();
    assertTrue(paged.isEmpty());
  }

  @Test
  void whoIsAskedForIsPagedBeforeTheInterval() {
    listen();
    loop.round();
    ends.get(0).accept(Paging.Outcome.SILENT);
    now += Duration.ofSeconds(12).toNanos();
    loop.ask(List.of(BERT));
    loop.round();
    loop.round();
    assertEquals(List.of(BERT, BERT), paged);
  }

  private void listen() {
    loop.round();
    bus.answers(FakeBus.OWNER);
    loop.round();
    bus.answers(Map.of("Powered", true, "Discovering", false));
    loop.round();
    bus.answers();
    loop.round();
    bus.answers();
    loop.round();
  }

  private final class FakePaging implements Paging {
    @Override
    public void page(MacAddress address, Consumer<Outcome> end) {
      paged.add(address);
      ends.add(end);
    }

    @Override
    public void close() {}
  }

  private final class FakeEar implements Ear {
    @Override
    public void heard(Sighting sighting) {
      Sighting.Bluetooth device = (Sighting.Bluetooth) sighting;
      String dbm = device.rssiDbm().stream().mapToObj(Integer::toString).findFirst().orElse("");
      String name = device.advertisement().name().map(text -> " " + text).orElse("");
      told.add("heard " + device.address() + " " + dbm + name);
    }

    @Override
    public void listening() {
      told.add("listening");
    }

    @Override
    public void deaf(SensorException why) {
      told.add("deaf");
    }
  }
}
