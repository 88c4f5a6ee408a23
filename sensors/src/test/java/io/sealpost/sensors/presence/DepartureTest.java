package io.sealpost.sensors.presence;

import static io.sealpost.sensors.presence.Devices.ann;
import static io.sealpost.sensors.presence.Devices.bob;
import static io.sealpost.sensors.presence.Devices.host;
import static io.sealpost.sensors.presence.Devices.tag;
import static io.sealpost.sensors.presence.Devices.tagOfBob;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.protocol.Person.State;
import io.sealpost.protocol.Reading.Radio;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DepartureTest {
  private static Stage stage(KnownPerson person, FakeScanner... scanners) {
    return new Stage(PresenceRules.USUAL, List.of(person), scanners);
  }

  private static FakeScanner hci0(String... reachable) {
    return new FakeScanner("hci0", Radio.BLUETOOTH, reachable);
  }

  private static FakeScanner lan() {
    return new FakeScanner("lan", Radio.LAN);
  }

  @Test
  void whoCannotBeAskedLeavesWhenTheTimeoutIsOver() {
    Stage stage = stage(ann(), hci0()).goOn(10).heard(0, tag(-60)).goOn(299);
    assertEquals(State.PRESENT, stage.state(0));
    stage.goOn(1);
    assertEquals(State.ABSENT, stage.state(0));
    assertEquals(List.of("0 hci0 hears", "10 Ann present", "310 Ann absent"), stage.log);
  }

  @Test
  void absenceCountsFromTheLastSignOfLife() {
    Stage stage = stage(ann(), hci0()).heard(0, tag(-60)).goOn(40).heard(0, tag(-60)).goOn(310);
    assertEquals(310, stage.stateFor(0));
  }

  @Test
  void aHitJustInTimeKeepsSomebody() {
    Stage stage = stage(ann(), hci0()).heard(0, tag(-60));
    stage.goOn(299).heard(0, tag(-60)).goOn(299);
    assertEquals(State.PRESENT, stage.state(0));
    assertEquals(598, stage.stateFor(0));
  }

  @Test
  void ownTimeoutOverridesTheRule() {
    KnownPerson patient =
        new KnownPerson("Ann", ann().identities(), Optional.of(Duration.ofMinutes(10)));
    Stage stage = stage(patient, hci0()).heard(0, tag(-60)).goOn(599);
    assertEquals(State.PRESENT, stage.state(0));
    assertEquals(State.ABSENT, stage.goOn(1).state(0));
  }

  @Test
  void whoCanBeAskedIsAskedThreeTimesBeforeLeaving() {
    Stage stage = stage(ann(), hci0("Ann")).heard(0, tag(-60)).goOn(400);
    assertEquals(
        List.of(
            "0 hci0 hears",
            "0 Ann present",
            "280 ask Ann by 0",
            "300 ask Ann by 0",
            "310 ask Ann by 0",
            "330 Ann absent"),
        stage.log);
  }

  @Test
  void anAnswerKeepsSomebodyAndQuestionsBeginAnew() {
    Stage stage = stage(ann(), hci0("Ann")).heard(0, tag(-60)).goOn(315).heard(0, tag(-60));
    stage.log.clear();
    stage.goOn(300);
    assertEquals(List.of("595 ask Ann by 0", "615 ask Ann by 0"), stage.log);
    assertEquals(State.PRESENT, stage.state(0));
  }

  @Test
  void whoIsAbsentIsNotAsked() {
    Stage stage = stage(ann(), hci0("Ann")).heard(0, tag(-60)).goOn(330);
    stage.log.clear();
    assertEquals(List.of(), stage.goOn(3_600).log);
  }

  @Test
  void everyScannerThatCanAskDoes() {
    FakeScanner[] scanners = {hci0("Ann"), lan(), new FakeScanner("hci1", Radio.BLUETOOTH, "Ann")};
    Stage stage = stage(ann(), scanners).heard(0, tag(-60));
    stage.log.clear();
    assertEquals(List.of("280 ask Ann by 0", "280 ask Ann by 2"), stage.goOn(281).log);
  }

  @Test
  void aScannerMayLearnWhereToAsk() {
    FakeScanner hci0 = hci0();
    Stage stage = stage(ann(), hci0).heard(0, tag(-60)).goOn(100);
    hci0.reachable.add("Ann");
    stage.log.clear();
    assertEquals(List.of("280 ask Ann by 0"), stage.goOn(190).log);
    assertEquals(State.PRESENT, stage.goOn(39).state(0));
  }

  @Test
  void aDeafScannerIsNotSentToAsk() {
    FakeScanner asking = new FakeScanner("hci1", Radio.BLUETOOTH, "Ann");
    Stage stage = stage(ann(), hci0(), asking).heard(0, tag(-60)).deaf(1);
    stage.log.clear();
    assertEquals(List.of("300 Ann absent"), stage.goOn(330).log);
  }

  @Test
  void aHitByAnyRadioKeepsSomebody() {
    Stage stage = stage(bob(), hci0(), lan()).heard(0, tagOfBob(-60));
    for (int i = 0; i < 10; i++) {
      stage.goOn(200).heard(1, host(0));
    }
    assertEquals(State.PRESENT, stage.state(0));
    assertEquals(Radio.LAN, stage.person(0).radio());
    assertEquals(2_000, stage.stateFor(0));
  }

  @Test
  void whatWasConfirmedSomeTimeAgoWasHereThen() {
    Stage stage = stage(bob(), lan()).goOn(100).heard(0, host(12));
    assertEquals(12, stage.stateFor(0));
    assertEquals(State.PRESENT, stage.goOn(287).state(0));
    assertEquals(State.ABSENT, stage.goOn(1).state(0));
  }

  @Test
  void theSameOldNewsDoesNotKeepSomebody() {
    Stage stage = stage(bob(), lan()).heard(0, host(0));
    for (int second = 15; second < 300; second += 15) {
      stage.goOn(15).heard(0, host(second));
    }
    assertEquals(State.ABSENT, stage.goOn(15).state(0));
    stage.goOn(15).heard(0, host(315));
    assertEquals(State.ABSENT, stage.state(0));
  }

  @Test
  void newsOlderThanTheLastSignOfLifeIsNotGoingBack() {
    Stage stage = stage(bob(), hci0(), lan()).goOn(50).heard(0, tagOfBob(-60));
    stage.heard(1, host(40)).goOn(290);
    assertEquals(State.PRESENT, stage.state(0));
  }

  @Test
  void whatIsOlderThanTheTimeoutLetsNobodyIn() {
    Stage stage = stage(bob(), lan()).goOn(400).heard(0, host(300));
    assertEquals(State.ABSENT, stage.state(0));
    stage.heard(0, host(299));
    assertEquals(State.PRESENT, stage.state(0));
  }

  @Test
  void whatIsOlderThanTheTimeoutLetsNobodyInAtTheStartEither() {
    Stage stage = stage(bob(), lan()).goOn(10).heard(0, host(300));
    assertEquals(State.UNKNOWN, stage.state(0));
    stage.heard(0, host(200));
    assertEquals(State.PRESENT, stage.state(0));
    assertEquals(10, stage.stateFor(0), "nothing is said of the time before the start");
  }

  @Test
  void theSameOldNewsBringsNoMoreQuestions() {
    FakeScanner hci0 = hci0("Bob");
    Stage stage = stage(bob(), hci0, lan()).heard(1, host(0));
    stage.log.clear();
    for (int second = 10; second < 330; second += 10) {
      stage.goOn(10).heard(1, host(second));
    }
    assertEquals(List.of("280 ask Bob by 0", "300 ask Bob by 0", "310 ask Bob by 0"), stage.log);
  }

  @Test
  void anAgeBeyondAllReasonIsNoNews() {
    Sighting old =
        new Sighting.Neighbour(
            Devices.PHONE_IP, Optional.of(Devices.PHONE_WIFI), Duration.ofSeconds(Long.MAX_VALUE));
    assertEquals(State.UNKNOWN, stage(bob(), lan()).heard(0, old).state(0));
  }

  @Test
  void aReturnSaysHowSoonItWas() {
    Stage stage = stage(ann(), hci0()).heard(0, tag(-60)).goOn(340).heard(0, tag(-60));
    assertTrue(stage.log.contains("340 Ann present after 40"), stage.log.toString());
    assertEquals(0, stage.stateFor(0));
  }
}
