package io.sealpost.sensors.wifi;

import static io.sealpost.sensors.Samples.NOW;
import static io.sealpost.sensors.Samples.fault;
import static io.sealpost.sensors.wifi.Timeline.byAddress;
import static io.sealpost.sensors.wifi.Timeline.byMac;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sealpost.protocol.Person;
import io.sealpost.protocol.Reading;
import io.sealpost.protocol.StreamName;
import io.sealpost.sensors.SensorDescriptor;
import io.sealpost.sensors.SensorException;
import io.sealpost.sensors.SensorException.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NeighbourPresenceSensorTest {
  private static final StreamName STREAM = new StreamName("devices");
  private static final Duration LEAVE = NeighbourPresenceSensor.DEFAULT_LEAVE_AFTER;
  private static final KnownHost PHONE = byAddress("phone", "192.168.1.20");
  private static final KnownHost TABLET = byAddress("tablet", "fd00::21");

  private final FakeNeighbourhood network = new FakeNeighbourhood();
  private long nanos;

  private NeighbourPresenceSensor sensor(KnownHost... hosts) {
    return new NeighbourPresenceSensor(STREAM, network, List.of(hosts), LEAVE, () -> nanos);
  }

  private Reading.Presence look(NeighbourPresenceSensor sensor, long second) throws Exception {
    nanos = Duration.ofSeconds(second).toNanos();
    return assertInstanceOf(Reading.Presence.class, sensor.sample(NOW));
  }

  private static String entry(String address, String state) {
    return "[{\"dst\":\"%s\",\"dev\":\"wlan0\",\"lladdr\":\"88:29:9c:00:61:a9\",\"state\":[\"%s\"]}]"
        .formatted(address, state);
  }

  @Test
  void everyHostIsNudgedBeforeTheTableIsRead() throws Exception {
    look(sensor(PHONE, TABLET), 0);
    assertEquals(
        List.of("listening", "nudge 192.168.1.20", "nudge fd00:0:0:0:0:0:0:21", "table"),
        network.calls);
  }

  @Test
  void theReadingSaysWhoIsThere() throws Exception {
    network.table = entry("192.168.1.20", "REACHABLE");
    Reading.Presence reading = look(sensor(PHONE, TABLET), 0);
    assertSame(NOW, reading.time());
    assertFalse(reading.simulated());
    assertEquals(List.of("phone"), reading.present().stream().map(Person::name).toList());
    assertEquals("88:29:9C:00:61:A9", reading.present().get(0).mac().orElseThrow());
  }

  @Test
  void aHostKnownByHardwareAddressIsNudgedFromTheSecondLookOn() throws Exception {
    NeighbourPresenceSensor sensor = sensor(byMac("phone", "88:29:9C:00:61:A9"));
    network.table = entry("192.168.1.20", "STALE");
    assertEquals(List.of(), look(sensor, 0).present());
    network.table = entry("192.168.1.20", "REACHABLE");
    assertEquals(1, look(sensor, 10).present().size());
    assertEquals(
        List.of("listening", "table", "listening", "nudge 192.168.1.20", "table"), network.calls);
  }

  @Test
  void aNetworkThatIsDownIsAFaultAndNotAnEmptyHouse() throws Exception {
    NeighbourPresenceSensor sensor = sensor(PHONE);
    network.table = entry("192.168.1.20", "REACHABLE");
    look(sensor, 0);
    network.up = false;
    for (int second = 60; second <= 3_600; second += 60) {
      nanos = Duration.ofSeconds(second).toNanos();
      assertEquals(Kind.ABSENT, fault(sensor).kind());
    }
    network.up = true;
    network.table = "[]";
    assertEquals(1, look(sensor, 3_660).present().size());
    for (int second = 3_720; second < 3_960; second += 60) {
      assertEquals(1, look(sensor, second).present().size(), "at " + second);
    }
    assertEquals(0, look(sensor, 3_960).present().size());
  }

  @Test
  void aTableThatCannotBeReadDoesNotCountAgainstAnyone() throws Exception {
    NeighbourPresenceSensor sensor = sensor(PHONE);
    network.table = entry("192.168.1.20", "REACHABLE");
    look(sensor, 0);
    network.table = "Segmentation fault";
    nanos = Duration.ofSeconds(290).toNanos();
    assertEquals(Kind.BAD_READING, fault(sensor).kind());
    network.table = "[]";
    assertEquals(1, look(sensor, 310).present().size());
  }

  @Test
  void oneHostWithoutRouteDoesNotHideTheOthers() throws Exception {
    network.unreachable.add("fd00:0:0:0:0:0:0:21");
    network.table = entry("192.168.1.20", "REACHABLE");
    assertEquals(1, look(sensor(TABLET, PHONE), 0).present().size());
  }

  @Test
  void noRouteToAnyHostIsAFault() {
    network.unreachable.add("192.168.1.20");
    SensorException e = fault(sensor(PHONE));
    assertEquals(Kind.ABSENT, e.kind());
    assertEquals(
        "neighbours on wlan0: no host can be reached (192.168.1.20: Network is unreachable): has"
            + " the interface an address in their network? ip address shows",
        e.getMessage());
    assertEquals(List.of("listening", "nudge 192.168.1.20"), network.calls);
  }

  @Test
  void theDescriptorCountsTheHosts() {
    SensorDescriptor descriptor = sensor(PHONE, TABLET).descriptor();
    assertEquals("neighbours on wlan0", descriptor.source());
    assertEquals(2, descriptor.maximum());
    assertFalse(descriptor.simulated());
  }

  @Test
  void twoHostsOfOneNameOrHardwareAddressAreRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> sensor(PHONE, byAddress("phone", "10.0.0.1")));
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> sensor(byMac("a", "88:29:9C:00:61:A9"), byMac("b", "88:29:9c:00:61:a9")));
    assertEquals("two hosts have the mac 88:29:9C:00:61:A9, the second is \"b\"", e.getMessage());
  }

  @Test
  void noHostAndTooManyAreRefused() {
    assertThrows(IllegalArgumentException.class, this::sensor);
    List<KnownHost> many = new ArrayList<>();
    for (int i = 0; i <= Reading.Presence.MAX_PEOPLE; i++) {
      many.add(byAddress("host " + i, "10.0." + i / 256 + "." + i % 256));
    }
    KnownHost[] hosts = many.toArray(KnownHost[]::new);
    assertThrows(IllegalArgumentException.class, () -> sensor(hosts));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 59, 86_401})
  void aLeaveTimeoutOutOfRangeIsRefused(long seconds) {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                new NeighbourPresenceSensor(
                    STREAM, "wlan0", List.of(PHONE), Duration.ofSeconds(seconds)));
    assertEquals(
        "leave timeout " + Duration.ofSeconds(seconds) + " must be 60 s to 24 h", e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-all", "wlan0 dev eth0", "a/b", "abcdefghijklmnop", "eth0:1"})
  void whatIsNoInterfaceIsRefused(String name) {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> new NeighbourPresenceSensor(STREAM, name, List.of(PHONE), LEAVE));
    assertEquals(
        "interface \"" + name + "\" must be 1 to 15 characters, wlan0 for instance",
        e.getMessage());
  }
}
