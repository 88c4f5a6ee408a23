package io.sealpost.device.journal.ring;

import io.sealpost.crypto.Counter;
import io.sealpost.device.clock.Moment;
import io.sealpost.device.journal.DropLedger;
import io.sealpost.device.journal.Journal;
import io.sealpost.device.journal.JournalException;
import io.sealpost.device.journal.JournalOptions;
import io.sealpost.device.journal.Syncing;
import io.sealpost.device.journal.ring.Commits.Commit;
import io.sealpost.device.journal.ring.Ring.Group;
import io.sealpost.device.journal.ring.SegmentRecord.Message;
import io.sealpost.device.journal.ring.Unsynced.Pending;
import io.sealpost.protocol.Channel;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.tinylog.Logger;

/**
 * A journal on a disk: what was synced is there after a power cut. While the disk fails, messages
 * are kept in memory. Owned by the agent's thread.
 */
public final class RingJournal implements Journal {
  /** What is kept in memory while the disk fails. */
  private static final int MAX_IN_MEMORY = 20_000;

  private static final long MAX_BYTES_IN_MEMORY = 4 << 20;

  /** How often it is noted what was released while nothing is appended: each costs a block. */
  private static final Duration NOTE = Duration.ofSeconds(30);

  private final String name;
  private final Setup.Listener listener;
  private final Syncing syncing;
  private final Contents contents;
  private final Ring ring;
  private final Delivery delivery;
  private final Commits commits;
  private final Expiry expiry;
  private final Overflow overflow;
  private final Map<String, Counter> newest;
  private final Trouble writing =
      new Trouble(
          "readings are kept in memory only; trying again at least every 60 s",
          "the journal is on the disk again; everything kept in memory was written");

  // All owned by the agent's thread.
  private Moment now;
  private Duration noteAt;
  private long errors;
  private int generation;
  private boolean closed;

  private RingJournal(Disk disk, Setup setup, Recovered recovered, Syncing syncing, Moment now) {
    this.name = setup.name();
    this.listener = setup.listener();
    this.syncing = syncing;
    this.contents = recovered.contents();
    this.ring = new Ring(disk, setup.bounds(), recovered);
    this.delivery = new Delivery(name, disk, contents, () -> !writing.isOn(), now);
    this.commits = new Commits(setup.durability());
    this.expiry = new Expiry(setup.maxAge(), contents);
    this.overflow = new Overflow(MAX_IN_MEMORY, MAX_BYTES_IN_MEMORY, setup.bounds(), contents);
    this.now = now;
    this.noteAt = now.uptime().plus(NOTE);
    this.errors = recovered.faults();
    this.newest = recovered.newest();
    recovered.resumable().ifPresent(this::resume);
  }

  /**
   * Opens a journal, however the last run ended.
   *
   * @param folder created, for this user only, if it is missing
   * @throws JournalException if the folder cannot be used, or a newer version wrote it
   */
  public static RingJournal open(Path folder, JournalOptions options, Syncing syncing, Moment now)
      throws JournalException {
    try {
      return open(FileDisk.in(folder), Setup.of(folder, options), syncing, now);
    } catch (IOException e) {
      throw new JournalException(
          folder + ": " + Faults.text(e) + "; the agent must be able to read and write there", e);
    } catch (JournalException e) {
      throw new JournalException(folder + ": " + e.getMessage(), e);
    }
  }

  /** Opens a journal on any disk. */
  static RingJournal open(Disk disk, Setup setup, Syncing syncing, Moment now)
      throws IOException, JournalException {
    return new RingJournal(disk, setup, Recovery.run(disk, setup.bounds()), syncing, now);
  }

  private void resume(Segment segment) {
    try {
      ring.resume(segment);
    } catch (IOException e) {
      // The next message tries a segment of its own, and says so if that fails as well.
      Logger.debug("journal file {} cannot be written: {}", segment.name(), Faults.text(e));
    }
  }

  @Override
  public void append(Channel channel, Counter counter, byte[] sealed, Moment now) {
    this.now = now;
    Message message = new Message(contents.nextId(), channel, counter, AppendTime.of(now), sealed);
    if (!ring.canHold(message)) {
      Logger.warn(
          "journal {}: a message of {} bytes on {} is too large; use smaller batches or a larger"
              + " journal",
          name,
          sealed.length,
          channel.path());
      contents.ledger().add(channel.path(), counter);
    } else if (writing.isOn() && !ring.isOpen()) {
      keepInMemory(message);
    } else {
      write(message);
    }
  }

  private void keepInMemory(Message message) {
    if (overflow.makeRoomFor(message)) {
      contents.useId();
      contents.unsynced().add(message, Optional.empty());
    } else {
      contents.ledger().add(message.channel().path(), message.counter());
    }
  }

  private void write(Message message) {
    try {
      Optional<Place> place = ring.write(message);
      if (place.isEmpty()) {
        contents.ledger().add(message.channel().path(), message.counter());
        return;
      }
      contents.useId();
      remember(message, place);
      commits.written(message, now.uptime());
      commitIfDue();
    } catch (IOException e) {
      keepInMemory(message);
      failed(e);
    }
  }

  /** A disk that takes long to sync must not fill the memory: it has been given the bytes. */
  private void remember(Message message, Optional<Place> place) {
    while (!overflow.hasRoomFor(message) && contents.unsynced().count() > 0) {
      contents.unsynced().first().ifPresent(p -> contents.unsynced().remove(p.message().id()));
    }
    contents.unsynced().add(message, place);
  }

  private void failed(IOException fault) {
    ring.abandon();
    delivery.reset();
    commits.forget();
    commits.ended();
    generation++;
    if (writing.failed("journal " + name + ": " + Faults.text(fault), now)) {
      errors++;
    }
  }

  private void commitIfDue() {
    if (ring.isOpen() && commits.isDue(now.uptime())) {
      commit();
    }
  }

  private void commit() {
    try {
      Group group = ring.group();
      Commit commit = commits.start();
      int started = generation;
      noteAt = now.uptime().plus(NOTE);
      syncing.run(
          () -> {
            group.force();
            return null;
          },
          fault -> synced(started, group, commit, fault));
    } catch (IOException e) {
      failed(e);
    }
  }

  private void synced(int started, Group group, Commit commit, Optional<IOException> fault) {
    if (closed || started != generation) {
      return;
    }
    if (fault.isPresent()) {
      failed(fault.get());
      return;
    }
    commits.ended();
    durable(group, commit);
    commitIfDue();
  }

  private void durable(Group group, Commit commit) {
    contents.unsynced().removeRange(0, commit.lastId() + 1);
    ring.committed(group);
    commit.highest().forEach(listener::durable);
    writing.ended();
  }

  @Override
  public Optional<Entry> after(long id) {
    return delivery.after(id).map(m -> new Entry(m.id(), m.channel(), m.sealed()));
  }

  @Override
  public void release(long id) {
    contents.release(id);
  }

  @Override
  public Forgotten forget(Moment now) {
    this.now = now;
    DropLedger gone = expiry.all(delivery::peek);
    // Also if nothing was kept: what was released, or forgotten in vain, may come back till then.
    boolean durable = makeGone();
    Logger.info("journal {}: {} messages were given up, as somebody asked for", name, gone.total());
    return new Forgotten(gone.ranges(), durable && contents.messages() == 0);
  }

  /** In a segment that is newer than all others: only its word is sure to count. */
  private boolean makeGone() {
    if (!ring.isOpen()) {
      tryAgain();
    }
    try {
      if (ring.isOpen()) {
        ring.settle();
      }
    } catch (IOException e) {
      failed(e);
    }
    return ring.isOpen() && ring.isSettled();
  }

  @Override
  public Stats stats(Moment now) {
    this.now = now;
    return new Stats(
        contents.messages(),
        contents.bytes(),
        expiry.oldest(delivery::peek, now),
        contents.ledger().ranges(),
        contents.ledger().total(),
        errors + delivery.faults(),
        writing.alarm().or(delivery::alarm).or(this::narrow));
  }

  @Override
  public Map<String, Counter> newest() {
    return newest;
  }

  private Optional<String> narrow() {
    return ring.narrow()
        .map(why -> "journal " + name + " cannot grow to the size it was allowed: " + why);
  }

  @Override
  public void tick(Moment now) {
    this.now = now;
    if (writing.isDue(now) && !ring.isOpen()) {
      tryAgain();
    }
    delivery.tick(now);
    expiry.tick(delivery::peek, now);
    commitIfDue();
    if (isNoteDue()) {
      note();
    }
  }

  private boolean isNoteDue() {
    return ring.hasNews() && now.uptime().compareTo(noteAt) >= 0;
  }

  private void note() {
    try {
      ring.note();
      noteAt = now.uptime().plus(NOTE);
    } catch (IOException e) {
      failed(e);
    }
  }

  /** Writes what is kept in memory to a segment of its own, and asks for a sync at once. */
  private void tryAgain() {
    try {
      for (Pending pending : contents.unsynced().all()) {
        if (pending.place().isEmpty()) {
          rewrite(pending.message());
        }
      }
      ring.open();
      commit();
    } catch (IOException e) {
      failed(e);
    }
  }

  private void rewrite(Message message) throws IOException {
    Place place =
        ring.write(message).orElseThrow(() -> new NoRoomException("no segment can be used again"));
    contents.unsynced().place(message.id(), place);
    commits.written(message, now.uptime());
  }

  @Override
  public Optional<Duration> nextDue() {
    Optional<Duration> writes = ring.isOpen() ? commits.nextDue() : writing.nextDue();
    Optional<Duration> note = ring.hasNews() ? Optional.of(noteAt) : Optional.empty();
    return sooner(sooner(writes, note), sooner(delivery.nextDue(), expiry.nextDue()));
  }

  private static Optional<Duration> sooner(Optional<Duration> one, Optional<Duration> other) {
    if (one.isEmpty() || other.isEmpty()) {
      return one.isEmpty() ? other : one;
    }
    return one.get().compareTo(other.get()) <= 0 ? one : other;
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    if (!finish()) {
      tryAgain();
      if (!finish()) {
        Logger.error(
            "journal {}: {} messages that the disk did not take are lost",
            name,
            contents.unsynced().count());
      }
    }
    closed = true;
    delivery.reset();
    ring.close();
  }

  private boolean finish() {
    try {
      Group group = ring.group();
      group.force();
      if (ring.isOpen()) {
        durable(group, commits.start());
      }
    } catch (IOException e) {
      failed(e);
    }
    return contents.unsynced().count() == 0;
  }
}
