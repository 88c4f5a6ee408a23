package io.sealpost.device.uplink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.device.TestClock;
import io.sealpost.device.TestConfig;
import io.sealpost.protocol.Batching;
import io.sealpost.protocol.CborCodec;
import io.sealpost.protocol.MessageCodec;
import io.sealpost.protocol.Reading;
import io.sealpost.protocol.ReadingTime;
import io.sealpost.protocol.StreamName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BatchesTest {
  private static final long S = 1_000_000_000;
  private static final StreamName ALONE = new StreamName("alone");

  private final MessageCodec codec = new CborCodec();
  private final Batches batches =
      new Batches(
          codec,
          Map.of(
              TestConfig.A, new Batching(Duration.ofSeconds(60), 5),
              TestConfig.B, new Batching(Duration.ofHours(24), 1000)));

  private static Reading reading(int value) {
    return new Reading.Temperature(
        new ReadingTime.Wall(TestClock.START.plusSeconds(value), true), false, value);
  }

  /** The largest there is: not dated, and with a hint. */
  private static Reading undated(int value) {
    return new Reading.Temperature(
        new ReadingTime.SinceBoot(
            TestClock.BOOT,
            Duration.ofMillis(1_000_000_000_001L + value),
            Optional.of(TestClock.START.plusNanos(123_457_000L + 1000L * value))),
        true,
        20.123456789 + value);
  }

  private static List<Reading> readings(int from, int to) {
    List<Reading> readings = new ArrayList<>();
    for (int i = from; i <= to; i++) {
      readings.add(reading(i));
    }
    return readings;
  }

  @Test
  void letsAReadingPassWhoseStreamHasNoBatches() {
    assertEquals(List.of(readings(1, 1)), batches.add(ALONE, reading(1), 0));
    assertEquals(List.of(), batches.waiting());
    assertEquals(Long.MAX_VALUE, batches.nextDue());
  }

  @Test
  void isFullWithSoManyReadingsInTheOrderInWhichTheyCame() {
    for (int i = 1; i <= 4; i++) {
      assertEquals(List.of(), batches.add(TestConfig.A, reading(i), i * S));
    }
    assertEquals(List.of(readings(1, 5)), batches.add(TestConfig.A, reading(5), 5 * S));
    assertEquals(List.of(), batches.waiting());
    assertEquals(List.of(), batches.add(TestConfig.A, reading(6), 6 * S));
  }

  @Test
  void isDueWhenItsOldestReadingHasWaitedLongEnough() {
    batches.add(TestConfig.A, reading(1), 10 * S);
    batches.add(TestConfig.A, reading(2), 69 * S);
    assertEquals(70 * S, batches.nextDue());
    assertEquals(List.of(), batches.due(70 * S - 1));
    assertEquals(List.of(TestConfig.A), batches.due(70 * S));
    assertEquals(readings(1, 2), batches.take(TestConfig.A));
    assertEquals(Long.MAX_VALUE, batches.nextDue());
  }

  @Test
  void countsTheWaitAnewForTheNextBatch() {
    batches.add(TestConfig.A, reading(1), 0);
    batches.take(TestConfig.A);
    batches.add(TestConfig.A, reading(2), 50 * S);
    assertEquals(110 * S, batches.nextDue());
  }

  @Test
  void keepsStreamsApart() {
    batches.add(TestConfig.A, reading(1), 0);
    batches.add(TestConfig.B, reading(2), S);
    assertEquals(List.of(TestConfig.A, TestConfig.B), batches.waiting());
    assertEquals(60 * S, batches.nextDue());
    assertEquals(readings(2, 2), batches.take(TestConfig.B));
    assertEquals(List.of(TestConfig.A), batches.waiting());
  }

  @Test
  void givesNothingWhereNothingWaits() {
    assertEquals(List.of(), batches.take(TestConfig.A));
    assertEquals(List.of(), batches.due(Long.MAX_VALUE));
  }

  @Test
  void endsABatchBeforeTheReadingThatWouldNotFitAnyMore() {
    List<Reading> sent = new ArrayList<>();
    int messages = 0;
    for (int i = 0; i < 5000; i++) {
      for (List<Reading> batch : batches.add(TestConfig.B, undated(i), i * S)) {
        int size = codec.readings(TestConfig.B, batch).length;
        assertTrue(size <= MessageCodec.MAX_ENCODED, size + " bytes");
        assertTrue(size > 40_000 || batch.size() == 1000, size + " bytes");
        sent.addAll(batch);
        messages++;
      }
    }
    sent.addAll(batches.take(TestConfig.B));
    assertEquals(5000, sent.size());
    for (int i = 0; i < 5000; i++) {
      assertEquals(undated(i), sent.get(i));
    }
    assertTrue(messages >= 5, messages + " messages");
  }

  @Test
  void replacesWhatWaitsInPlace() {
    batches.add(TestConfig.A, reading(1), 0);
    batches.add(TestConfig.A, reading(2), S);
    batches.replace(old -> old.equals(reading(1)) ? reading(7) : old);
    assertEquals(List.of(reading(7), reading(2)), batches.take(TestConfig.A));
  }
}
