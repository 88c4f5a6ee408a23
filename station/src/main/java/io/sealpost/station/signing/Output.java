package io.sealpost.station.signing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.tinylog.Logger;

/** What a process writes to its standard output, read while it runs. */
final class Output {
  /** Most that is read, but for one buffer more. */
  static final int MOST_BYTES = 64 * 1024;

  /** For what is in the pipe when the process has ended; it is there already. */
  private static final Duration GRACE = Duration.ofSeconds(1);

  private final InputStream from;
  private final ByteArrayOutputStream read = new ByteArrayOutputStream(); // synchronized by itself
  private final CompletableFuture<Void> end = new CompletableFuture<>();

  Output(Process process) {
    from = process.getInputStream();
  }

  // A thread of its own, which waits for as long as anybody has the other end of the pipe.
  void start() {
    Thread thread = new Thread(this::copy, "output of the signing command");
    thread.setDaemon(true);
    thread.start();
  }

  /** Done when nobody can write any more, or when too much was written. */
  CompletableFuture<Void> end() {
    return end;
  }

  /** Whether more than {@link #MOST_BYTES} came so far. */
  boolean isTooMuch() {
    return read.size() > MOST_BYTES;
  }

  /** Everything that a process has written that has ended. */
  byte[] whole() throws ExecutionException, InterruptedException {
    try {
      end.get(GRACE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      Logger.debug("the signing command started something that still has its standard output");
    }
    return read.toByteArray();
  }

  private void copy() {
    byte[] buffer = new byte[8 * 1024];
    try {
      int count = from.read(buffer);
      while (count >= 0) {
        read.write(buffer, 0, count);
        // Not one read more: whoever writes too much may then pause for ever.
        count = isTooMuch() ? -1 : from.read(buffer);
      }
      end.complete(null);
    } catch (IOException e) {
      end.completeExceptionally(e);
    }
  }
}
