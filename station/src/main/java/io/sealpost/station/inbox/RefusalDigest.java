package io.sealpost.station.inbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps a flood of refused messages from becoming a flood of lines: in each period the first few
 * are told at once, the others as sums at its end. Bounded in lines and in memory. For one thread.
 */
public final class RefusalDigest {
  /** How often sums are told. */
  public static final Duration PERIOD = Duration.ofSeconds(10);

  /** Lines told at once in one period, and sums told at its end. */
  public static final int LINES = 5;

  private final Map<Source, Long> held = new LinkedHashMap<>();
  private long beyond;
  private int toldAtOnce;
  private Duration periodStart = Duration.ZERO;

  private record Source(String device, String stream, Refusal reason) {}

  /**
   * Takes one refusal.
   *
   * @param now monotonic time
   * @return the event to tell at once, if any
   */
  public Optional<Event> add(String device, String stream, Refusal reason, Duration now) {
    Source source = new Source(device, stream, reason);
    if (held.isEmpty() && beyond == 0 && now.minus(periodStart).compareTo(PERIOD) >= 0) {
      periodStart = now;
      toldAtOnce = 0;
    }
    if (toldAtOnce < LINES) {
      toldAtOnce++;
      return Optional.of(new Event.Refused(device, stream, reason, 1));
    }
    if (held.containsKey(source) || held.size() < LINES) {
      held.merge(source, 1L, Long::sum);
    } else {
      beyond++;
    }
    return Optional.empty();
  }

  /** The sums of the period that ended, if one did. */
  public List<Event> due(Duration now) {
    return now.minus(periodStart).compareTo(PERIOD) < 0 ? List.of() : flush(now);
  }

  /** The sums of all that was not told yet. */
  public List<Event> flush(Duration now) {
    List<Event> sums = new ArrayList<>();
    held.forEach(
        (source, count) ->
            sums.add(new Event.Refused(source.device, source.stream, source.reason, count)));
    if (beyond > 0) {
      sums.add(new Event.MoreRefused(beyond));
    }
    held.clear();
    beyond = 0;
    toldAtOnce = 0;
    periodStart = now;
    return sums;
  }
}
