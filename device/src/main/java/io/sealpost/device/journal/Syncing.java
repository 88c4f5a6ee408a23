package io.sealpost.device.journal;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/** Runs what waits for the medium away from the agent's thread. */
@FunctionalInterface
public interface Syncing {
  /**
   * Runs a sync; returns at once.
   *
   * @param sync run once, on a thread that may wait for seconds; throws an {@link IOException} if
   *     the disk fails
   * @param done told of the outcome on the agent's thread, never before this method has returned
   */
  void run(Callable<Void> sync, Consumer<Optional<IOException>> done);
}
