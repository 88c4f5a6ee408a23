package io.sealpost.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class HelloTimerTest {
  private static final long S = 1_000_000_000;

  private final HelloTimer timer = new HelloTimer();

  @Test
  void isNotDueWhenNothingChanged() {
    assertFalse(timer.isDue(Long.MAX_VALUE - 1));
    assertEquals(Long.MAX_VALUE, timer.dueAt());
  }

  @Test
  void isDueAgainAnHourLaterThoughNothingChanged() {
    timer.said(100 * S);
    assertFalse(timer.isDue(3_700 * S - 1));
    assertTrue(timer.isDue(3_700 * S));
    assertEquals(3_700 * S, timer.dueAt());
  }

  @Test
  void tellsOfASensorAtOnceWhenNothingWasSaidOfLate() {
    timer.sensorChanged();
    assertTrue(timer.isDue(0));
    timer.said(100 * S);
    timer.sensorChanged();
    assertFalse(timer.isDue(110 * S - 1));
    assertTrue(timer.isDue(110 * S));
  }

  @Test
  void tellsOfRatesAtOnceWhateverWasSaid() {
    timer.said(100 * S);
    timer.commandObeyed();
    assertTrue(timer.isDue(100 * S));
  }

  @Test
  void tellsOfTheClockAtOnceWhateverWasSaid() {
    timer.said(100 * S);
    timer.sensorChanged();
    timer.clockChanged();
    assertTrue(timer.isDue(100 * S));
  }

  @Test
  void isNotPutOffByASensorWhenRatesChanged() {
    timer.said(100 * S);
    timer.commandObeyed();
    timer.sensorChanged();
    assertTrue(timer.isDue(100 * S));
  }

  @Test
  void saysOnceHoweverMuchChanged() {
    timer.said(100 * S);
    for (int i = 0; i < 1000; i++) {
      timer.sensorChanged();
    }
    assertEquals(110 * S, timer.dueAt());
    timer.said(110 * S);
    assertFalse(timer.isDue(3_710 * S - 1));
  }

  @Test
  void tellsOfAnAlarmAtOnceWhateverWasSaid() {
    timer.said(100 * S);
    timer.alarmChanged();
    assertTrue(timer.isDue(100 * S));
  }

  @Test
  void tellsOfWhatWasGivenUpNotMoreThanOnceAMinute() {
    timer.dropsGrew();
    assertTrue(timer.isDue(0));
    timer.said(100 * S);
    timer.dropsGrew();
    timer.dropsGrew();
    assertFalse(timer.isDue(160 * S - 1));
    assertTrue(timer.isDue(160 * S));
  }

  @Test
  void isNotPutOffByDropsWhenASensorChanged() {
    timer.said(100 * S);
    timer.sensorChanged();
    timer.dropsGrew();
    assertEquals(110 * S, timer.dueAt());
  }

  @Test
  void isDueAgainAfterAPauseIfItWasNotSaidAfterAll() {
    timer.said(100 * S);
    timer.notSaid();
    assertFalse(timer.isDue(110 * S - 1));
    assertTrue(timer.isDue(110 * S));
  }
}
