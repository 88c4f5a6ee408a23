package io.sealpost.device.journal.ring;

import io.sealpost.device.clock.Moment;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.tinylog.Logger;

/**
 * A disk that fails: since when, why, and when it is tried again. Said once when it begins and once
 * when it ends. Owned by the agent's thread.
 */
final class Trouble {
  static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
  static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);

  private final String consequence;
  private final String end;

  // All owned by the agent's thread, for as long as the disk fails.
  private Optional<String> alarm = Optional.empty();
  private Duration pause = FIRST_PAUSE;
  private Duration retryAt = Duration.ZERO;
  private int attempts;

  /**
   * @param consequence what it means for the readings
   * @param end what is said when it is over
   */
  Trouble(String consequence, String end) {
    this.consequence = consequence;
    this.end = end;
  }

  /**
   * It failed.
   *
   * @return whether it just began
   */
  boolean failed(String what, Moment now) {
    boolean begins = alarm.isEmpty();
    if (begins) {
      String text = what + since(now) + ": " + consequence;
      alarm = Optional.of(text);
      Logger.error("{}", text);
    }
    pause = begins ? FIRST_PAUSE : longer(pause);
    retryAt = now.uptime().plus(pause);
    attempts++;
    return begins;
  }

  private static String since(Moment now) {
    return now.synchronised()
        ? ", since " + now.wall().truncatedTo(ChronoUnit.SECONDS)
        : ", since " + now.uptime().toSeconds() + " s after the start of the agent";
  }

  private static Duration longer(Duration pause) {
    Duration twice = pause.multipliedBy(2);
    return twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
  }

  /** It works again. */
  void ended() {
    if (alarm.isPresent()) {
      Logger.info("{}", end);
    }
    alarm = Optional.empty();
    attempts = 0;
  }

  /** What is wrong, in one line. */
  Optional<String> alarm() {
    return alarm;
  }

  boolean isOn() {
    return alarm.isPresent();
  }

  /** How often it failed in a row. */
  int attempts() {
    return attempts;
  }

  /** Whether it is time to try again. */
  boolean isDue(Moment now) {
    return isOn() && now.uptime().compareTo(retryAt) >= 0;
  }

  /** The uptime at which to try again. */
  Optional<Duration> nextDue() {
    return isOn() ? Optional.of(retryAt) : Optional.empty();
  }
}
