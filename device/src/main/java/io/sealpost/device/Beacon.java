package io.sealpost.device;

import io.sealpost.device.command.Outcome;
import io.sealpost.protocol.Answer.Status;
import io.sealpost.sensors.Light;
import io.sealpost.sensors.SensorException;
import io.sealpost.sensors.SensorException.Kind;
import java.time.Duration;
import java.util.Optional;
import org.tinylog.Logger;

/**
 * Has a light blink for a while, so that somebody finds the device. Times are nanoseconds since the
 * agent started. Owned by the agent's thread.
 */
final class Beacon {
  private static final long NEVER = Long.MAX_VALUE;

  private final Light light;
  private long until = NEVER;

  Beacon(Light light) {
    this.light = light;
  }

  /**
   * Blinks from now on, or no longer.
   *
   * @param duration for how long; 0 ends it
   */
  Outcome identify(Duration duration, long now) {
    if (duration.isZero()) {
      return quench()
          .map(why -> Outcome.not(Status.FAILED, "the light goes on blinking: " + why))
          .orElse(Outcome.OK);
    }
    try {
      light.blink();
    } catch (SensorException e) {
      return Outcome.not(
          e.kind() == Kind.ABSENT ? Status.UNSUPPORTED : Status.FAILED,
          String.valueOf(e.getMessage()));
    }
    until = now + duration.toNanos();
    return Outcome.OK;
  }

  /** Ends it when it is time to. */
  void tick(long now) {
    if (now >= until) {
      end();
    }
  }

  /** When {@link #tick} has something to do; {@link Long#MAX_VALUE} if never. */
  long nextDue() {
    return until;
  }

  /** Does not blink any longer. */
  void end() {
    quench().ifPresent(why -> Logger.warn("the light goes on blinking: {}", why));
  }

  /** Why it cannot; empty if it could. */
  private Optional<String> quench() {
    until = NEVER;
    try {
      light.restore();
      return Optional.empty();
    } catch (SensorException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }
}
