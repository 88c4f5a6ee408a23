package io.sealpost.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class SecondsTest {
  // 2106-02-07, ReadingTime.Wall.LATEST, in microseconds.
  private static final long LATEST = 4_294_967_296_000_000L;

  @Property(seed = "19700101", tries = 20_000)
  void a_double_keeps_every_microsecond_until_2106(@ForAll @LongRange(max = LATEST) long micros)
      throws DecodeException {
    assertEquals(micros, Seconds.toMicros("time", Seconds.ofMicros(micros)));
  }

  @Property(seed = "19700102", tries = 2000)
  void the_last_microseconds_before_2106_are_kept(
      @ForAll @LongRange(min = LATEST - 1_000_000, max = LATEST) long micros)
      throws DecodeException {
    assertEquals(micros, Seconds.toMicros("time", Seconds.ofMicros(micros)));
  }

  @Property(seed = "19700103", tries = 2000)
  void a_duration_keeps_every_millisecond(
      @ForAll @LongRange(max = 36_525L * 86_400_000) long millis) throws DecodeException {
    Duration duration = Duration.ofMillis(millis);
    assertEquals(duration, Seconds.toDuration("uptime", Seconds.of(duration)));
  }

  @Test
  void the_double_is_the_one_that_a_decimal_literal_gives() {
    assertEquals(1614555518.139419, Seconds.of(Samples.TAKEN));
  }

  @Test
  void seconds_before_0_are_kept() throws DecodeException {
    assertEquals(-1_500_000, Seconds.toMicros("time", -1.5));
    assertEquals(Instant.EPOCH.minus(1_500_000, ChronoUnit.MICROS), Seconds.instant(-1_500_000));
  }

  @Test
  void what_cannot_be_a_time_is_refused() {
    for (double seconds : new double[] {Double.NaN, Double.POSITIVE_INFINITY, 1e10, -1e10}) {
      assertThrows(DecodeException.class, () -> Seconds.toMicros("time", seconds));
    }
  }

  @Test
  void what_cannot_be_an_uptime_is_refused() {
    for (double seconds : new double[] {Double.NaN, Double.POSITIVE_INFINITY, 1e10, -0.001}) {
      assertThrows(DecodeException.class, () -> Seconds.toDuration("uptime", seconds));
    }
  }
}
