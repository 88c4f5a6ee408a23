package io.sealpost.sensors.bluez;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

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
}
