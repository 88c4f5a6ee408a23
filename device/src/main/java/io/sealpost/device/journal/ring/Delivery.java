package io.sealpost.device.journal.ring;

import io.sealpost.device.clock.Moment;
import io.sealpost.device.journal.ring.SegmentRecord.Message;
import io.sealpost.device.journal.ring.Unsynced.Pending;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;

/** Hands out messages in order, from memory and from the segments. Owned by the agent's thread. */
final class Delivery {
  /** Attempts to read a segment before it is given up. */
  static final int PATIENCE = 5;

  private final String name;
  private final Contents contents;
  private final Cursor cursor;
  private final BooleanSupplier canWrite;
  private final Trouble trouble =
      new Trouble(
          "what it holds cannot be sent; trying again at least every 60 s",
          "the journal can be read again");

  // All owned by the agent's thread.
  private Moment now;
  private long faults;

  /**
   * @param name of the journal
   * @param canWrite whether the disk can be written: then it does not fail as a whole
   */
  Delivery(String name, Disk disk, Contents contents, BooleanSupplier canWrite, Moment now) {
    this.name = name;
    this.contents = contents;
    this.cursor = new Cursor(disk, contents, () -> faults++);
    this.canWrite = canWrite;
    this.now = now;
  }

  /** Hands out the oldest message above an id that is kept. */
  Optional<Message> after(long id) {
    Optional<Message> next = peek(Math.max(id, contents.position() - 1));
    while (next.isPresent() && !contents.outstanding().isKept(next.get().id())) {
      next = peek(next.get().id());
    }
    next.ifPresent(contents.outstanding()::handOut);
    return next;
  }

  /** The oldest message above an id, kept or not. */
  Optional<Message> peek(long id) {
    Optional<Pending> inMemory = contents.unsynced().after(id);
    OptionalLong onDisk = contents.segments().firstIdFrom(id + 1);
    if (onDisk.isEmpty() || isAtMost(inMemory, onDisk.getAsLong())) {
      return fromMemory(inMemory);
    }
    if (trouble.isOn() && !trouble.isDue(now)) {
      return Optional.empty();
    }
    try {
      Optional<Message> read = cursor.after(id);
      trouble.ended();
      return read.isEmpty() || isAtMost(inMemory, read.get().id()) ? fromMemory(inMemory) : read;
    } catch (IOException e) {
      failed(e, id);
      return Optional.empty();
    }
  }

  private static boolean isAtMost(Optional<Pending> pending, long id) {
    return pending.isPresent() && pending.get().message().id() <= id;
  }

  private Optional<Message> fromMemory(Optional<Pending> pending) {
    pending.ifPresent(p -> p.place().ifPresent(place -> cursor.goTo(p.message(), place)));
    return pending.map(Pending::message);
  }

  /** If the disk can be written, it is one segment that fails, and must not hold up the others. */
  private void failed(IOException fault, long id) {
    if (trouble.failed("journal " + name + ": " + Faults.text(fault), now)) {
      faults++;
    }
    if (trouble.attempts() >= PATIENCE && canWrite.getAsBoolean()) {
      contents.segments().firstIdFrom(id + 1).ifPresent(lost -> lose(lost, id, fault));
    }
  }

  private void lose(long lost, long id, IOException fault) {
    contents
        .segments()
        .holding(lost)
        .ifPresent(segment -> cursor.lose(segment, id, Faults.text(fault)));
  }

  /** Tries a disk again that could not be read. */
  void tick(Moment now) {
    this.now = now;
    if (trouble.isDue(now)) {
      long frontier = contents.outstanding().frontier();
      try {
        Optional<Message> unused = cursor.after(frontier);
        trouble.ended();
      } catch (IOException e) {
        failed(e, frontier);
      }
    }
  }

  /** The uptime at which {@link #tick} has something to do. */
  Optional<Duration> nextDue() {
    return trouble.nextDue();
  }

  /** Starts anew: segments end elsewhere than before. */
  void reset() {
    cursor.close();
  }

  /** Why messages cannot be sent. */
  Optional<String> alarm() {
    return trouble.alarm();
  }

  /** Damaged segments and failures of the disk so far. */
  long faults() {
    return faults;
  }
}
