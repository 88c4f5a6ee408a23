package io.sealpost.sensors.bluez;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A watch that is to listen by a monitor. */
final class PassiveWatchTest {
  private static final BluezSettings PASSIVE = settings(Duration.ZERO);
  private static final WatchEvent NOT_OFFERED =
      new WatchEvent.Refused(Request.REGISTER, WatchEvent.Refused.UNKNOWN_METHOD, "");

  private final WatchTimeline line = new WatchTimeline(PASSIVE);

  @Test
  void monitorIsRegisteredAndListensOnceActivated() {
    begin();
    assertEquals(List.of("CONNECT", "LOOK", "REGISTER"), line.did());
    line.happens(new WatchEvent.Done(Request.REGISTER));
    assertEquals(List.of("listening"), line.did());
  }

  @Test
  void adapterThatDoesNotDiscoverIsNoFault() {
    listen();
    line.happens(new WatchEvent.Discovering(false));
    line.passHearing(Duration.ofMinutes(1), 1);
    assertEquals(List.of("listening", "listening", "listening", "listening"), line.did());
  }

  @Test
  void withoutMonitorsItDiscoversAndWarnsOnce() {
    begin();
    line.clear();
    line.happens(NOT_OFFERED, new WatchEvent.Done(Request.START));
    assertEquals(List.of("START", "warn", "listening"), line.did());
    assertTrue(line.warning().contains("set Experimental = true under [General]"), line.warning());
    line.happens(new WatchEvent.Daemon(true), new WatchEvent.AdapterFound(true), NOT_OFFERED);
    assertEquals(List.of("LOOK", "REGISTER", "START"), line.did());
  }

  @Test
  void monitorThatIsOfferedAfterARestartIsUsedAndItsLossIsWarnedOfAgain() {
    begin();
    line.happens(NOT_OFFERED, new WatchEvent.Done(Request.START));
    restart();
    line.happens(new WatchEvent.Done(Request.REGISTER));
    line.clear();
    restart();
    line.happens(NOT_OFFERED);
    assertEquals(List.of("LOOK", "REGISTER", "START", "warn"), line.did());
  }

  @Test
  void monitorThatIsNotActivatedIsAFaultAndDiscoveryTakesOver() {
    begin();
    line.clear();
    line.pass(Duration.ofSeconds(9));
    assertEquals(List.of(), line.did());
    line.pass(Duration.ofSeconds(1));
    assertEquals(List.of("START", "warn", "deaf"), line.did());
    assertTrue(line.reason().orElseThrow().contains("activate passive scanning of hci0 within 10"));
    line.happens(new WatchEvent.Done(Request.START));
    assertEquals(List.of("listening"), line.did());
  }

  @Test
  void monitorThatIsReleasedIsRegisteredAgain() {
    listen();
    line.happens(new WatchEvent.Released());
    line.pass(Duration.ofSeconds(1));
    assertEquals(List.of("REGISTER"), line.did());
  }

  @Test
  void monitorThatIsReleasedInsteadOfActivatedIsAFault() {
    begin();
    line.clear();
    line.happens(new WatchEvent.Released());
    assertEquals(List.of("START", "warn", "deaf"), line.did());
  }

  @Test
  void adapterThatIsSwitchedOffAndOnIsRegisteredAgain() {
    listen();
    line.happens(new WatchEvent.Powered(false), new WatchEvent.Done(Request.POWER_ON));
    assertEquals(List.of("POWER_ON", "deaf", "REGISTER"), line.did());
  }

  @Test
  void adapterThatIsBackIsTriedPassivelyAgain() {
    begin();
    line.happens(NOT_OFFERED, new WatchEvent.Done(Request.START));
    line.happens(new WatchEvent.AdapterMissing("none"));
    line.clear();
    line.happens(new WatchEvent.AdapterFound(true));
    assertEquals(List.of("REGISTER"), line.did());
  }

  @Test
  void silenceOfACrowdIsCuredByRegisteringAgain() {
    listen();
    line.passHearing(Duration.ofMinutes(1), 4);
    line.clear();
    line.passUntil(Request.STOP);
    line.happens(new WatchEvent.Done(Request.STOP));
    assertEquals(List.of("listening", "STOP", "deaf", "REGISTER"), line.did());
  }

  @Test
  void pauseEndsTheMonitorAndTheNextWindowRegistersIt() {
    WatchTimeline paused = new WatchTimeline(settings(Duration.ofSeconds(5)));
    paused.tick();
    paused.happens(new WatchEvent.Daemon(true), new WatchEvent.AdapterFound(true));
    paused.happens(new WatchEvent.Done(Request.REGISTER));
    paused.passUntil(Request.STOP);
    paused.happens(new WatchEvent.Done(Request.STOP));
    paused.passUntil(Request.REGISTER);
  }

  private void begin() {
    line.tick();
    restart();
  }

  private void restart() {
    line.happens(new WatchEvent.Daemon(true), new WatchEvent.AdapterFound(true));
  }

  private void listen() {
    begin();
    line.happens(new WatchEvent.Done(Request.REGISTER));
    line.clear();
  }

  private static BluezSettings settings(Duration pause) {
    return new BluezSettings(
        "hci0",
        BluezSettings.Mode.PASSIVE,
        Duration.ofMinutes(1),
        pause,
        Duration.ZERO,
        true,
        BluezSettings.SYSTEM_BUS);
  }
}
