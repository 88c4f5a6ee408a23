package io.sealpost.sensors.wifi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.sensors.IpLiteral;
import io.sealpost.sensors.MacAddress;
import io.sealpost.sensors.presence.Identity;
import io.sealpost.sensors.presence.KnownPerson;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The kernel's own neighbour table, with a host in another network namespace. */
class NeighbourScannerIT {
  private static final Duration OFTEN = Duration.ofSeconds(1);

  /** The kernel gives a host up after about two seconds here. */
  private static final int LOOKS_UNTIL_FORGOTTEN = 8;

  private final RecordingEar ear = new RecordingEar();
  private @Nullable TestNetwork built;
  private @Nullable NeighbourScanner scanner;

  @BeforeEach
  void build() throws Exception {
    built = TestNetwork.build();
  }

  @AfterEach
  void tearDown() throws Exception {
    if (scanner != null) {
      scanner.close();
    }
    if (built != null) {
      built.remove();
    }
  }

  private TestNetwork network() {
    return Optional.ofNullable(built).orElseThrow();
  }

  private NeighbourScanner start(KnownPerson person, Duration period) {
    NeighbourScanner started = new NeighbourScanner(network().near, List.of(person), period);
    scanner = started;
    started.start(ear);
    return started;
  }

  private static KnownPerson person(Identity identity) {
    return new KnownPerson("anna", List.of(identity), Optional.empty());
  }

  private static InetAddress ip(String address) {
    return IpLiteral.parse(address).orElseThrow();
  }

  private static String seen(String address) {
    String shown = ip(address).getHostAddress();
    return shown + " " + TestNetwork.HOST_MAC + " ";
  }

  private void awaitLooks(int count) throws InterruptedException {
    for (int i = 0; i < count; i++) {
      ear.await("listening");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {TestNetwork.HOST_V4, TestNetwork.HOST_V6, TestNetwork.HOST_LINK_LOCAL})
  void aHostIsHeardWhileItIsThereAndNotOtherwise(String address) throws Exception {
    start(person(new Identity.Host(ip(address))), OFTEN);
    ear.await("listening");
    assertFalse(ear.news().stream().anyMatch(line -> line.startsWith(seen(address))));

    network().hostArrives();
    long arrived = System.nanoTime();
    ear.await(seen(address));
    System.out.println(
        address + " was heard after " + (System.nanoTime() - arrived) / 1_000_000 + " ms");
    ear.await(seen(address));

    network().hostVanishes();
    awaitLooks(LOOKS_UNTIL_FORGOTTEN);
    ear.news();
    awaitLooks(3);
    assertFalse(ear.news().stream().anyMatch(line -> line.startsWith(seen(address))));

    network().hostArrives();
    ear.await(seen(address));
  }

  @Test
  void whoIsAskedAnswersLongBeforeTheNextLook() throws Exception {
    KnownPerson anna = person(new Identity.Host(ip(TestNetwork.HOST_V4)));
    NeighbourScanner slow = start(anna, Duration.ofSeconds(30));
    ear.await("listening");
    network().hostArrives();
    assertTrue(slow.canAsk(anna));
    slow.ask(anna);
    long asked = System.nanoTime();
    ear.await(seen(TestNetwork.HOST_V4));
    long took = (System.nanoTime() - asked) / 1_000_000;
    System.out.println("an answer after " + took + " ms");
    assertTrue(took < 25_000, took + " ms");
  }

  @Test
  void aHostKnownByHardwareAddressAloneIsNudgedOnceItWasSeen() throws Exception {
    KnownPerson anna = person(new Identity.Hardware(new MacAddress(TestNetwork.HOST_MAC)));
    network().hostArrives();
    NeighbourScanner started = start(anna, OFTEN);
    ear.await("listening");
    assertFalse(started.canAsk(anna));
    new LinuxNeighbourhood(network().near, List.of("ip")).nudge(ip(TestNetwork.HOST_V4));
    ear.await(seen(TestNetwork.HOST_V4));
    assertTrue(started.canAsk(anna));
    awaitLooks(LOOKS_UNTIL_FORGOTTEN);
    ear.await(seen(TestNetwork.HOST_V4));
  }

  @Test
  void aLinkThatIsDownMakesItDeaf() throws Exception {
    start(person(new Identity.Host(ip(TestNetwork.HOST_V4))), OFTEN);
    ear.await("listening");
    network().nearGoesDown();
    assertEquals(
        "ABSENT interface " + network().near + " is down or not connected: nobody can be heard",
        ear.await("ABSENT"));
  }
}
