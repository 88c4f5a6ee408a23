package io.sealpost.e2e.hostile;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Work in parts that share nothing, on as many cores as there are.
 *
 * @param count of parts
 */
record Parts(int count) {
  /**
   * A part.
   *
   * @param <T> what comes of it
   */
  @FunctionalInterface
  interface Part<T> {
    /**
     * Does it.
     *
     * @param number from 0
     */
    T run(int number) throws Exception;
  }

  /** Does all of them, and fails as the first that fails. */
  <T> List<T> run(Part<T> part) throws Exception {
    ExecutorService threads =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    try {
      List<Future<T>> futures = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        int number = i;
        futures.add(threads.submit(() -> part.run(number)));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> future : futures) {
        results.add(future.get());
      }
      return results;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof AssertionError failure) {
        throw new AssertionError(failure.getMessage(), failure);
      }
      throw e;
    } finally {
      threads.shutdownNow();
    }
  }
}
