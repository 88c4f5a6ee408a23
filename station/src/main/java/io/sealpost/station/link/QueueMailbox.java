package io.sealpost.station.link;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A mailbox for several writers and one reader. */
public final class QueueMailbox implements Mailbox {
  // At 64 KiB each a quarter of the heap that the launcher allows.
  private static final int UNREAD = 256;
  private static final int PLENTY = 1 << 20;

  private final LinkedBlockingQueue<Happening> queue = new LinkedBlockingQueue<>();
  private final Semaphore room = new Semaphore(UNREAD);
  // Written once by the reader, read by the writers.
  private volatile boolean closed;

  @Override
  public void put(Happening happening) {
    if (happening instanceof Happening.Arrived) {
      try {
        room.acquire();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
    if (!closed) {
      queue.add(happening);
    }
  }

  @Override
  public Optional<Happening> take(Duration patience) {
    try {
      Happening next = queue.poll(Math.max(0, patience.toNanos()), TimeUnit.NANOSECONDS);
      if (next instanceof Happening.Arrived) {
        room.release();
      }
      return Optional.ofNullable(next);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of(new Happening.Stop());
    }
  }

  @Override
  public void close() {
    closed = true;
    room.release(PLENTY);
  }
}
