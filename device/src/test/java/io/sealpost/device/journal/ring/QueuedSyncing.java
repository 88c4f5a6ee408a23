package io.sealpost.device.journal.ring;

import io.sealpost.device.journal.Syncing;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/** Syncs when a test says so, and tells of it when a test says so. */
final class QueuedSyncing implements Syncing {
  private record Asked(Callable<Void> sync, Consumer<Optional<IOException>> done) {}

  private record Answered(Optional<IOException> fault, Consumer<Optional<IOException>> done) {}

  private final Deque<Asked> asked = new ArrayDeque<>();
  private final Deque<Answered> answered = new ArrayDeque<>();

  @Override
  public void run(Callable<Void> sync, Consumer<Optional<IOException>> done) {
    asked.add(new Asked(sync, done));
  }

  /** Syncs wait to be run. */
  int waiting() {
    return asked.size();
  }

  /** Runs the oldest sync, if there is one. */
  void sync() {
    Asked next = asked.poll();
    if (next != null) {
      answered.add(new Answered(outcome(next.sync()), next.done()));
    }
  }

  private static Optional<IOException> outcome(Callable<Void> sync) {
    try {
      Void unused = sync.call();
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(e);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new AssertionError("a sync fails by an IOException only", e);
    }
  }

  /** Tells of the oldest sync that was run, if there is one. */
  void answer() {
    Answered next = answered.poll();
    if (next != null) {
      next.done().accept(next.fault());
    }
  }

  /** Runs and tells of everything, also of what that starts. */
  void drain() {
    while (!asked.isEmpty() || !answered.isEmpty()) {
      sync();
      answer();
    }
  }
}
