package io.sealpost.sensors.bluez;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.sealpost.protocol.DutyCycle;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DiscoveryWindowTest {
  private static final BluezSettings PACED =
      new BluezSettings(
          "hci0",
          BluezSettings.Mode.LE,
          Duration.ofSeconds(10),
          Duration.ofSeconds(5),
          Duration.ZERO,
          true,
          BluezSettings.SYSTEM_BUS);

  @Test
  void windowIsFollowedByPauseAndPauseByWindow() {
    WatchTimeline line = WatchTimeline.discovering(PACED);
    line.passHearing(Duration.ofSeconds(10), 1);
    assertEquals(List.of("STOP"), line.did());
    line.happens(new WatchEvent.Done(Request.STOP), new WatchEvent.Discovering(false));
    line.pass(Duration.ofSeconds(4));
    assertEquals(List.of(), line.did());
    line.pass(Duration.ofSeconds(1));
    assertEquals("START", line.did().get(0));
  }

  @Test
  void pauseCountsAsListening() {
    WatchTimeline line = WatchTimeline.discovering(PACED);
    for (int i = 0; i < 20; i++) {
      line.passHearing(Duration.ofSeconds(10), 4);
      line.happens(new WatchEvent.Done(Request.STOP), new WatchEvent.Discovering(false));
      line.pass(Duration.ofSeconds(5));
      line.happens(new WatchEvent.Done(Request.START), new WatchEvent.Discovering(true));
    }
    List<String> did = line.did();
    assertFalse(did.contains("deaf"), did.toString());
    assertEquals(20, Collections.frequency(did, "STOP"));
    assertEquals(20, Collections.frequency(did, "START"));
    assertEquals(true, Collections.frequency(did, "listening") >= 19);
  }

  @Test
  void adapterThatIsSwitchedOffInAPauseIsNoticed() {
    WatchTimeline line = WatchTimeline.discovering(PACED);
    line.passHearing(Duration.ofSeconds(10), 1);
    line.happens(new WatchEvent.Done(Request.STOP));
    line.clear();
    line.happens(new WatchEvent.Powered(false));
    assertEquals(List.of("POWER_ON", "deaf"), line.did());
  }

  private static void pace(WatchTimeline line, long scan, long pause) {
    line.happens(
        new WatchEvent.Paced(new DutyCycle(Duration.ofSeconds(scan), Duration.ofSeconds(pause))));
  }

  @Test
  void scanThatRunsEndsWhenAShorterOneWouldHaveEnded() {
    WatchTimeline line = WatchTimeline.discovering(PACED);
    line.passHearing(Duration.ofSeconds(6), 1);
    assertEquals(List.of(), line.did());
    pace(line, 5, 5);
    assertEquals(List.of("STOP"), line.did());
  }

  @Test
  void scanThatRunsGoesOnWhenALongerOneIsWanted() {
    WatchTimeline line = WatchTimeline.discovering(PACED);
    pace(line, 20, 5);
    line.passHearing(Duration.ofSeconds(19), 1);
    assertFalse(line.did().contains("STOP"));
    line.passHearing(Duration.ofSeconds(1), 1);
    assertEquals(List.of("STOP"), line.did());
  }

  @Test
  void pauseThatRunsEndsWhenNoneIsWantedAnyMore() {
    WatchTimeline line = WatchTimeline.discovering(PACED);
    line.passHearing(Duration.ofSeconds(10), 1);
    line.happens(new WatchEvent.Done(Request.STOP), new WatchEvent.Discovering(false));
    line.clear();
    pace(line, 10, 0);
    assertEquals("START", line.did().get(0));
  }

  @Test
  void adapterThatScansAllTheTimePausesOnceItIsToldTo() {
    WatchTimeline line = WatchTimeline.discovering(BluezSettings.usual("hci0"));
    line.passHearing(Duration.ofMinutes(5), 4);
    assertFalse(line.did().contains("STOP"));
    pace(line, 20, 10);
    assertEquals(List.of("STOP"), line.did());
  }

  @Test
  void anotherPaceMakesNobodyDeaf() {
    WatchTimeline line = WatchTimeline.discovering(PACED);
    pace(line, 5, 15);
    for (int i = 0; i < 10; i++) {
      line.passHearing(Duration.ofSeconds(5), 4);
      line.happens(new WatchEvent.Done(Request.STOP), new WatchEvent.Discovering(false));
      line.pass(Duration.ofSeconds(15));
      line.happens(new WatchEvent.Done(Request.START), new WatchEvent.Discovering(true));
    }
    List<String> did = line.did();
    assertFalse(did.contains("deaf"), did.toString());
    assertEquals(10, Collections.frequency(did, "STOP"));
  }
}
