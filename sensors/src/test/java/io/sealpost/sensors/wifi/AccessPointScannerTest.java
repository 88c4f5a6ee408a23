package io.sealpost.sensors.wifi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.protocol.Reading.Radio;
import io.sealpost.sensors.MacAddress;
import io.sealpost.sensors.SensorException;
import io.sealpost.sensors.SensorException.Kind;
import io.sealpost.sensors.presence.Identity;
import io.sealpost.sensors.presence.KnownPerson;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AccessPointScannerTest {
  private static final String MAC = "02:00:00:00:01:00";
  private static final String JOINED = "wlan0: new station " + MAC;

  private final FakePace pace = new FakePace();
  private final FakePace eventPace = new FakePace();
  private final FakeEventSource events = new FakeEventSource();
  private final RecordingEar ear = new RecordingEar();
  private String dump = "";
  private boolean working = true;

  private final AccessPoint accessPoint =
      new AccessPoint() {
        @Override
        public String networkInterface() {
          return "wlan0";
        }

        @Override
        public void requireListening() throws SensorException {
          if (!working) {
            throw new SensorException(Kind.ABSENT, "interface wlan0 is no access point");
          }
        }

        @Override
        public String dump() {
          return dump;
        }
      };

  private final AccessPointScanner scanner =
      new AccessPointScanner(
          accessPoint, AccessPointScanner.DEFAULT_PERIOD, pace, events, eventPace);

  private void begin() {
    scanner.start(ear);
    pace.passSeconds(0);
  }

  private static String station(long inactiveMillis, String authorized) {
    return "Station %s (on wlan0)\n\tinactive time:\t%d ms\n\tsignal:\t-50 dBm\n\tauthorized:\t%s\n"
        .formatted(MAC, inactiveMillis, authorized);
  }

  @Test
  void itIsNamedForItsInterface() {
    assertEquals("wlan0 stations", scanner.name());
    assertEquals(Radio.WIFI, scanner.radio());
  }

  @Test
  void aStationIsHeardWithStrengthAndAge() throws Exception {
    dump = Recorded.text("dump-joined.txt");
    begin();
    assertEquals(List.of(MAC + " -30 dBm 2368ms", "listening"), ear.news());
  }

  @Test
  void whoOnlyKnocksIsNotHeard() throws Exception {
    dump = Recorded.text("dump-wrong-password.txt");
    begin();
    assertEquals(List.of("listening"), ear.news());
  }

  @Test
  void withoutStationsItListens() {
    begin();
    pace.passSeconds(10);
    assertEquals(List.of("listening", "listening"), ear.news());
  }

  @Test
  void aStationThatIsAssociatedWasHeardBeforeTheLeaveTimeout() {
    dump = station(269_999, "yes");
    begin();
    assertEquals(MAC + " -50 dBm 269999ms", ear.news().get(0));
    dump = station(302_000, "yes");
    pace.passSeconds(10);
    assertEquals(MAC + " -50 dBm 270000ms", ear.news().get(0));
  }

  @Test
  void anInterfaceThatIsNoAccessPointMakesItDeafUntilItIsOne() {
    working = false;
    begin();
    assertEquals(List.of("ABSENT interface wlan0 is no access point"), ear.news());
    working = true;
    pace.passSeconds(10);
    assertEquals(List.of("listening"), ear.news());
  }

  @Test
  void aDumpThatCannotBeUnderstoodMakesItDeaf() {
    dump = "what?";
    begin();
    assertTrue(ear.news().get(0).startsWith("BAD_READING iw station dump printed \"what?\""));
  }

  @Test
  void joiningIsSeenASecondLater() {
    begin();
    pace.passSeconds(3);
    ear.news();
    events.lines = List.of(JOINED);
    eventPace.passSeconds(0);
    dump = station(5, "yes");
    pace.passSeconds(1);
    assertEquals(List.of(MAC + " -50 dBm 5ms", "listening"), ear.news());
  }

  @Test
  void aPasswordThatTakesLongerIsSeenThreeSecondsAfterThat() {
    begin();
    pace.passSeconds(3);
    ear.news();
    events.lines = List.of(JOINED);
    eventPace.passSeconds(0);
    dump = station(5, "no");
    pace.passSeconds(1);
    assertEquals(List.of("listening"), ear.news());
    dump = station(5, "yes");
    pace.passSeconds(3);
    assertEquals(List.of(MAC + " -50 dBm 5ms", "listening"), ear.news());
  }

  @Test
  void withoutEventsTheDumpsGoOn() {
    begin();
    eventPace.passSeconds(600);
    pace.passSeconds(600);
    assertEquals(61, ear.news().size());
  }

  @Test
  void nobodyCanBeAsked() {
    KnownPerson anna =
        new KnownPerson(
            "anna", List.of(new Identity.Hardware(new MacAddress(MAC))), Optional.empty());
    assertFalse(scanner.canAsk(anna));
  }

  @Test
  void closingEndsBoth() {
    begin();
    scanner.close();
    assertTrue(pace.closed && eventPace.closed && events.closed);
  }

  @Test
  void aWrongInterfaceOrPeriodIsRefused() {
    Duration period = AccessPointScanner.DEFAULT_PERIOD;
    assertThrows(IllegalArgumentException.class, () -> new AccessPointScanner("", period));
    assertThrows(
        IllegalArgumentException.class,
        () -> new AccessPointScanner("wlan0", Duration.ofMinutes(1)));
  }
}
