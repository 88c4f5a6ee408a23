package io.sealpost.sensors.bluez;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SilenceTest {
  private static final BluezSettings USUAL = BluezSettings.usual("hci0");

  @Test
  void manyWhoFallSilentAtOnceAreADeafScanner() {
    WatchTimeline line = WatchTimeline.discovering(USUAL);
    line.passHearing(Duration.ofMinutes(1), 10);
    line.clear();
    line.pass(Duration.ofSeconds(30));
    assertTrue(line.did().contains("deaf"));
    assertTrue(line.reason().orElseThrow().startsWith("hci0 has heard nothing for 20 s, after 10"));
  }

  @Test
  void stallIsHealedByNewStartThenByPowerCycle() {
    WatchTimeline line = WatchTimeline.discovering(USUAL);
    line.passHearing(Duration.ofMinutes(1), 10);
    line.clear();
    line.passObeying(Duration.ofSeconds(60));
    List<String> requests =
        line.did().stream()
            .filter(word -> word.equals(word.toUpperCase(java.util.Locale.ROOT)))
            .toList();
    assertEquals(List.of("STOP", "START", "POWER_OFF", "POWER_ON", "START"), requests);
  }

  @Test
  void firstHitAfterAStallIsListening() {
    WatchTimeline line = WatchTimeline.discovering(USUAL);
    line.passHearing(Duration.ofMinutes(1), 10);
    line.passObeying(Duration.ofSeconds(30));
    line.clear();
    line.happens(new WatchEvent.Heard("device 3"));
    assertEquals(List.of("listening"), line.did());
  }

  @Test
  void fewWhoFallSilentHaveLeft() {
    WatchTimeline line = WatchTimeline.discovering(USUAL);
    line.passHearing(Duration.ofMinutes(1), 2);
    line.clear();
    line.passObeying(Duration.ofSeconds(119));
    assertFalse(line.did().contains("deaf"));
  }

  @Test
  void placeWithoutAnyDeviceIsNotDeaf() {
    WatchTimeline line = WatchTimeline.discovering(USUAL);
    line.passObeying(Duration.ofHours(1));
    List<String> did = line.did();
    // Two seconds of power cycle are one.
    assertTrue(Collections.frequency(did, "deaf") <= 1, did.toString());
    assertEquals(1, Collections.frequency(did, "POWER_OFF"), "once is enough");
    int restarts = Collections.frequency(did, "STOP");
    assertTrue(restarts >= 10 && restarts <= 14, restarts + " new starts in an hour");
  }

  @Test
  void whoIsHeardNowAndThenDoesNotHaveTheAdapterSwitchedOffAgainAndAgain() {
    Silence silence = new Silence();
    int cycles = 0;
    for (int second = 1; second <= 3_600; second++) {
      silence.listened(Duration.ofSeconds(1).toNanos());
      if (second % 180 == 0) {
        silence.heard("phone", Duration.ofSeconds(second).toNanos());
      }
      cycles += silence.advice() == Silence.Advice.POWER_CYCLE ? 1 : 0;
    }
    assertEquals(1, cycles);
  }

  @Test
  void silenceOfASmallCrowdIsBelievedAfterThePowerCycle() {
    WatchTimeline line = WatchTimeline.discovering(USUAL);
    line.passHearing(Duration.ofMinutes(1), 3);
    line.passObeying(Duration.ofSeconds(100));
    List<String> did = line.did();
    assertEquals("listening", did.get(did.size() - 1));
  }

  @Test
  void silenceOfALargeCrowdIsBelievedAfterAQuarterOfAnHour() {
    WatchTimeline line = WatchTimeline.discovering(USUAL);
    line.passHearing(Duration.ofMinutes(1), 20);
    line.clear();
    line.passObeying(Duration.ofMinutes(14));
    List<String> did = line.did();
    assertEquals("deaf", did.get(did.size() - 1));
    assertEquals(3, Collections.frequency(did, "POWER_OFF"));
    line.passObeying(Duration.ofMinutes(2));
    assertTrue(line.did().contains("listening"));
  }

  @Test
  void thoseWhoFellSilentLongBeforeAreNoCrowd() {
    Silence silence = new Silence();
    for (int i = 0; i < 10; i++) {
      silence.heard("passer-by " + i, Duration.ofMinutes(i).toNanos());
    }
    silence.listened(Duration.ofSeconds(30).toNanos());
    assertFalse(silence.isSuspicious());
    assertEquals(2, silence.crowd());
  }

  @Test
  void floodOfAddressesIsRememberedInPart() {
    Silence silence = new Silence();
    for (int i = 0; i < 100_000; i++) {
      silence.heard("device " + i, i);
    }
    silence.listened(Duration.ofSeconds(30).toNanos());
    assertEquals(64, silence.crowd());
  }
}
