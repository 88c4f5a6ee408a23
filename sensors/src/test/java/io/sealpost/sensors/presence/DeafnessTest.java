package io.sealpost.sensors.presence;

import static io.sealpost.sensors.presence.Devices.ann;
import static io.sealpost.sensors.presence.Devices.bob;
import static io.sealpost.sensors.presence.Devices.host;
import static io.sealpost.sensors.presence.Devices.tag;
import static io.sealpost.sensors.presence.Devices.tagOfBob;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sealpost.protocol.Deafness;
import io.sealpost.protocol.Person.State;
import io.sealpost.protocol.Reading.Radio;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeafnessTest {
  private static Stage stage(KnownPerson person, String... scanners) {
    FakeScanner[] all = new FakeScanner[scanners.length];
    for (int i = 0; i < all.length; i++) {
      Radio radio = "lan".equals(scanners[i]) ? Radio.LAN : Radio.BLUETOOTH;
      all[i] = new FakeScanner(scanners[i], radio);
    }
    return new Stage(PresenceRules.USUAL, List.of(person), all);
  }

  @Test
  void deafTimeNeverCountsAsAbsence() {
    Stage stage = stage(ann(), "hci0").heard(0, tag(-60)).goOn(200).deaf(0).goOn(250).hears(0);
    assertEquals(State.PRESENT, stage.goOn(99).state(0));
    assertEquals(State.ABSENT, stage.goOn(1).state(0));
    assertEquals(550, Math.round(stage.seconds()));
  }

  @Test
  void aScannerThatHangsIsDeafFromTheEndOfItsLease() {
    Stage stage = stage(ann(), "hci0").heard(0, tag(-60)).goOn(150).hangs(0).goOn(59);
    assertEquals(List.of(), stage.report().deaf());
    stage.goOn(11);
    assertEquals(List.of(new Deafness("hci0", Duration.ofSeconds(10))), stage.report().deaf());
    assertEquals(65, stage.person(0).confidence().orElseThrow() + 15, "210 s count, then capped");
    stage.goOn(200).hears(0).goOn(89);
    assertEquals(State.PRESENT, stage.state(0));
    assertEquals(State.ABSENT, stage.goOn(1).state(0));
  }

  @Test
  void aLeaseCountsOnceHoweverOftenItIsRenewed() {
    Stage stage = stage(ann(), "hci0").heard(0, tag(-60));
    for (int i = 0; i < 299; i++) {
      stage.goOn(1).hears(0).hears(0);
    }
    assertEquals(State.PRESENT, stage.state(0));
    assertEquals(State.ABSENT, stage.goOn(1).state(0));
  }

  @Test
  void whoWasPresentIsUnknownWhenNobodyHasHeardForTooLong() {
    Stage stage = stage(ann(), "hci0").heard(0, tag(-60)).goOn(100).deaf(0).goOn(300);
    assertEquals(State.PRESENT, stage.state(0));
    assertEquals(50, stage.confidence(0));
    stage.goOn(1);
    assertEquals(State.UNKNOWN, stage.state(0));
    assertEquals(0, stage.confidence(0));
    assertEquals(0, stage.stateFor(0));
  }

  @Test
  void aVisitThatOnlyDeafnessMadeUnsureGoesOn() {
    Stage stage = stage(ann(), "hci0").heard(0, tag(-60)).goOn(100).deaf(0).goOn(1_000);
    stage.hears(0).goOn(5).heard(0, tag(-60));
    assertEquals(State.PRESENT, stage.state(0));
    assertEquals(1_105, stage.stateFor(0));
  }

  @Test
  void whoIsNotHeardAfterDeafnessIsAbsentAfterTheTimeout() {
    Stage stage = stage(ann(), "hci0").heard(0, tag(-60)).deaf(0).goOn(1_000).hears(0).goOn(299);
    assertEquals(State.UNKNOWN, stage.state(0));
    stage.goOn(1);
    assertEquals(State.ABSENT, stage.state(0));
    assertEquals(300, stage.stateFor(0), "nothing is said of the time unheard");
  }

  @Test
  void aVisitThatEndedIsNotTakenUpAgain() {
    Stage stage = stage(ann(), "hci0").heard(0, tag(-60)).deaf(0).goOn(400).hears(0).goOn(300);
    stage.log.clear();
    stage.goOn(50).heard(0, tag(-60));
    assertEquals(0, stage.stateFor(0));
    assertEquals(List.of("750 Ann present"), stage.log, "no hint: it was deafness, not loss");
  }

  @Test
  void whoWasAbsentMayHaveComeInUnheard() {
    Stage stage = stage(ann(), "hci0").goOn(3_600).deaf(0).goOn(300);
    assertEquals(State.ABSENT, stage.state(0));
    assertEquals(50, stage.confidence(0));
    assertEquals(State.UNKNOWN, stage.goOn(1).state(0));
    stage.hears(0).heard(0, tag(-60));
    assertEquals(State.PRESENT, stage.state(0));
    assertEquals(0, stage.stateFor(0), "there was no visit to take up");
  }

  @Test
  void shortDeafnessIsForgottenByListening() {
    Stage stage = stage(ann(), "hci0").goOn(300);
    for (int i = 0; i < 100; i++) {
      stage.deaf(0).goOn(20).hears(0).goOn(40);
    }
    assertEquals(State.ABSENT, stage.state(0));
  }

  @Test
  void whoIsRarelyListenedForIsNeverAbsent() {
    Stage stage = stage(ann(), "hci0").heard(0, tag(-60));
    for (int i = 0; i < 200; i++) {
      stage.deaf(0).goOn(40).hears(0).goOn(20);
    }
    assertEquals(State.UNKNOWN, stage.state(0));
  }

  @Test
  void everyScannerOfTheVisitMustListen() {
    Stage stage = stage(bob(), "hci0", "lan").heard(0, tagOfBob(-60)).heard(1, host(0)).deaf(1);
    assertEquals(State.PRESENT, stage.goOn(290).state(0));
    assertEquals(State.UNKNOWN, stage.goOn(20).state(0));
  }

  @Test
  void scannersThatDidNotHearTheVisitDoNotMatter() {
    Stage stage = stage(bob(), "hci0", "lan").heard(0, tagOfBob(-60)).deaf(1).goOn(299);
    assertEquals(State.PRESENT, stage.state(0));
    assertEquals(State.ABSENT, stage.goOn(1).state(0));
  }

  @Test
  void aNewVisitForgetsTheScannersOfTheOld() {
    Stage stage = stage(bob(), "hci0", "lan").heard(0, tagOfBob(-60)).heard(1, host(0)).goOn(300);
    stage.deaf(1).heard(0, tagOfBob(-60)).goOn(300);
    assertEquals(State.ABSENT, stage.state(0));
  }

  @Test
  void whoWasNeverSeenWaitsForAllWhoCouldHear() {
    Stage stage = stage(bob(), "hci0", "lan").deaf(1).goOn(3_600);
    assertEquals(State.UNKNOWN, stage.state(0));
    assertEquals(State.ABSENT, stage.hears(1).goOn(300).state(0));
  }

  @Test
  void scannersThatCannotHearThePersonDoNotMatter() {
    Stage stage = stage(ann(), "hci0", "lan").deaf(1).goOn(300);
    assertEquals(State.ABSENT, stage.state(0));
  }

  @Test
  void theFirstWordOfAScannerIsWaitedFor() {
    Stage stage = stage(ann(), "hci0");
    PresenceDecision silent =
        new PresenceDecision(
            List.of(ann()),
            PresenceRules.USUAL,
            List.of(new FakeScanner("hci0", Radio.BLUETOOTH)),
            0);
    long minute = Duration.ofMinutes(1).toNanos();
    assertEquals(List.of(), silent.step(minute - 1));
    assertEquals(List.of(), silent.failures());
    assertEquals(List.of(new Action.Turned("hci0", false)), silent.step(minute));
    assertEquals(
        "scanner hci0 has said nothing for 60 s; if that goes on, restart the agent and look at its"
            + " log",
        silent.failures().get(0).getMessage());
    assertEquals(List.of("0 hci0 hears"), stage.log);
  }

  @Test
  void aScannerTurnsOnceHoweverOftenItSaysSo() {
    Stage stage = stage(ann(), "hci0").goOn(5).deaf(0).goOn(1).deaf(0).goOn(1).hears(0).hears(0);
    assertEquals(List.of("0 hci0 hears", "5 hci0 deaf", "7 hci0 hears"), stage.log);
  }

  @Test
  void deafnessIsToldFromItsBeginning() {
    Stage stage = stage(ann(), "hci0").goOn(5).deaf(0).goOn(10).deaf(0).goOn(10);
    assertEquals(List.of(new Deafness("hci0", Duration.ofSeconds(20))), stage.report().deaf());
    assertEquals("hci0 is gone; plug it in", stage.decision.failures().get(0).getMessage());
  }

  @Test
  void aHitWhileAnotherScannerIsDeafCounts() {
    Stage stage = stage(bob(), "hci0", "lan").heard(1, host(0)).deaf(1);
    for (int i = 0; i < 20; i++) {
      stage.goOn(100).heard(0, tagOfBob(-60));
    }
    assertEquals(State.PRESENT, stage.state(0));
    assertEquals(50, stage.confidence(0), "a scanner of this visit is deaf");
  }

  @Test
  void anOldSightingDoesNotCountTimeBeforeTheScannerHeard() {
    Stage stage = stage(bob(), "lan").deaf(0).goOn(200).hears(0).goOn(10).heard(0, host(100));
    assertEquals(State.PRESENT, stage.goOn(289).state(0), "10 s of the 100 were listened");
    assertEquals(State.ABSENT, stage.goOn(1).state(0));
  }
}
