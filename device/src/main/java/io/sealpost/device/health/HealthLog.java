package io.sealpost.device.health;

import io.sealpost.device.clock.Moment;
import io.sealpost.device.journal.Journal.Stats;
import io.sealpost.mqtt.LinkCounters;
import java.time.Duration;
import java.util.Optional;

/**
 * Says now and then in the log how the agent is: once a minute while something is wrong or waits,
 * once an hour otherwise. Owned by the agent's thread.
 */
public final class HealthLog {
  private static final Duration WHILE_WRONG = Duration.ofMinutes(1);
  private static final Duration WHILE_WELL = Duration.ofHours(1);

  /** What is on its way does not wait yet. */
  private static final Duration WAITING = Duration.ofSeconds(10);

  private Duration saidAt = Duration.ZERO;

  /**
   * What there is to say.
   *
   * @param connectedSince the uptime at which the connection was made, if one stands
   * @param backlog what waits for the broker
   * @param link its counters
   */
  public record Condition(Optional<Duration> connectedSince, Stats backlog, LinkCounters link) {
    private boolean isWell(Moment now) {
      return connectedSince.isPresent()
          && now.synchronised()
          && backlog.alarm().isEmpty()
          && backlog.oldest().orElse(Duration.ZERO).compareTo(WAITING) < 0;
    }
  }

  /** The line to log now, if it is time for one. */
  public Optional<String> line(Condition condition, Moment now) {
    Duration pause = condition.isWell(now) ? WHILE_WELL : WHILE_WRONG;
    if (now.uptime().minus(saidAt).compareTo(pause) < 0) {
      return Optional.empty();
    }
    saidAt = now.uptime();
    Stats backlog = condition.backlog();
    LinkCounters link = condition.link();
    return Optional.of(
        "health: %s, backlog %d messages %d bytes%s, dropped %d, connects %d, failures %d,"
                .formatted(
                    connection(condition, now),
                    backlog.messages(),
                    backlog.bytes(),
                    backlog.oldest().map(age -> " oldest " + age.toSeconds() + " s").orElse(""),
                    backlog.totalDropped(),
                    link.connects(),
                    link.failures())
            + " handshakes %d full %d resumed, journal errors %d, clock %ssynchronised%s"
                .formatted(
                    link.handshakesFull(),
                    link.handshakesResumed(),
                    backlog.errors(),
                    now.synchronised() ? "" : "not ",
                    backlog.alarm().map(why -> "; ALARM: " + why).orElse("")));
  }

  /**
   * The line to log when the agent has stopped, if it leaves anything behind. What is on the disk
   * the journals know only once they are closed, and say what is not.
   *
   * @param left what the broker has not acknowledged
   */
  public static Optional<String> leftBehind(Stats left) {
    if (left.messages() == 0) {
      return Optional.empty();
    }
    String next =
        left.alarm()
            .map(why -> "only those on the disk are sent after the next start, because " + why)
            .orElse("those on the disk are sent after the next start");
    return Optional.of(
        "%d messages (%d bytes) were not acknowledged by the broker; %s"
            .formatted(left.messages(), left.bytes(), next));
  }

  private static String connection(Condition condition, Moment now) {
    return condition
        .connectedSince()
        .map(since -> "connected for " + now.uptime().minus(since).toSeconds() + " s")
        .orElse("not connected");
  }
}
