package io.sealpost.device.supervision;

import io.sealpost.device.clock.Moment;
import io.sealpost.device.text.OneLine;
import io.sealpost.mqtt.LinkState;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Tells a supervisor that the agent lives, and how it is. The sign of life is given here alone, at
 * the turns of the agent's own loop: one that stands still gives none, one whose broker is away
 * goes on. Owned by the agent's thread.
 */
public final class Bulletin {
  /** So long the next turn of the loop may take while the agent is not ready. */
  private static final Duration STARTING = Duration.ofMinutes(1);

  /** How often that is said. */
  private static final Duration STILL_STARTING = Duration.ofSeconds(10);

  /** How old a count of what waits may be. */
  private static final Duration RECOUNT = Duration.ofMinutes(1);

  /** A reason may quote what a broker or a file says. */
  private static final int MOST_CHARACTERS = 300;

  private final Supervisor supervisor;
  private final String broker;
  private final LongSupplier waiting;

  // For as long as the process lives.
  private final Optional<Duration> beat;
  private boolean ready;
  private Optional<Duration> saidAlive = Optional.empty();
  private Optional<Duration> saidStarting = Optional.empty();
  private String said = "";
  private Duration counted = Duration.ZERO;

  // Since the link is how it is.
  private Standing standing = Standing.CONNECTING;
  private String reason = "";
  private Optional<Duration> since = Optional.empty();

  private enum Standing {
    CONNECTING,
    CONNECTED,
    OFFLINE
  }

  /**
   * @param broker its URL
   * @param waiting counts the messages that the broker has not acknowledged
   */
  public Bulletin(Supervisor supervisor, String broker, LongSupplier waiting) {
    this.supervisor = supervisor;
    this.broker = broker;
    this.waiting = waiting;
    // systemd recommends half (sd_watchdog_enabled(3)).
    this.beat = supervisor.watchdog().map(period -> period.dividedBy(2));
  }

  /**
   * The connection's state changed. The agent is ready once it is connected, or knows that it is
   * not.
   */
  public void linkChanged(LinkState state, Moment now) {
    if (state instanceof LinkState.Connected) {
      become(Standing.CONNECTED, "", now);
    } else if (state instanceof LinkState.Disconnected lost) {
      become(Standing.OFFLINE, lost.reason(), now);
    }
  }

  private void become(Standing next, String why, Moment now) {
    if (standing != next) {
      since = Optional.of(now.uptime());
    }
    standing = next;
    reason = why;
    say(now);
    if (!ready) {
      ready = true;
      supervisor.ready();
    }
  }

  /** Says what is due. */
  public void tick(Moment now) {
    if (!supervisor.listens()) {
      return;
    }
    if (beat.isPresent() && isDue(saidAlive, beat.get(), now)) {
      saidAlive = Optional.of(now.uptime());
      supervisor.alive();
    }
    if (!ready && isDue(saidStarting, STILL_STARTING, now)) {
      saidStarting = Optional.of(now.uptime());
      supervisor.starting(STARTING);
      say(now);
    }
    if (ready && now.uptime().minus(counted).compareTo(RECOUNT) >= 0) {
      say(now);
    }
  }

  /** When something is due, in nanoseconds since the agent started. */
  public long nextDue() {
    if (!supervisor.listens()) {
      return Long.MAX_VALUE;
    }
    Duration saying =
        ready ? counted.plus(RECOUNT) : saidStarting.orElse(Duration.ZERO).plus(STILL_STARTING);
    Duration living = beat.map(pause -> saidAlive.orElse(Duration.ZERO).plus(pause)).orElse(saying);
    return Math.min(saying.toNanos(), living.toNanos());
  }

  /** The agent was told to stop. */
  public void stopping() {
    supervisor.status("stopping");
    supervisor.stopping();
  }

  private static boolean isDue(Optional<Duration> last, Duration pause, Moment now) {
    return last.isEmpty() || now.uptime().minus(last.get()).compareTo(pause) >= 0;
  }

  private void say(Moment now) {
    if (!supervisor.listens()) {
      return;
    }
    counted = now.uptime();
    String words = words(now) + backlog();
    if (!words.equals(said)) {
      said = words;
      supervisor.status(words);
    }
  }

  private String words(Moment now) {
    return switch (standing) {
      case CONNECTING -> "connecting to " + broker;
      case CONNECTED -> "connected to " + broker + sinceWhen(now);
      case OFFLINE -> "offline" + sinceWhen(now) + ": " + shortened(OneLine.of(reason));
    };
  }

  /** By the wall clock as it is set now; nothing if that cannot be trusted. */
  private String sinceWhen(Moment now) {
    if (since.isEmpty() || !now.synchronised()) {
      return "";
    }
    Instant when = now.started().plus(since.get()).plusMillis(500).truncatedTo(ChronoUnit.SECONDS);
    return " since " + when;
  }

  private static String shortened(String text) {
    int end =
        text.offsetByCodePoints(
            0, Math.min(MOST_CHARACTERS, text.codePointCount(0, text.length())));
    return end == text.length() ? text : text.substring(0, end) + "…";
  }

  private String backlog() {
    long messages = waiting.getAsLong();
    return messages == 0 ? "" : ", " + messages + " waiting";
  }
}
