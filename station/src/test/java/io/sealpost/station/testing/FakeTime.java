package io.sealpost.station.testing;

import io.sealpost.station.link.Moment;
import io.sealpost.station.link.Timekeeper;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A clock that the test sets, with things to do at given moments. */
public final class FakeTime implements Timekeeper {
  /** Where the wall clock starts. */
  public static final Instant START = Instant.parse("2026-11-21T10:00:00Z");

  private final List<Task> tasks = new ArrayList<>();
  private Duration elapsed = Duration.ZERO;

  private record Task(Duration at, Runnable action) {}

  @Override
  public Moment now() {
    return new Moment(START.plus(elapsed), elapsed);
  }

  /** Does something when so much time has passed from now. */
  public void after(Duration delay, Runnable action) {
    tasks.add(new Task(elapsed.plus(delay), action));
  }

  /** Lets time pass until the next task, which is done, but no longer than {@code patience}. */
  public void pass(Duration patience) {
    Duration end = elapsed.plus(patience);
    Task next =
        tasks.stream()
            .filter(task -> task.at.compareTo(end) <= 0)
            .min(Comparator.comparing(Task::at))
            .orElse(null);
    if (next == null) {
      elapsed = end;
      return;
    }
    tasks.remove(next);
    elapsed = next.at.compareTo(elapsed) > 0 ? next.at : elapsed;
    next.action.run();
  }
}
