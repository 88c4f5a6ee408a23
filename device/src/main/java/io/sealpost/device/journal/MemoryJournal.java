package io.sealpost.device.journal;

import io.sealpost.protocol.Channel;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** A journal in memory: it outlives the connection, not the process. */
public final class MemoryJournal implements Journal {
  private final int maxMessages;
  private final long maxBytes;

  // All owned by the agent's thread.
  private final NavigableMap<Long, Entry> entries = new TreeMap<>();
  private final Map<String, Long> dropped = new HashMap<>();
  private long nextId;
  private long bytes;

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
  public void append(Channel channel, byte[] sealed) {
    entries.put(nextId, new Entry(nextId, channel, sealed));
    nextId++;
    bytes += sealed.length;
    while (entries.size() > maxMessages || bytes > maxBytes) {
      Entry oldest = entries.firstEntry().getValue();
      release(oldest.id());
      dropped.merge(oldest.channel().path(), 1L, Long::sum);
    }
  }

  @Override
  public Optional<Entry> after(long id) {
    return Optional.ofNullable(entries.higherEntry(id)).map(Map.Entry::getValue);
  }

  @Override
  public void release(long id) {
    Entry gone = entries.remove(id);
    if (gone != null) {
      bytes -= gone.sealed().length;
    }
  }

  @Override
  public Stats stats() {
    return new Stats(entries.size(), bytes, dropped);
  }

  @Override
  public void close() {
    entries.clear();
    bytes = 0;
  }
}
