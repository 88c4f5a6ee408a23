package io.sealpost.device.journal;

import io.sealpost.crypto.Counter;
import io.sealpost.device.clock.Moment;
import io.sealpost.protocol.Channel;
import java.time.Duration;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A journal in memory: it outlives the connection, not the process. The oldest messages give way.
 */
public final class MemoryJournal implements Journal {
  private final int maxMessages;
  private final long maxBytes;

  // All owned by the agent's thread.
  private final NavigableMap<Long, Kept> kept = new TreeMap<>();
  private final DropLedger ledger = new DropLedger();
  private long nextId;
  private long bytes;

  private record Kept(Entry entry, Counter counter, Duration since) {}

  /**
   * @param maxMessages 1 or more
   * @param maxBytes of sealed messages, 1 or more
   * @throws IllegalArgumentException if a bound is not positive
   */
  public MemoryJournal(int maxMessages, long maxBytes) {
    if (maxMessages < 1 || maxBytes < 1) {
      throw new IllegalArgumentException(
          maxMessages + " messages and " + maxBytes + " bytes must both be 1 or more");
    }
    this.maxMessages = maxMessages;
    this.maxBytes = maxBytes;
  }

  @Override
  public void append(Channel channel, Counter counter, byte[] sealed, Moment now) {
    kept.put(nextId, new Kept(new Entry(nextId, channel, sealed), counter, now.uptime()));
    nextId++;
    bytes += sealed.length;
    while (kept.size() > maxMessages || bytes > maxBytes) {
      Kept oldest = kept.firstEntry().getValue();
      release(oldest.entry().id());
      ledger.add(oldest.entry().channel().path(), oldest.counter());
    }
  }

  @Override
  public Optional<Entry> after(long id) {
    return Optional.ofNullable(kept.higherEntry(id)).map(e -> e.getValue().entry());
  }

  @Override
  public void release(long id) {
    Kept gone = kept.remove(id);
    if (gone != null) {
      bytes -= gone.entry().sealed().length;
    }
  }

  @Override
  public Forgotten forget(Moment now) {
    DropLedger gone = new DropLedger(Forgotten.MAX_RANGES);
    for (Kept each : kept.values()) {
      gone.add(each.entry().channel().path(), each.counter());
      ledger.add(each.entry().channel().path(), each.counter());
    }
    close();
    return new Forgotten(gone.ranges(), true);
  }

  @Override
  public Stats stats(Moment now) {
    Optional<Duration> oldest =
        Optional.ofNullable(kept.firstEntry())
            .map(Map.Entry::getValue)
            .map(first -> now.uptime().minus(first.since()));
    return new Stats(
        kept.size(), bytes, oldest, ledger.ranges(), ledger.total(), 0, Optional.empty());
  }

  @Override
  public void tick(Moment now) {
    // Nothing becomes due: it neither waits for a disk nor looks at ages.
  }

  @Override
  public Optional<Duration> nextDue() {
    return Optional.empty();
  }

  @Override
  public void close() {
    kept.clear();
    bytes = 0;
  }
}
