package io.sealpost.device.sampling;

import io.sealpost.protocol.StreamName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/**
 * Which streams are to be sampled now. A stream whose last sample is still under way is left out,
 * so that a slow sensor costs its own slots and nobody else's. A stream that fails is tried again
 * at its next slot, then ever more slowly: after 2, 4, 8 slots and so on, but within 25 s where the
 * interval is shorter than that, so that a recovery is seen within 30 s.
 *
 * <p>Times are nanoseconds on a monotonic clock that counts from the agent's start. Owned by the
 * agent's thread.
 */
public final class Sampler {
  /** A sample that takes longer than this counts as a failure. */
  public static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Map<StreamName, Schedule> schedules = new LinkedHashMap<>();
  private final Map<StreamName, Long> underWay = new LinkedHashMap<>();

  /** Streams that had news while a sample was under way, which may have missed it. */
  private final Set<StreamName> again = new HashSet<>();

  /** Streams that somebody asked a sample of, and those whose sample under way is for that. */
  private final Set<StreamName> asked = new HashSet<>();

  private final Set<StreamName> answering = new HashSet<>();

  /**
   * @param intervals of every stream, 100 ms to 24 h
   * @param random draws where in its interval each stream begins
   */
  public Sampler(Map<StreamName, Duration> intervals, long now, RandomGenerator random) {
    intervals.forEach(
        (stream, interval) ->
            schedules.put(stream, Schedule.starting(interval, now, random.nextDouble())));
  }

  /** The streams to sample now; each is under way until it succeeds or fails. */
  public List<StreamName> due(long now) {
    List<StreamName> streams = new ArrayList<>();
    for (Map.Entry<StreamName, Schedule> entry : schedules.entrySet()) {
      StreamName stream = entry.getKey();
      boolean due = entry.getValue().isDue(now);
      if (due) {
        entry.setValue(entry.getValue().after(now));
      }
      if ((due || asked.contains(stream)) && underWay.putIfAbsent(stream, now) == null) {
        streams.add(stream);
        if (asked.remove(stream)) {
          answering.add(stream);
        }
      }
    }
    return streams;
  }

  /**
   * The sample of a stream has ended in a reading.
   *
   * @return whether somebody asked for it
   */
  public boolean succeeded(StreamName stream, long now) {
    finished(stream, now, Schedule::succeeded);
    return answering.remove(stream);
  }

  /** The sample of a stream has ended in a failure. */
  public void failed(StreamName stream, long now) {
    finished(stream, now, Schedule::failed);
    answering.remove(stream);
  }

  /**
   * A stream is due at once, beside its slots; if a sample is under way, once that has ended, for
   * it may be from before.
   */
  public void ask(StreamName stream) {
    asked.add(stream);
  }

  private void finished(StreamName stream, long now, UnaryOperator<Schedule> outcome) {
    underWay.remove(stream);
    schedules.computeIfPresent(stream, (name, schedule) -> outcome.apply(schedule));
    if (again.remove(stream)) {
      hurry(stream, now);
    }
  }

  /**
   * A stream is due at once, or once the sample that is under way has ended; its slots count from
   * then on.
   */
  public void hurry(StreamName stream, long now) {
    if (underWay.containsKey(stream)) {
      again.add(stream);
    } else {
      schedules.computeIfPresent(stream, (name, schedule) -> schedule.dueAt(now));
    }
  }

  /** The streams whose sample has been under way for longer than {@link #PATIENCE}. */
  public List<StreamName> stuck(long now) {
    if (underWay.isEmpty()) {
      return List.of();
    }
    return underWay.entrySet().stream()
        .filter(entry -> now - entry.getValue() > PATIENCE.toNanos())
        .map(Map.Entry::getKey)
        .toList();
  }

  /**
   * Gives a stream another interval at once; one that fails is tried at once.
   *
   * @throws IllegalArgumentException if there is no such stream
   */
  public void change(StreamName stream, Duration interval, long now) {
    Schedule changed =
        schedules.computeIfPresent(stream, (name, schedule) -> schedule.every(interval, now));
    if (changed == null) {
      throw new IllegalArgumentException(
          "stream \"" + stream + "\" must be one of " + schedules.keySet());
    }
  }

  /** The interval in force of every stream. */
  public Map<StreamName, Duration> intervals() {
    Map<StreamName, Duration> intervals = new LinkedHashMap<>();
    schedules.forEach((stream, schedule) -> intervals.put(stream, schedule.interval()));
    return intervals;
  }

  /** When the next stream is due. */
  public long nextDue() {
    if (!underWay.keySet().containsAll(asked)) {
      return 0;
    }
    long soonest = Long.MAX_VALUE;
    for (Schedule schedule : schedules.values()) {
      soonest = Math.min(soonest, schedule.due());
    }
    return soonest;
  }
}
