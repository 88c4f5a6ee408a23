package io.sealpost.device.sampling;

import io.sealpost.protocol.OnChange;
import io.sealpost.protocol.Reading;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Whether a temperature is worth reporting: it is far enough from the last one that was reported,
 * not from the last one that was measured, so that a slow drift is told as well as a jump; or the
 * heartbeat is due. Times are nanoseconds on a monotonic clock. Owned by the agent's thread.
 */
final class ReportRule {
  /** Of humidity, so many per cent are as much as one degree. */
  static final double PERCENT_PER_DEGREE = 10;

  /** Of pressure, so many pascal are as much as one degree. */
  static final double PASCAL_PER_DEGREE = 500;

  /** What binary fractions leave behind the last digit: 21.6 - 21.5 is 0.1. */
  private static final double ROUNDING = 1e-9;

  /** A slot that comes a little early counts: else the heartbeat would wait for the next one. */
  private static final long HUNDREDTH = 100;

  private final OnChange rule;
  private Reading.@Nullable Temperature reported;
  private long reportedAt;

  ReportRule(OnChange rule) {
    this.rule = rule;
  }

  /** Whether to report this one; if so, it is the last one that was reported. */
  boolean reports(Reading.Temperature reading, long now) {
    Reading.Temperature last = reported;
    if (last != null && !isDue(now) && !differs(last, reading)) {
      return false;
    }
    reported = reading;
    reportedAt = now;
    return true;
  }

  /** The next one is reported, whatever it says. */
  void open() {
    reported = null;
  }

  private boolean isDue(long now) {
    long heartbeat = rule.heartbeat().toNanos();
    return now - reportedAt >= heartbeat - heartbeat / HUNDREDTH;
  }

  private boolean differs(Reading.Temperature last, Reading.Temperature reading) {
    double step = rule.degrees();
    return isFar(last.celsius(), reading.celsius(), step)
        || isFar(last.humidityPercent(), reading.humidityPercent(), step * PERCENT_PER_DEGREE)
        || isFar(last.pressurePascal(), reading.pressurePascal(), step * PASCAL_PER_DEGREE);
  }

  private static boolean isFar(OptionalDouble last, OptionalDouble value, double step) {
    if (last.isPresent() && value.isPresent()) {
      return isFar(last.getAsDouble(), value.getAsDouble(), step);
    }
    return last.isPresent() != value.isPresent();
  }

  private static boolean isFar(double last, double value, double step) {
    return Math.abs(value - last) >= step - ROUNDING;
  }
}
