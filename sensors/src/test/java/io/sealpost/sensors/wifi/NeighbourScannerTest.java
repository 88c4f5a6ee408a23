package io.sealpost.sensors.wifi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.protocol.Reading.Radio;
import io.sealpost.sensors.IpLiteral;
import io.sealpost.sensors.MacAddress;
import io.sealpost.sensors.presence.Identity;
import io.sealpost.sensors.presence.KnownPerson;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NeighbourScannerTest {
  private static final String MAC = "88:29:9C:00:61:A9";
  private static final String IP = "192.168.1.20";
  private static final KnownPerson ANNA =
      person("anna", new Identity.Host(IpLiteral.parse(IP).orElseThrow()));
  private static final KnownPerson BEN = person("ben", new Identity.Hardware(new MacAddress(MAC)));
  private static final KnownPerson KEYS =
      person("keys", new Identity.Bluetooth(new MacAddress(MAC)));

  private final FakeNeighbourhood network = new FakeNeighbourhood();
  private final FakePace pace = new FakePace();
  private final RecordingEar ear = new RecordingEar();
  private final NeighbourScanner scanner = scanner(List.of(ANNA, BEN, KEYS));

  private static KnownPerson person(String name, Identity... identities) {
    return new KnownPerson(name, List.of(identities), Optional.empty());
  }

  private NeighbourScanner scanner(List<KnownPerson> people) {
    return new NeighbourScanner(network, people, NeighbourScanner.DEFAULT_PERIOD, pace);
  }

  private static String entry(String ip, String mac, String state, int confirmed) {
    return "{\"dst\":\"%s\",\"lladdr\":\"%s\",\"confirmed\":%d,\"state\":[\"%s\"]}"
        .formatted(ip, mac, confirmed, state);
  }

  private void show(String... entries) {
    network.table = "[" + String.join(",", entries) + "]";
  }

  /** Looks at the next time at which it is due; returns what was told. */
  private List<String> next() {
    pace.passSeconds(15);
    return ear.news();
  }

  private void begin() {
    scanner.start(ear);
    pace.passSeconds(0);
  }

  @Test
  void itIsNamedForItsInterface() {
    assertEquals("wlan0 neighbours", scanner.name());
    assertEquals(Radio.LAN, scanner.radio());
  }

  @Test
  void nothingIsTouchedBeforeItStarts() {
    pace.passSeconds(60);
    assertEquals(List.of(), network.calls);
  }

  @Test
  void eachLookNudgesFirstAndReadsTheTableThen() {
    begin();
    assertEquals(List.of("listening", "nudge " + IP, "table"), network.calls);
    assertEquals(List.of("listening"), ear.news());
    pace.passSeconds(15);
    assertEquals(6, network.calls.size());
  }

  @Test
  void aReachableHostIsHeardWithTheAgeOfItsLastAnswer() {
    show(entry(IP, MAC, "REACHABLE", 7), entry("fe80::1", MAC, "REACHABLE", 0));
    begin();
    assertEquals(
        List.of(IP + " " + MAC + " 7s", "fe80:0:0:0:0:0:0:1 " + MAC + " 0s", "listening"),
        ear.news());
  }

  @Test
  void anEntryThatIsMerelyInTheTableProvesNothing() {
    show(
        entry(IP, MAC, "STALE", 15),
        entry("192.168.1.21", MAC, "FAILED", 0),
        entry("192.168.1.22", MAC, "INCOMPLETE", 0),
        entry("192.168.1.23", MAC, "PERMANENT", 0));
    begin();
    assertEquals(List.of("listening"), ear.news());
    assertEquals(List.of("listening"), next());
  }

  @Test
  void aHostThatAnsweredSinceTheLookBeforeIsHeard() {
    begin();
    ear.news();
    show(entry(IP, MAC, "STALE", 14), entry("192.168.1.9", MAC, "DELAY", 3));
    assertEquals(
        List.of(IP + " " + MAC + " 14s", "192.168.1.9 " + MAC + " 3s", "listening"), next());
  }

  @Test
  void atTheFirstLookOnlyReachableHostsAreHeard() {
    show(entry(IP, MAC, "STALE", 0));
    begin();
    assertEquals(List.of("listening"), ear.news());
  }

  @Test
  void anAnswerDuringADeafPauseIsAnAnswer() {
    begin();
    ear.news();
    network.up = false;
    pace.passSeconds(60);
    ear.news();
    network.up = true;
    show(entry(IP, MAC, "STALE", 70));
    assertEquals(List.of(IP + " " + MAC + " 70s", "listening"), next());
    assertEquals(List.of("listening"), next());
  }

  @Test
  void aLinkThatIsDownMakesItDeafUntilItIsUp() {
    network.up = false;
    begin();
    assertEquals(List.of("ABSENT interface wlan0 is down"), ear.news());
    network.up = true;
    assertEquals(List.of("listening"), next());
  }

  @Test
  void aTableThatCannotBeReadMakesItDeaf() {
    network.table = "what?";
    begin();
    List<String> news = ear.news();
    assertEquals(1, news.size());
    assertTrue(news.get(0).startsWith("BAD_READING ip neigh printed \"what?\""), news.get(0));
  }

  @Test
  void whenNobodyCanBeReachedItIsDeaf() {
    network.unreachable.add(IP);
    begin();
    assertEquals(
        List.of(
            "ABSENT neighbours on wlan0: no host can be reached (192.168.1.20: Network is"
                + " unreachable): has the interface an address in their network? ip address shows"),
        ear.news());
  }

  @Test
  void oneHostThatCannotBeReachedDoesNotMatter() {
    show(entry("192.168.1.9", MAC, "STALE", 100));
    begin();
    network.unreachable.add(IP);
    ear.news();
    assertEquals(List.of("listening"), next());
  }

  @Test
  void aHardwareAddressIsNudgedWhereItWasSeen() {
    show(entry("fe80::1", MAC, "STALE", 100), entry("192.168.1.9", MAC, "STALE", 100));
    begin();
    network.calls.clear();
    pace.passSeconds(15);
    assertEquals(
        List.of(
            "listening", "nudge " + IP, "nudge 192.168.1.9", "nudge fe80:0:0:0:0:0:0:1", "table"),
        network.calls);
  }

  @Test
  void withoutKnownPeopleItListensAllTheSame() {
    NeighbourScanner alone = scanner(List.of());
    show(entry(IP, MAC, "REACHABLE", 1));
    alone.start(ear);
    pace.passSeconds(0);
    assertEquals(List.of(IP + " " + MAC + " 1s", "listening"), ear.news());
  }

  @Test
  void whoHasAnAddressCanBeAsked() {
    begin();
    assertTrue(scanner.canAsk(ANNA));
    assertFalse(scanner.canAsk(BEN), "not seen yet");
    assertFalse(scanner.canAsk(KEYS));
    show(entry("192.168.1.9", MAC, "STALE", 100));
    pace.passSeconds(15);
    assertTrue(scanner.canAsk(BEN));
  }

  @Test
  void askingNudgesAtOnceAndLooksTwoAndFiveSecondsLater() {
    begin();
    pace.passSeconds(1);
    network.calls.clear();
    ear.news();
    scanner.ask(ANNA);
    pace.passSeconds(0);
    assertEquals(List.of("nudge " + IP), network.calls);
    pace.passSeconds(1);
    assertEquals(List.of(), ear.news());
    show(entry(IP, MAC, "REACHABLE", 1));
    pace.passSeconds(1);
    assertEquals(List.of(IP + " " + MAC + " 1s", "listening"), ear.news());
    pace.passSeconds(3);
    assertEquals(2, ear.news().size());
    pace.passSeconds(8);
    assertEquals(List.of(), ear.news());
  }

  @Test
  void askingWhoIsNowhereOrBeforeTheStartDoesNothing() {
    scanner.ask(ANNA);
    pace.passSeconds(10);
    assertEquals(List.of(), network.calls);
    begin();
    network.calls.clear();
    scanner.ask(KEYS);
    pace.passSeconds(0);
    assertEquals(List.of(), network.calls);
  }

  @Test
  void afterClosingNothingHappens() {
    begin();
    scanner.close();
    network.calls.clear();
    pace.passSeconds(100);
    assertTrue(pace.closed);
    assertEquals(List.of(), network.calls);
  }

  @Test
  void aWrongInterfaceOrPeriodIsRefused() {
    Duration period = NeighbourScanner.DEFAULT_PERIOD;
    assertThrows(
        IllegalArgumentException.class, () -> new NeighbourScanner("a b", List.of(), period));
    assertThrows(
        IllegalArgumentException.class,
        () -> new NeighbourScanner("wlan0", List.of(), Duration.ofMinutes(1)));
  }
}
