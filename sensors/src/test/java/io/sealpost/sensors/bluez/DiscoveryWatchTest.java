package io.sealpost.sensors.bluez;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.sensors.SensorException.Kind;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class DiscoveryWatchTest {
  private static final BluezSettings USUAL = BluezSettings.usual("hci0");

  @Test
  void allGoesWellFromTheBeginning() {
    WatchTimeline line = new WatchTimeline(USUAL);
    line.tick();
    line.happens(new WatchEvent.Daemon(true));
    line.happens(new WatchEvent.AdapterFound(true));
    line.happens(new WatchEvent.Done(Request.START));
    assertEquals(List.of("CONNECT", "LOOK", "START", "listening"), line.did());
  }

  @Test
  void adapterThatIsOffIsSwitchedOn() {
    WatchTimeline line = new WatchTimeline(USUAL);
    line.tick();
    line.happens(new WatchEvent.Daemon(true), new WatchEvent.AdapterFound(false));
    line.happens(new WatchEvent.Done(Request.POWER_ON));
    assertEquals(List.of("CONNECT", "LOOK", "POWER_ON", "START"), line.did());
  }

  @Test
  void listeningIsRenewedWellWithinTheLease() {
    WatchTimeline line = WatchTimeline.discovering(USUAL);
    line.passHearing(Duration.ofMinutes(2), 1);
    assertEquals(Collections.nCopies(8, "listening"), line.did());
  }

  @Test
  void missingAdapterIsNamedWithThoseThereAre() {
    WatchTimeline line = new WatchTimeline(USUAL);
    line.tick();
    line.happens(new WatchEvent.Daemon(true), new WatchEvent.AdapterMissing("hci1, hci2"));
    assertEquals(Optional.of(Kind.ABSENT), line.kind());
    String reason = line.reason().orElseThrow();
    assertTrue(
        reason.startsWith("there is no Bluetooth adapter hci0; this machine has: hci1, hci2"),
        reason);
  }

  @Test
  void adapterThatIsUnpluggedAndBackIsUsedAtOnce() {
    WatchTimeline line = WatchTimeline.discovering(USUAL);
    line.happens(new WatchEvent.AdapterMissing("none"));
    assertEquals(List.of("deaf"), line.did());
    line.pass(Duration.ofMinutes(5));
    line.clear();
    line.happens(new WatchEvent.AdapterFound(false));
    line.happens(new WatchEvent.Done(Request.POWER_ON), new WatchEvent.Done(Request.START));
    assertEquals(List.of("POWER_ON", "START", "listening"), line.did());
  }

  @Test
  void missingAdapterIsLookedForEveryHalfMinute() {
    WatchTimeline line = WatchTimeline.discovering(USUAL);
    line.happens(new WatchEvent.AdapterMissing("none"));
    for (int i = 0; i < 10; i++) {
      line.passUntil(Request.LOOK);
      line.happens(new WatchEvent.AdapterMissing("none"));
    }
    line.clear();
    line.pass(Duration.ofSeconds(29));
    assertEquals(List.of(), line.did(), "the same is not told again");
    line.pass(Duration.ofSeconds(1));
    assertEquals(List.of("LOOK"), line.did());
  }

  @Test
  void daemonThatVanishesIsDeafAndItsReturnIsUsedAtOnce() {
    WatchTimeline line = WatchTimeline.discovering(USUAL);
    line.happens(new WatchEvent.Daemon(false));
    assertEquals(List.of("deaf"), line.did());
    assertTrue(line.reason().orElseThrow().startsWith("bluetoothd is not on the system bus"));
    line.pass(Duration.ofSeconds(1));
    assertEquals(List.of("ACTIVATE"), line.did());
    line.happens(new WatchEvent.Daemon(true), new WatchEvent.AdapterFound(true));
    line.happens(new WatchEvent.Done(Request.START));
    assertEquals(List.of("LOOK", "START", "listening"), line.did());
  }

  @Test
  void daemonThatCannotBeStartedIsTriedAgain() {
    WatchTimeline line = WatchTimeline.discovering(USUAL);
    line.happens(new WatchEvent.Daemon(false));
    for (int i = 0; i < 10; i++) {
      line.passUntil(Request.ACTIVATE);
      line.happens(
          new WatchEvent.Refused(
              Request.ACTIVATE, "org.freedesktop.systemd1.NoSuchUnit", "Unit not found"));
    }
    line.clear();
    line.pass(Duration.ofSeconds(30));
    assertEquals(List.of("ACTIVATE"), line.did(), "the same is not told again");
    assertTrue(line.reason().orElseThrow().contains("systemctl enable --now bluetooth"));
  }

  @Test
  void busThatIsGoneIsTriedWithBackoff() {
    WatchTimeline line = WatchTimeline.discovering(USUAL);
    line.happens(new WatchEvent.BusLost("the bus closed the connection"));
    assertEquals(List.of("deaf"), line.did());
    int tries = 0;
    for (int second = 0; second < 300; second++) {
      line.pass(Duration.ofSeconds(1));
      if (line.did().contains("CONNECT")) {
        tries++;
        line.happens(new WatchEvent.BusLost("the bus closed the connection"));
      }
    }
    assertTrue(tries >= 10 && tries <= 15, tries + " tries in 5 minutes");
  }

  @Test
  void blockedAdapterSaysHowToUnblock() {
    WatchTimeline line = new WatchTimeline(USUAL);
    line.tick();
    line.happens(new WatchEvent.Daemon(true), new WatchEvent.AdapterFound(false));
    line.happens(
        new WatchEvent.Refused(
            Request.POWER_ON, "org.bluez.Error.Blocked", "Blocked through rfkill"));
    assertTrue(line.reason().orElseThrow().contains("rfkill unblock bluetooth"));
  }

  @Test
  void adapterThatCannotBeSwitchedOnMayBeBlocked() {
    WatchTimeline line = new WatchTimeline(USUAL);
    line.tick();
    line.happens(new WatchEvent.Daemon(true), new WatchEvent.AdapterFound(false));
    line.happens(new WatchEvent.Refused(Request.POWER_ON, "org.bluez.Error.Failed", "Failed"));
    assertTrue(line.reason().orElseThrow().contains("rfkill unblock bluetooth"));
  }

  @Test
  void adapterThatWentMeanwhileIsLookedForAndNoFaultYet() {
    WatchTimeline line = new WatchTimeline(USUAL);
    line.tick();
    line.happens(new WatchEvent.Daemon(true), new WatchEvent.AdapterFound(false));
    line.clear();
    line.happens(
        new WatchEvent.Refused(Request.POWER_ON, WatchEvent.Refused.UNKNOWN_OBJECT, "no such"));
    line.pass(Duration.ofSeconds(1));
    assertEquals(List.of("LOOK"), line.did());
  }

  @Test
  void forbiddenCallNamesTheGroup() {
    WatchTimeline line = new WatchTimeline(USUAL);
    line.tick();
    line.happens(new WatchEvent.Daemon(true));
    line.happens(
        new WatchEvent.Refused(
            Request.LOOK, "org.freedesktop.DBus.Error.AccessDenied", "Rejected send message"));
    assertEquals(Optional.of(Kind.NOT_PERMITTED), line.kind());
    assertTrue(line.reason().orElseThrow().contains("group bluetooth"));
  }

  @Test
  void unblockedAdapterIsUsedAtOnce() {
    WatchTimeline line = WatchTimeline.discovering(USUAL);
    line.happens(new WatchEvent.Powered(false));
    assertEquals(List.of("POWER_ON", "deaf"), line.did());
    for (int i = 0; i < 20; i++) {
      line.happens(new WatchEvent.Refused(Request.POWER_ON, "org.bluez.Error.Blocked", ""));
      line.happens(new WatchEvent.AdapterFound(false));
      line.pass(Duration.ofSeconds(31));
    }
    line.happens(new WatchEvent.AdapterFound(false));
    line.clear();
    line.happens(new WatchEvent.Powered(true));
    assertEquals(List.of(), line.did(), "the request that is out is waited for");
    line.happens(new WatchEvent.Done(Request.POWER_ON), new WatchEvent.Done(Request.START));
    assertEquals(List.of("START", "listening"), line.did());
  }

  @Test
  void requestThatIsNotAnsweredIsDeafWithinHalfAMinute() {
    WatchTimeline line = new WatchTimeline(USUAL);
    line.tick();
    line.happens(new WatchEvent.Daemon(true), new WatchEvent.AdapterFound(true));
    line.clear();
    line.pass(Duration.ofSeconds(15));
    assertEquals("deaf", line.did().get(0));
    assertEquals(Optional.of(Kind.TIMED_OUT), line.kind());
  }

  @Test
  void startThatFailsTwiceIsHealedByPowerCycle() {
    WatchTimeline line = new WatchTimeline(USUAL);
    line.tick();
    line.happens(new WatchEvent.Daemon(true), new WatchEvent.AdapterFound(true));
    refuseStart(line);
    refuseStart(line);
    assertEquals("POWER_OFF", last(line.did()));
  }

  @Test
  void adapterThatHangsIsAskedUntilItWorksAgain() {
    WatchTimeline line = WatchTimeline.discovering(USUAL);
    line.passHearing(Duration.ofMinutes(1), 5);
    line.clear();
    line.passUntil(Request.STOP);
    line.obey();
    line.obey();
    line.passUntil(Request.POWER_OFF);
    line.happens(new WatchEvent.Refused(Request.POWER_OFF, "org.bluez.Error.Failed", ""));
    line.passUntil(Request.LOOK);
    line.happens(new WatchEvent.AdapterFound(true));
    line.passUntil(Request.STOP);
    line.happens(new WatchEvent.Refused(Request.STOP, "org.bluez.Error.Failed", ""));
    line.passUntil(Request.START);
    line.clear();
    line.happens(new WatchEvent.Done(Request.START));
    assertEquals(List.of("deaf"), line.did(), "a start proves nothing, a device does");
    line.happens(new WatchEvent.Heard("device 1"));
    assertEquals(List.of("listening"), line.did());
  }

  @Test
  void adapterIsNotPowerCycledWhereThatIsForbidden() {
    BluezSettings gentle = gentle();
    WatchTimeline line = new WatchTimeline(gentle);
    line.tick();
    line.happens(new WatchEvent.Daemon(true), new WatchEvent.AdapterFound(true));
    for (int i = 0; i < 6; i++) {
      refuseStart(line);
    }
    assertFalse(line.did().contains("POWER_OFF"));
  }

  @Test
  void discoveryOfOursThatIsStillThereIsStoppedFirst() {
    WatchTimeline line = new WatchTimeline(USUAL);
    line.tick();
    line.happens(new WatchEvent.Daemon(true), new WatchEvent.AdapterFound(true));
    line.clear();
    line.happens(new WatchEvent.Refused(Request.START, "org.bluez.Error.InProgress", ""));
    line.pass(Duration.ofSeconds(2));
    line.happens(new WatchEvent.AdapterFound(true), new WatchEvent.Done(Request.STOP));
    assertEquals(List.of("deaf", "LOOK", "STOP", "START"), line.did());
  }

  @Test
  void discoveryThatEndsByItselfIsStartedAgain() {
    WatchTimeline line = WatchTimeline.discovering(USUAL);
    line.happens(new WatchEvent.Discovering(false));
    line.pass(Duration.ofSeconds(11));
    line.happens(new WatchEvent.Done(Request.STOP), new WatchEvent.Done(Request.START));
    assertEquals(List.of("STOP", "deaf", "START", "listening"), line.did());
  }

  @Test
  void discoveryThatEndsAgainAndAgainIsHealedByPowerCycle() {
    WatchTimeline line = WatchTimeline.discovering(USUAL);
    for (int i = 0; i < 2; i++) {
      line.happens(new WatchEvent.Discovering(false));
      line.pass(Duration.ofSeconds(11));
      line.happens(new WatchEvent.Done(Request.STOP), new WatchEvent.Done(Request.START));
    }
    assertTrue(line.did().contains("POWER_OFF"));
  }

  @Test
  void breakBetweenTwoRoundsOfDiscoveryIsNoEnd() {
    WatchTimeline line = WatchTimeline.discovering(USUAL);
    for (int i = 0; i < 20; i++) {
      line.happens(new WatchEvent.Discovering(false));
      line.passHearing(Duration.ofSeconds(5), 1);
      line.happens(new WatchEvent.Discovering(true));
      line.passHearing(Duration.ofSeconds(10), 1);
    }
    assertEquals(List.of("listening"), line.did().stream().distinct().toList());
  }

  private static void refuseStart(WatchTimeline line) {
    line.happens(new WatchEvent.Refused(Request.START, "org.bluez.Error.Failed", "Busy"));
    line.passUntil(Request.LOOK);
    line.happens(new WatchEvent.AdapterFound(true));
  }

  private static BluezSettings gentle() {
    return new BluezSettings(
        "hci0",
        BluezSettings.Mode.ACTIVE,
        Duration.ofMinutes(1),
        Duration.ZERO,
        Duration.ZERO,
        false,
        BluezSettings.SYSTEM_BUS);
  }

  private static String last(List<String> words) {
    return words.get(words.size() - 1);
  }
}
