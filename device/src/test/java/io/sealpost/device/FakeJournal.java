package io.sealpost.device;

import io.sealpost.crypto.Counter;
import io.sealpost.device.clock.Moment;
import io.sealpost.device.journal.Journal;
import io.sealpost.device.journal.MemoryJournal;
import io.sealpost.protocol.Channel;
import io.sealpost.protocol.Hello.Dropped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A journal in memory that says of its disk what a test wants. */
public final class FakeJournal implements Journal {
  private final MemoryJournal memory;
  private Optional<String> alarm = Optional.empty();
  private Optional<Duration> due = Optional.empty();
  private Map<String, List<Dropped>> dropped = Map.of();
  private Map<String, Counter> newest = Map.of();
  private Runnable closing = () -> {};
  private long errors;
  private long ticks;
  private boolean closed;

  public FakeJournal(int maxMessages) {
    memory = new MemoryJournal(maxMessages, 10_000_000);
  }

  /** The disk fails. */
  public void fail(String why) {
    alarm = Optional.of(why);
    errors++;
  }

  /** The disk works again. */
  public void recover() {
    alarm = Optional.empty();
  }

  /** It gave up, beside what it gives up itself, what a test says. */
  public void giveUp(Map<String, List<Dropped>> ranges) {
    dropped = Map.copyOf(ranges);
  }

  /** It found counters when it was opened. */
  public void found(Map<String, Counter> counters) {
    newest = Map.copyOf(counters);
  }

  /** Does something when it is closed. */
  public void whenClosed(Runnable action) {
    closing = action;
  }

  /** It has something to do then. */
  public void due(Duration uptime) {
    due = Optional.of(uptime);
  }

  /** How often it was given a chance to do something. */
  public long ticks() {
    return ticks;
  }

  public boolean isClosed() {
    return closed;
  }

  @Override
  public void append(Channel channel, Counter counter, byte[] sealed, Moment now) {
    memory.append(channel, counter, sealed, now);
  }

  @Override
  public Forgotten forget(Moment now) {
    return new Forgotten(memory.forget(now).ranges(), alarm.isEmpty());
  }

  @Override
  public Optional<Entry> after(long id) {
    return memory.after(id);
  }

  @Override
  public void release(long id) {
    memory.release(id);
  }

  @Override
  public Stats stats(Moment now) {
    Stats stats = memory.stats(now);
    return new Stats(
        stats.messages(),
        stats.bytes(),
        stats.oldest(),
        dropped.isEmpty() ? stats.dropped() : dropped,
        stats.totalDropped(),
        errors,
        alarm);
  }

  @Override
  public Map<String, Counter> newest() {
    return newest;
  }

  @Override
  public void tick(Moment now) {
    ticks++;
  }

  @Override
  public Optional<Duration> nextDue() {
    return due;
  }

  /** Keeps what it has: a test may open it again. */
  @Override
  public void close() {
    closed = true;
    closing.run();
  }
}
