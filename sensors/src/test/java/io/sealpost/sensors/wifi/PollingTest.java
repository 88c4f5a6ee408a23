package io.sealpost.sensors.wifi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sealpost.sensors.SensorException;
import io.sealpost.sensors.SensorException.Kind;
import io.sealpost.sensors.presence.Ear;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PollingTest {
  private final FakePace pace = new FakePace();
  private final RecordingEar ear = new RecordingEar();
  private final Polling polling = new Polling(pace, Duration.ofSeconds(10), this::look);
  private int looks;
  private @Nullable Exception failure;
  private boolean closing;

  private void look(Ear told) throws SensorException {
    looks++;
    if (closing) {
      polling.close();
    }
    if (failure instanceof SensorException e) {
      throw e;
    }
    if (failure instanceof RuntimeException e) {
      throw e;
    }
  }

  @Test
  void theFirstLookIsAtOnceAndTheNextAPeriodLater() {
    assertEquals(0, looks);
    polling.start(ear);
    pace.passSeconds(0);
    assertEquals(1, looks);
    pace.pass(Duration.ofMillis(9_999));
    assertEquals(1, looks);
    pace.pass(Duration.ofMillis(1));
    assertEquals(2, looks);
    pace.passSeconds(100);
    assertEquals(12, looks);
  }

  @Test
  void eachLookThatGoesWellSaysSo() {
    polling.start(ear);
    pace.passSeconds(20);
    assertEquals(List.of("listening", "listening", "listening"), ear.news());
  }

  @Test
  void aLookThatFailsIsToldAndFollowedByTheNext() {
    polling.start(ear);
    failure = new SensorException(Kind.ABSENT, "wlan0 is down");
    pace.passSeconds(10);
    failure = null;
    pace.passSeconds(10);
    assertEquals(List.of("ABSENT wlan0 is down", "ABSENT wlan0 is down", "listening"), ear.news());
  }

  @Test
  void anUnexpectedExceptionIsToldAndFollowedByTheNext() {
    polling.start(ear);
    failure = new IllegalStateException("cannot be");
    pace.passSeconds(0);
    failure = null;
    pace.passSeconds(10);
    assertEquals(
        List.of(
            "BAD_READING a look failed: java.lang.IllegalStateException: cannot be", "listening"),
        ear.news());
  }

  @Test
  void anExtraLookDoesNotShiftThePlan() {
    polling.start(ear);
    pace.passSeconds(4);
    polling.soon(Duration.ofSeconds(2), ear);
    pace.passSeconds(2);
    assertEquals(2, looks);
    pace.passSeconds(3);
    assertEquals(2, looks);
    pace.passSeconds(1);
    assertEquals(3, looks);
  }

  @Test
  void aFloodOfExtraLooksIsServedByAFew() {
    for (int i = 0; i < 10_000; i++) {
      polling.soon(Duration.ofSeconds(1), ear);
    }
    assertEquals(Polling.MAX_EXTRA, pace.waiting());
    pace.passSeconds(1);
    assertEquals(Polling.MAX_EXTRA, looks);
    polling.soon(Duration.ofSeconds(1), ear);
    pace.passSeconds(1);
    assertEquals(Polling.MAX_EXTRA + 1, looks);
  }

  @Test
  void whatClosingInterruptsIsNotToldAsDeafness() {
    closing = true;
    failure = new SensorException(Kind.TIMED_OUT, "interrupted");
    polling.start(ear);
    pace.passSeconds(100);
    assertEquals(1, looks);
    assertEquals(List.of(), ear.news());
  }

  @Test
  void aPeriodBeyondHalfTheLeaseIsRefused() {
    for (int seconds : new int[] {0, 31}) {
      assertThrows(
          IllegalArgumentException.class,
          () -> new Polling(pace, Duration.ofSeconds(seconds), this::look));
    }
  }
}
