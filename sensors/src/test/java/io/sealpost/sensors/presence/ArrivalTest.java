package io.sealpost.sensors.presence;

import static io.sealpost.sensors.presence.Devices.ann;
import static io.sealpost.sensors.presence.Devices.bob;
import static io.sealpost.sensors.presence.Devices.host;
import static io.sealpost.sensors.presence.Devices.tag;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sealpost.protocol.Person.State;
import io.sealpost.protocol.Reading.Radio;
import io.sealpost.sensors.presence.PresenceRules.Strangers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ArrivalTest {
  private static final FakeScanner HCI0 = new FakeScanner("hci0", Radio.BLUETOOTH);

  private static Stage stage(int hits, int enterDbm, int stayDbm) {
    PresenceRules rules =
        new PresenceRules(
            hits,
            Duration.ofSeconds(30),
            enterDbm,
            stayDbm,
            Duration.ofMinutes(5),
            Strangers.COUNT);
    return new Stage(rules, List.of(ann()), HCI0);
  }

  @Test
  void nobodyKnowsAtTheStart() {
    Stage stage = stage(1, -127, -127).goOn(299);
    assertEquals(State.UNKNOWN, stage.state(0));
    assertEquals(0, stage.confidence(0));
    assertEquals(299, stage.stateFor(0));
    assertEquals(Radio.UNKNOWN, stage.person(0).radio());
    assertEquals(Optional.empty(), stage.person(0).mac());
  }

  @Test
  void whoIsListenedForInVainFromTheStartIsAbsent() {
    Stage stage = stage(1, -127, -127).goOn(300);
    assertEquals(State.ABSENT, stage.state(0));
    assertEquals(300, stage.stateFor(0));
  }

  @Test
  void aKnownPersonEntersOnTheFirstHit() {
    Stage stage = stage(1, -127, -127).goOn(20).heard(0, tag(-99));
    assertEquals(State.PRESENT, stage.state(0));
    assertEquals(0, stage.stateFor(0));
    assertEquals(100, stage.confidence(0));
    assertEquals(Radio.BLUETOOTH, stage.person(0).radio());
    assertEquals(Optional.of("88:29:9C:00:61:A9"), stage.person(0).mac());
    assertEquals(OptionalInt.of(-99), stage.person(0).rssiDbm());
  }

  @Test
  void hitsMustComeWithinTheWindow() {
    Stage stage = stage(3, -127, -127);
    stage.goOn(10).heard(0, tag(-60)).goOn(16).heard(0, tag(-60)).goOn(16).heard(0, tag(-60));
    assertEquals(State.UNKNOWN, stage.state(0));
    stage.goOn(14).heard(0, tag(-60));
    assertEquals(State.PRESENT, stage.state(0));
  }

  @Test
  void theSameOldNewsIsOneHit() {
    PresenceRules rules =
        new PresenceRules(
            2, Duration.ofSeconds(30), -127, -127, Duration.ofMinutes(5), Strangers.COUNT);
    Stage stage = new Stage(rules, List.of(bob()), new FakeScanner("lan", Radio.LAN)).goOn(60);
    stage.heard(0, host(10)).goOn(5).heard(0, host(15));
    assertEquals(State.UNKNOWN, stage.state(0));
    assertEquals(State.PRESENT, stage.heard(0, host(1)).state(0));
  }

  @Test
  void weakHitsLetNobodyIn() {
    Stage stage = stage(1, -70, -90);
    for (int i = 0; i < 20; i++) {
      stage.goOn(10).heard(0, tag(-75));
    }
    assertEquals(State.UNKNOWN, stage.state(0));
  }

  @Test
  void oneStrongHitAmongWeakOnesIsNotEnough() {
    Stage stage = stage(1, -70, -90);
    stage.heard(0, tag(-80)).heard(0, tag(-80)).heard(0, tag(-40)).heard(0, tag(-80));
    assertEquals(State.UNKNOWN, stage.goOn(1).heard(0, tag(-40)).state(0));
    assertEquals(State.PRESENT, stage.goOn(1).heard(0, tag(-40)).state(0));
  }

  @Test
  void weakerHitsKeepThanLetIn() {
    Stage stage = stage(1, -70, -90).heard(0, tag(-60));
    for (int i = 0; i < 40; i++) {
      stage.goOn(10).heard(0, tag(-89));
    }
    assertEquals(State.PRESENT, stage.state(0));
    assertEquals(OptionalInt.of(-89), stage.person(0).rssiDbm());
  }

  @Test
  void tooWeakHitsKeepNobody() {
    Stage stage = stage(1, -70, -90).heard(0, tag(-60));
    for (int i = 0; i < 32; i++) {
      stage.goOn(10).heard(0, tag(-95));
    }
    // The first of them left the median at -95: even numbers take the weaker of the middle two.
    assertEquals(State.ABSENT, stage.state(0));
  }

  @Test
  void anotherVisitBeginsWithoutOldLevels() {
    Stage stage = stage(1, -70, -90).heard(0, tag(-40)).heard(0, tag(-40)).goOn(300);
    assertEquals(State.ABSENT, stage.state(0));
    assertEquals(OptionalInt.empty(), stage.person(0).rssiDbm());
    assertEquals(State.ABSENT, stage.heard(0, tag(-75)).state(0));
  }

  @Test
  void eachScannerHasLevelsOfItsOwn() {
    PresenceRules rules =
        new PresenceRules(
            1, Duration.ofSeconds(30), -70, -70, Duration.ofMinutes(5), Strangers.COUNT);
    FakeScanner far = new FakeScanner("hci1", Radio.BLUETOOTH);
    Stage stage = new Stage(rules, List.of(ann()), HCI0, far);
    stage.heard(1, tag(-95)).heard(1, tag(-95)).heard(1, tag(-95)).heard(0, tag(-60));
    assertEquals(State.PRESENT, stage.state(0));
    assertEquals(OptionalInt.of(-60), stage.heard(1, tag(-95)).person(0).rssiDbm());
  }

  @Test
  void aHitWithoutLevelIsAHit() {
    PresenceRules rules =
        new PresenceRules(
            1, Duration.ofSeconds(30), -70, -70, Duration.ofMinutes(5), Strangers.COUNT);
    Stage stage = new Stage(rules, List.of(bob()), new FakeScanner("lan", Radio.LAN));
    stage.heard(0, host(0));
    assertEquals(State.PRESENT, stage.state(0));
    assertEquals(OptionalInt.empty(), stage.person(0).rssiDbm());
  }

  @Test
  void confidenceFallsWhileListeningInVainAndGrowsWithAbsence() {
    Stage stage = stage(1, -127, -127).heard(0, tag(-60));
    assertEquals(75, stage.goOn(150).confidence(0));
    assertEquals(50, stage.goOn(150).confidence(0));
    assertEquals(75, stage.goOn(300).confidence(0));
    assertEquals(95, stage.goOn(2_400).confidence(0));
  }
}
