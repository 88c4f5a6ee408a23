package io.sealpost.sensors.guard;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Notices that something has stayed exactly the same for too long, and for too many samples: a few
 * samples in an hour that are equal prove nothing. Times are nanoseconds on a monotonic clock.
 * Owned by one thread.
 */
final class StuckWatch {
  /** With fewer equal samples nothing is stuck. */
  static final int LEAST_SAMPLES = 10;

  private final Duration after;
  private @Nullable Object value;
  private long since;
  private int samples;

  StuckWatch(Duration after) {
    this.after = after;
  }

  /**
   * Takes a sample in.
   *
   * @param sample compared by {@code equals}
   * @return for how long it has been the same, if that is too long
   */
  Optional<Duration> look(Object sample, long now) {
    if (!sample.equals(value)) {
      value = sample;
      since = now;
      samples = 0;
    }
    samples = Math.min(samples + 1, LEAST_SAMPLES);
    Duration same = Duration.ofNanos(now - since);
    return samples == LEAST_SAMPLES && same.compareTo(after) >= 0
        ? Optional.of(same)
        : Optional.empty();
  }

  /** Begins anew. */
  void clear() {
    value = null;
  }
}
