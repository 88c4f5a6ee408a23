package io.sealpost.e2e.rig;

import io.sealpost.device.journal.Syncing;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/** Syncs on the thread of the journal, when that has returned from what it does. */
public final class InPlace implements Syncing {
  private final Deque<Pending> pending = new ArrayDeque<>();

  private record Pending(Callable<Void> sync, Consumer<Optional<IOException>> done) {}

  @Override
  public void run(Callable<Void> sync, Consumer<Optional<IOException>> done) {
    pending.add(new Pending(sync, done));
  }

  /** Runs all that was asked for. */
  public void settle() throws Exception {
    while (!pending.isEmpty()) {
      Pending next = pending.remove();
      next.sync().call();
      next.done().accept(Optional.empty());
    }
  }
}
