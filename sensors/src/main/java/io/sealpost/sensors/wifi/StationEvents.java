package io.sealpost.sensors.wifi;

import io.sealpost.sensors.Excerpt;
import java.io.IOException;
import java.time.Duration;
import java.util.regex.Pattern;
import org.tinylog.Logger;

/**
 * Tells at once when a station joins or leaves, so that nobody waits for the next dump. Where
 * events cannot be had the dumps go on all the same, so that their loss is logged and no more. What
 * prints them is started again when it ends: after a second at first, then ever later, up to a
 * minute.
 */
final class StationEvents implements AutoCloseable {
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  private final EventSource source;
  private final Pace pace;
  private final Pattern change;
  private final Runnable changed;

  /** Written by the thread that closes. */
  private volatile boolean closed;

  // Owned by the thread of the pace.
  private Duration pause = FIRST_PAUSE;

  /**
   * @param source closed with this
   * @param pace whose thread waits for events; closed with this
   * @param networkInterface whose stations
   * @param changed told whenever one joins or leaves; returns at once
   */
  StationEvents(EventSource source, Pace pace, String networkInterface, Runnable changed) {
    this.source = source;
    this.pace = pace;
    this.change =
        Pattern.compile(
            Pattern.quote(networkInterface)
                + "(?: \\(phy #[0-9]+\\))?: (?:new|del) station [0-9a-f:]{17}");
    this.changed = changed;
  }

  /** Begins at once. */
  void start() {
    pace.after(Duration.ZERO, this::listen);
  }

  private void listen() {
    long begun = pace.nanoTime();
    String end = "it ended";
    try {
      source.listen(this::event);
    } catch (IOException e) {
      end = String.valueOf(e.getMessage());
    }
    if (closed) {
      return;
    }
    if (pace.nanoTime() - begun >= LONGEST_PAUSE.toNanos()) {
      pause = FIRST_PAUSE;
    }
    if (pause.equals(FIRST_PAUSE)) {
      Logger.info("no events of stations ({}): the dumps go on, this is retried", Excerpt.of(end));
    }
    pace.after(pause, this::listen);
    Duration doubled = pause.multipliedBy(2);
    pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
  }

  private void event(String line) {
    if (change.matcher(line).matches()) {
      changed.run();
    }
  }

  @Override
  public void close() {
    closed = true;
    source.close();
    pace.close();
  }
}
