package io.sealpost.sensors.wifi;

import static io.sealpost.sensors.wifi.Neighbour.State.DELAY;
import static io.sealpost.sensors.wifi.Neighbour.State.FAILED;
import static io.sealpost.sensors.wifi.Neighbour.State.INCOMPLETE;
import static io.sealpost.sensors.wifi.Neighbour.State.PROBE;
import static io.sealpost.sensors.wifi.Neighbour.State.REACHABLE;
import static io.sealpost.sensors.wifi.Neighbour.State.STALE;
import static io.sealpost.sensors.wifi.Neighbour.State.UNASKED;
import static io.sealpost.sensors.wifi.Timeline.byAddress;
import static io.sealpost.sensors.wifi.Timeline.byMac;
import static io.sealpost.sensors.wifi.Timeline.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.protocol.Person;
import io.sealpost.protocol.Reading;
import io.sealpost.sensors.wifi.Neighbour.State;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PresenceWatchTest {
  private static final String IP = "192.168.1.20";
  private static final String MAC = "88:29:9C:00:61:A9";
  private static final String OTHER_MAC = "02:00:00:00:00:01";
  private static final Duration LEAVE = Duration.ofMinutes(5);

  private final Timeline phone = new Timeline(LEAVE, byAddress("phone", IP));

  private static Neighbour of(State state, long confirmed) {
    boolean resolved = state != FAILED && state != INCOMPLETE;
    return entry(IP, resolved ? MAC : "", state, confirmed);
  }

  @Test
  void nobodyIsPresentInAnEmptyTable() {
    assertEquals("", phone.at(0));
    assertEquals("", phone.at(10));
  }

  @Test
  void aReachableHostIsPresentAtOnceSinceItLastAnswered() {
    assertEquals("phone 3", phone.at(0, of(REACHABLE, 3)));
    assertEquals("phone 13", phone.at(10, of(REACHABLE, 13)));
  }

  @Test
  void aHostThatIsReachableWithoutStatisticsIsPresentFromNowOn() {
    assertEquals("phone 0", phone.at(0, of(REACHABLE, -1)));
    assertEquals("phone 10", phone.at(10, of(REACHABLE, -1)));
  }

  @ParameterizedTest
  @EnumSource(
      value = State.class,
      names = {"STALE", "DELAY", "PROBE", "INCOMPLETE", "FAILED", "UNASKED"})
  void anEntryOfBeforeTheStartProvesNothing(State state) {
    assertEquals("", phone.at(0, of(state, 1)));
    assertEquals("", phone.at(10, of(state, 11)));
  }

  @ParameterizedTest
  @EnumSource(
      value = State.class,
      names = {"STALE", "DELAY", "PROBE"})
  void aHostThatAnsweredBetweenTwoLooksIsPresentThoughItsEntryIsOldAgain(State state) {
    assertEquals("", phone.at(0, of(STALE, 400)));
    assertEquals("phone 55", phone.at(60, of(state, 55)));
    assertEquals("phone 115", phone.at(120, of(state, 55)));
  }

  @ParameterizedTest
  @EnumSource(
      value = State.class,
      names = {"INCOMPLETE", "FAILED", "UNASKED"})
  void aConfirmationInAStateWithoutAnswerIsNone(State state) {
    phone.at(0);
    assertEquals("", phone.at(60, of(state, 5)));
  }

  @Test
  void aHostThatVanishesIsGoneAfterTheLeaveTimeout() {
    phone.at(0, of(REACHABLE, 0));
    assertEquals("phone 10", phone.at(10, of(DELAY, 10)));
    assertEquals("phone 20", phone.at(20, of(PROBE, 20)));
    for (int second = 30; second < 300; second += 10) {
      assertEquals("phone " + second, phone.at(second, of(FAILED, second)));
    }
    assertEquals("", phone.at(300, of(FAILED, 300)));
    assertEquals("", phone.at(310));
  }

  @Test
  void aHostWhoseEntryIsThrownAwayIsGoneAfterTheLeaveTimeout() {
    phone.at(0, of(REACHABLE, 0));
    for (int second = 60; second < 300; second += 60) {
      assertEquals("phone " + second, phone.at(second));
    }
    assertEquals("", phone.at(300));
  }

  @Test
  void aHostThatStaysStaleIsGoneAfterTheLeaveTimeout() {
    phone.at(0, of(REACHABLE, 0));
    for (int second = 10; second < 300; second += 10) {
      assertEquals("phone " + second, phone.at(second, of(STALE, second)));
    }
    assertEquals("", phone.at(300, of(STALE, 300)));
  }

  @Test
  void theLeaveTimeoutRunsFromTheLastAnswerNotFromTheLastLookThatSawIt() {
    phone.at(0, of(REACHABLE, 0));
    phone.at(30, of(REACHABLE, 30));
    phone.at(60, of(STALE, 60));
    for (int second = 120; second < 300; second += 60) {
      assertEquals("phone " + second, phone.at(second, of(FAILED, second)));
    }
    assertEquals("", phone.at(300, of(FAILED, 300)));
  }

  @Test
  void aPhoneThatSleepsForFourMinutesStays() {
    phone.at(0, of(REACHABLE, 0));
    for (int second = 10; second <= 240; second += 10) {
      phone.at(second, of(FAILED, second));
    }
    assertEquals("phone 250", phone.at(250, of(REACHABLE, 1)));
    for (int second = 260; second < 540; second += 10) {
      assertEquals("phone " + second, phone.at(second, of(FAILED, 1)));
    }
  }

  @Test
  void aHostThatComesBackIsPresentFromThenOn() {
    phone.at(0, of(REACHABLE, 0));
    for (int second = 60; second <= 600; second += 60) {
      phone.at(second, of(FAILED, second));
    }
    assertEquals("phone 2", phone.at(660, of(REACHABLE, 2)));
    assertEquals("phone 62", phone.at(720, of(STALE, 55)));
  }

  @Test
  void timeInWhichNobodyCouldBeHeardDoesNotCount() {
    phone.at(0, of(REACHABLE, 0));
    for (int i = 0; i < 60; i++) {
      phone.deaf();
    }
    assertEquals("phone 600", phone.at(600, of(INCOMPLETE, 600)));
    for (int second = 660; second < 900; second += 60) {
      assertEquals("phone " + second, phone.at(second, of(FAILED, second)));
    }
    assertEquals("", phone.at(900, of(FAILED, 900)));
  }

  @Test
  void anAnswerDuringADeafPauseIsAnAnswer() {
    phone.at(0);
    phone.deaf();
    assertEquals("phone 20", phone.at(600, of(STALE, 20)));
  }

  @Test
  void aLongPauseCountsAsOneMinute() {
    phone.at(0, of(REACHABLE, 0));
    assertEquals("phone 600", phone.at(600, of(FAILED, 600)));
    assertEquals("phone 1200", phone.at(1200, of(FAILED, 1200)));
    assertEquals("phone 1800", phone.at(1800, of(FAILED, 1800)));
    assertEquals("phone 2400", phone.at(2400, of(FAILED, 2400)));
    assertEquals("", phone.at(3000, of(FAILED, 3000)));
  }

  @Test
  void aHostThatAnswersOneNudgeInTenMinutesStays() {
    phone.at(0, of(REACHABLE, 0));
    for (int second = 600; second <= 86_400; second += 600) {
      assertEquals("phone " + second, phone.at(second, of(STALE, 595)));
    }
  }

  @Test
  void aHostThatIsReachableForLongerThanTheTimeoutStays() {
    Timeline impatient = new Timeline(Duration.ofMinutes(1), byAddress("phone", IP));
    for (int second = 0; second <= 180; second++) {
      assertEquals("phone " + second, impatient.at(second, of(REACHABLE, second)));
    }
    assertEquals("", impatient.at(181, of(STALE, 181)));
  }

  @Test
  void roundingOfTheKernelsSecondsNeverKeepsAHostAlive() {
    phone.at(0, of(REACHABLE, 0));
    String last = "";
    for (int second = 1; second <= 301; second++) {
      last = phone.at(second, of(STALE, second - 1));
    }
    assertEquals("", last);
  }

  @Test
  void withAHardwareAddressAnotherHostOnTheSameAddressIsNotMistaken() {
    KnownHost both = KnownHost.of("phone", Optional.of(MAC), Optional.of(IP));
    Timeline timeline = new Timeline(LEAVE, both);
    assertEquals("", timeline.at(0, entry(IP, OTHER_MAC, REACHABLE, 0)));
    assertEquals("phone 0", timeline.at(10, entry("192.168.1.77", MAC, REACHABLE, 0)));
  }

  @Test
  void theFreshestOfSeveralAddressesCounts() {
    Timeline timeline = new Timeline(LEAVE, byMac("phone", MAC));
    timeline.at(0);
    assertEquals(
        "phone 4",
        timeline.at(
            60,
            entry(IP, MAC, STALE, 50),
            entry("fe80::1", MAC, STALE, 4),
            entry("fd00::1", MAC, UNASKED, 0)));
  }

  @Test
  void oneHostDoesNotStandInForAnother() {
    Timeline timeline =
        new Timeline(LEAVE, byMac("phone", MAC), byMac("tablet", OTHER_MAC), byAddress("tv", IP));
    assertEquals("tablet 0", timeline.at(0, entry("192.168.1.9", OTHER_MAC, REACHABLE, 0)));
    assertEquals(
        "phone 0, tablet 10, tv 0",
        timeline.at(
            10, entry(IP, MAC, REACHABLE, 0), entry("192.168.1.9", OTHER_MAC, REACHABLE, 10)));
  }

  @Test
  void aReadingTellsTheHardwareAddressThatWasSeen() {
    Person present = phone.look(0, of(REACHABLE, 0)).get(0);
    assertEquals(
        new Person(
            "phone", Optional.of(MAC), Reading.Radio.LAN, Duration.ZERO, OptionalInt.empty()),
        present);
    assertEquals(Optional.of(MAC), phone.look(10, of(FAILED, 10)).get(0).mac());
  }

  @Test
  void aHostKnownByAddressIsNudgedThereAlways() {
    assertEquals(List.of(IP), phone.addresses());
    phone.at(0, of(REACHABLE, 0));
    assertEquals(List.of(IP), phone.addresses());
  }

  @Test
  void aHostKnownByHardwareAddressIsNudgedWhereItWasSeenLast() {
    Timeline timeline = new Timeline(LEAVE, byMac("phone", MAC));
    assertEquals(List.of(), timeline.addresses());
    timeline.at(0, entry("fe80::1", MAC, STALE, 9), entry(IP, MAC, STALE, 9));
    assertEquals(List.of(IP, "fe80:0:0:0:0:0:0:1"), timeline.addresses());
    timeline.at(10, entry(IP, "", FAILED, 19));
    assertEquals(List.of(IP, "fe80:0:0:0:0:0:0:1"), timeline.addresses(), "still after failing");
    timeline.at(20, entry("192.168.1.21", MAC, STALE, 9));
    assertEquals(List.of("192.168.1.21", IP, "fe80:0:0:0:0:0:0:1"), timeline.addresses());
  }

  @Test
  void addressesThatChangeForEverAreNotRememberedForEver() {
    KnownHost both = KnownHost.of("phone", Optional.of(MAC), Optional.of(IP));
    Timeline timeline = new Timeline(LEAVE, both);
    for (int i = 0; i < 1_000; i++) {
      timeline.at(i, entry("fd00::" + Integer.toHexString(i), MAC, STALE, 0));
      assertTrue(timeline.addresses().size() <= HostWatch.MAX_ADDRESSES);
      assertEquals(IP, timeline.addresses().get(0), "the configured address is never forgotten");
    }
  }

  @Test
  void anAddressSharedByTwoHostsIsNudgedOnce() {
    Timeline timeline =
        new Timeline(
            LEAVE, byAddress("a", IP), KnownHost.of("b", Optional.of(MAC), Optional.of(IP)));
    assertEquals(List.of(IP), timeline.addresses());
  }

  /** Reachable means present; five minutes of listening without any answer mean away. */
  @Test
  void anyTimelineKeepsTheTwoPromises() {
    Random random = new Random(17);
    List<State> states = List.of(State.values());
    for (int run = 0; run < 300; run++) {
      Timeline timeline = new Timeline(LEAVE, byAddress("phone", IP));
      long second = 0;
      long listened = 300;
      for (int step = 0; step < 100; step++) {
        State state = states.get(random.nextInt(random.nextBoolean() ? 1 : states.size()));
        boolean silent = state == INCOMPLETE || state == FAILED || state == UNASKED;
        List<Person> present = timeline.look(second, of(state, random.nextInt(500) - 1));
        assertTrue(state != REACHABLE || present.size() == 1, "reachable and not present");
        assertTrue(!silent || listened < 300 || present.isEmpty(), "unheard and present");
        int gap = random.nextInt(200);
        boolean deaf = random.nextInt(10) == 0;
        if (deaf) {
          timeline.deaf();
        }
        listened = (silent ? listened : 0) + (deaf ? 0 : Math.min(gap, 60));
        second += gap;
      }
    }
  }

  @Test
  void aLookThatCountsMoreThanItsGapIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Look(0, 1, 2));
    assertThrows(IllegalArgumentException.class, () -> new Look(0, 1, -1));
  }
}
