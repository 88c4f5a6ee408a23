package io.sealpost.sensors.wifi;

import static io.sealpost.sensors.Samples.NOW;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.protocol.Person;
import io.sealpost.protocol.Reading;
import io.sealpost.protocol.StreamName;
import io.sealpost.sensors.IpLiteral;
import io.sealpost.sensors.SensorException;
import io.sealpost.sensors.SensorException.Kind;
import io.sealpost.sensors.wifi.Neighbour.State;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The kernel's own neighbour table, with a host in another network namespace. */
class NeighbourPresenceIT {
  private static final StreamName STREAM = new StreamName("devices");
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private TestNetwork network;
  private LinuxNeighbourhood kernel;

  /** The clock of the sensor: that of the machine, and what the test adds. */
  private long addedNanos;

  @BeforeEach
  void build() throws Exception {
    network = TestNetwork.build();
    kernel = new LinuxNeighbourhood(network.near, List.of("ip"));
  }

  @AfterEach
  void tearDown() throws Exception {
    if (network != null) {
      network.remove();
    }
  }

  private NeighbourPresenceSensor sensor(KnownHost host) {
    return new NeighbourPresenceSensor(
        STREAM,
        kernel,
        List.of(host),
        NeighbourPresenceSensor.DEFAULT_LEAVE_AFTER,
        () -> System.nanoTime() + addedNanos);
  }

  private static List<Person> look(NeighbourPresenceSensor sensor) throws Exception {
    return assertInstanceOf(Reading.Presence.class, sensor.sample(NOW)).present();
  }

  /** Samples until somebody is there; returns how many samples it took. */
  private static int samplesUntilSeen(NeighbourPresenceSensor sensor) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    for (int count = 1; ; count++) {
      if (!look(sensor).isEmpty()) {
        return count;
      }
      assertTrue(System.nanoTime() < deadline, "not seen within " + PATIENCE);
      Thread.sleep(200);
    }
  }

  private void awaitState(String address, State wanted) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    List<Neighbour> table;
    do {
      assertTrue(System.nanoTime() < deadline, address + " is not " + wanted);
      kernel.nudge(IpLiteral.parse(address).orElseThrow());
      Thread.sleep(100);
      table = new NeighbourTable().parse(kernel.table());
    } while (table.stream()
        .noneMatch(
            entry ->
                entry.state() == wanted
                    && Optional.of(entry.address()).equals(IpLiteral.parse(address))));
  }

  @ParameterizedTest
  @ValueSource(strings = {TestNetwork.HOST_V4, TestNetwork.HOST_V6, TestNetwork.HOST_LINK_LOCAL})
  void aHostThatArrivesIsSeenAndOneThatVanishesIsMissedAfterTheTimeout(String address)
      throws Exception {
    NeighbourPresenceSensor sensor =
        sensor(KnownHost.of("phone", Optional.empty(), Optional.of(address)));
    assertEquals(List.of(), look(sensor), "before it arrives");

    network.hostArrives();
    int samples = samplesUntilSeen(sensor);
    Person present = look(sensor).get(0);
    assertEquals("phone", present.name());
    assertEquals(Optional.of(TestNetwork.HOST_MAC), present.mac());
    System.out.println(address + " was seen at sample " + samples + ", 0.2 s apart");

    network.hostVanishes();
    long vanished = System.nanoTime();
    awaitState(address, State.FAILED);
    System.out.println(
        address + " failed after " + (System.nanoTime() - vanished) / 1_000_000 + " ms");
    assertEquals(1, look(sensor).size(), "the table gave it up, the sensor did not yet");

    for (int minute = 1; minute <= 4; minute++) {
      addedNanos += Duration.ofMinutes(1).toNanos();
      assertEquals(1, look(sensor).size(), "after minute " + minute);
    }
    addedNanos += Duration.ofMinutes(1).toNanos();
    assertEquals(List.of(), look(sensor), "after five minutes");

    network.hostArrives();
    samplesUntilSeen(sensor);
    assertTrue(look(sensor).get(0).stateFor().compareTo(PATIENCE) < 0, "a visit of its own");
  }

  @Test
  void aHostKnownByHardwareAddressAloneIsSeenOnceItSpoke() throws Exception {
    NeighbourPresenceSensor sensor =
        sensor(KnownHost.of("phone", Optional.of(TestNetwork.HOST_MAC), Optional.empty()));
    network.hostArrives();
    assertEquals(List.of(), look(sensor));
    awaitState(TestNetwork.HOST_V4, State.REACHABLE);
    samplesUntilSeen(sensor);
    assertEquals(Optional.of(TestNetwork.HOST_MAC), look(sensor).get(0).mac());
  }

  @Test
  void aLinkThatIsDownIsAFaultAndNotAnEmptyHouse() throws Exception {
    NeighbourPresenceSensor sensor =
        sensor(KnownHost.of("phone", Optional.empty(), Optional.of(TestNetwork.HOST_V4)));
    network.hostArrives();
    samplesUntilSeen(sensor);
    network.nearGoesDown();
    SensorException e = assertThrows(SensorException.class, () -> sensor.sample(NOW));
    assertEquals(Kind.ABSENT, e.kind());
    assertEquals(
        "interface " + network.near + " is down or not connected: nobody can be heard",
        e.getMessage());
  }
}
