package io.sealpost.sensors.bluez;

import io.sealpost.sensors.SensorException;
import java.time.Duration;
import java.util.Optional;

/** Says when something changes, and again and again that all is well. */
final class Voice {
  /** How often it is said that all is well. */
  static final Duration RENEWAL = Duration.ofSeconds(15);

  // Owned by the thread that steps.
  private Optional<String> told = Optional.empty();
  private long toldAt;

  /**
   * What to say now.
   *
   * @param fault why the scanner is deaf, if it is
   * @param works whether it would hear somebody
   * @param now nanoseconds of a clock that never goes back
   */
  Optional<WatchAction> say(Optional<SensorException> fault, boolean works, long now) {
    if (fault.isPresent()) {
      SensorException why = fault.get();
      return isNew(why.getMessage(), now, false)
          ? Optional.of(new WatchAction.Deaf(why))
          : Optional.empty();
    }
    return works && isNew("", now, true)
        ? Optional.of(new WatchAction.Listening())
        : Optional.empty();
  }

  private boolean isNew(String text, long now, boolean renewed) {
    boolean same = told.equals(Optional.of(text));
    if (same && !(renewed && now - toldAt >= RENEWAL.toNanos())) {
      return false;
    }
    told = Optional.of(text);
    toldAt = now;
    return true;
  }
}
