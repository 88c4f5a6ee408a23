package io.sealpost.device.journal.ring;

import io.sealpost.crypto.Counter;
import io.sealpost.device.journal.Durability;
import io.sealpost.device.journal.ring.SegmentRecord.Message;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** When the next sync is due, and what it will have made durable. Owned by the agent's thread. */
final class Commits {
  private final Duration within;
  private final int records;

  // All owned by the agent's thread: what the next sync will be for, and the one that runs.
  private SortedMap<String, Counter> highest = new TreeMap<>();
  private Optional<Duration> firstAt = Optional.empty();
  private int count;
  private long lastId = -1;
  private boolean running;

  /**
   * What one sync is for.
   *
   * @param highest the last message of each channel, by path
   * @param lastId of all messages
   */
  record Commit(SortedMap<String, Counter> highest, long lastId) {}

  Commits(Durability durability) {
    if (durability instanceof Durability.Grouped grouped) {
      within = grouped.within();
      records = grouped.records();
    } else {
      within = Duration.ZERO;
      records = 1;
    }
  }

  /** A message was written. */
  void written(Message message, Duration uptime) {
    highest.put(message.channel().path(), message.counter());
    firstAt = firstAt.or(() -> Optional.of(uptime));
    count++;
    lastId = message.id();
  }

  /** Whether a sync is to start now. */
  boolean isDue(Duration uptime) {
    return !running && count > 0 && (count >= records || uptime.compareTo(dueAt()) >= 0);
  }

  private Duration dueAt() {
    return firstAt.orElse(Duration.ZERO).plus(within);
  }

  /** The uptime at which a sync is to start. */
  Optional<Duration> nextDue() {
    return running || count == 0 ? Optional.empty() : Optional.of(dueAt());
  }

  /** A sync starts. */
  Commit start() {
    Commit commit = new Commit(highest, lastId);
    forget();
    running = true;
    return commit;
  }

  /** The sync that ran has ended. */
  void ended() {
    running = false;
  }

  /** What was written does not count any more. */
  void forget() {
    highest = new TreeMap<>();
    firstAt = Optional.empty();
    count = 0;
  }
}
