package io.sealpost.device;

import io.sealpost.device.journal.Syncing;
import io.sealpost.device.loop.Inbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.tinylog.Logger;

/**
 * Waits for the disk in place of the agent's thread: a memory card may take seconds for a sync.
 * Does one thing after the other.
 */
final class DiskThread implements Syncing {
  /** How long what is under way at the end is waited for. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Inbox inbox;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread made = new Thread(task, "disk");
            made.setDaemon(true);
            return made;
          });

  /**
   * @param inbox brings outcomes to the agent's thread
   */
  DiskThread(Inbox inbox) {
    this.inbox = inbox;
  }

  @Override
  public void run(Callable<Void> sync, Consumer<Optional<IOException>> done) {
    execute(
        () -> {
          Optional<IOException> failure = failure(sync);
          inbox.post(now -> done.accept(failure));
        });
  }

  /**
   * Does something after everything that was asked for before; on the calling thread once this one
   * was ended, because a journal that is being closed still has something to sync.
   */
  void execute(Runnable task) {
    if (thread.isShutdown()) {
      task.run();
    } else {
      // execute, not submit: an error must reach the thread's handler, not an unread future.
      thread.execute(task);
    }
  }

  private static Optional<IOException> failure(Callable<Void> sync) {
    try {
      sync.call();
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(e);
    } catch (UncheckedIOException e) {
      return Optional.of(Objects.requireNonNull(e.getCause()));
    } catch (Exception e) {
      throw new IllegalStateException("a sync failed in a way that it should not", e);
    }
  }

  /** Ends the thread after everything that was asked for, without waiting for that. */
  void end() {
    thread.shutdown();
  }

  /** Ends the thread, and waits a while for everything that was asked for. */
  void finish() throws InterruptedException {
    end();
    if (!thread.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
      Logger.warn("the disk has been busy for {} s; not waiting for it", PATIENCE.toSeconds());
    }
  }
}
