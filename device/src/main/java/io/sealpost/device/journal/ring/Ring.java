package io.sealpost.device.journal.ring;

import io.sealpost.device.journal.ring.SegmentRecord.Checkpoint;
import io.sealpost.device.journal.ring.SegmentRecord.Message;
import io.sealpost.device.journal.ring.Unsynced.Pending;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tinylog.Logger;

/** Writes messages to one segment after another. Owned by the agent's thread. */
final class Ring {
  private final Disk disk;
  private final Bounds bounds;
  private final Contents contents;
  private final Pool pool;
  private final Numbers numbers;
  private final Checkpoints checkpoints;
  private final Turnover turnover;

  // All owned by the agent's thread: files that were left since the last sync, the writer, and
  // what is shared with the thread that syncs.
  private final List<Disk.File> left = new ArrayList<>();
  private Optional<SegmentWriter> current = Optional.empty();
  private Forcing forcing = new Forcing();

  /**
   * What one sync makes durable.
   *
   * @param files to be synced, in this order
   * @param finished those among them to which nothing more is written
   * @param segment the one that is written to
   * @param notes checkpoints in its slot
   * @param position all messages below were released or given up
   */
  record Group(
      Forcing forcing,
      List<Disk.File> files,
      List<Disk.File> finished,
      Optional<Segment> segment,
      int notes,
      long position) {
    /** Returns when the group is on the medium. May be called by any thread. */
    void force() throws IOException {
      forcing.force(files);
    }
  }

  /**
   * @param recovered what the last run left
   */
  Ring(Disk disk, Bounds bounds, Recovered recovered) {
    this.disk = disk;
    this.bounds = bounds;
    this.contents = recovered.contents();
    this.pool = recovered.pool();
    this.numbers = recovered.numbers();
    this.checkpoints = new Checkpoints(contents, recovered.serial());
    this.turnover = new Turnover(disk, bounds, recovered, checkpoints, this::settle);
  }

  /** Goes on where the last run ended, once the medium knows which ids this run uses. */
  void resume(Segment segment) throws IOException {
    current = Optional.of(SegmentWriter.resume(disk, segment));
    try {
      settle();
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  /** Whether a message fits into a segment at all. */
  boolean canHold(Message message) {
    int slot = Layout.slotSize(bounds.segmentSize());
    int room = Layout.recordsEnd(bounds.segmentSize()) - Header.SIZE - slot;
    return RecordFormat.size(message) + RecordFormat.TERMINATOR <= room;
  }

  /** Why the ring is smaller than it was allowed to be. */
  Optional<String> narrow() {
    return turnover.narrow();
  }

  /**
   * Writes a message; durable after the next commit.
   *
   * @return empty if the ring is full and the newest messages give way
   */
  Optional<Place> write(Message message) throws IOException {
    boolean fits = current.isPresent() && current.get().fits(message);
    if (!fits && !turnOver(message.id())) {
      return Optional.empty();
    }
    return Optional.of(current.orElseThrow().append(message));
  }

  /** Has a segment to write to, which shows that the disk can be written. */
  void open() throws IOException {
    if (current.isEmpty()) {
      turnOver(contents.nextId());
    }
  }

  private boolean turnOver(long firstId) throws IOException {
    Optional<String> target = turnover.target(current.map(SegmentWriter::segment));
    if (target.isPresent()) {
      begin(target.get(), firstId);
    }
    return target.isPresent();
  }

  private void begin(String name, long firstId) throws IOException {
    Header header = Header.appended(numbers.next(), firstId);
    Segment segment = new Segment(name, pool.size(name), header);
    Checkpoint first = checkpoints.full();
    SegmentWriter writer;
    try {
      writer = SegmentWriter.begin(disk, segment, first);
    } catch (IOException e) {
      pool.free(name);
      throw e;
    }
    checkpoints.written(first);
    current.ifPresent(old -> left.add(old.file()));
    current = Optional.of(writer);
    giveBack(contents.segments().from(firstId));
    contents.segments().add(segment);
  }

  /** These hold no message that counts: their ids begin where a later segment does. */
  private void giveBack(List<Segment> segments) {
    for (Segment segment : segments) {
      contents.segments().remove(segment);
      pool.free(segment);
    }
  }

  /** Waits until the medium knows how far the messages are gone: before, none may go. */
  void settle() throws IOException {
    if (current.isPresent()) {
      SegmentWriter writer = current.get();
      note(writer);
      forcing.force(List.of(writer.file()));
      writer.segment().synced(writer.segment().notes());
    } else {
      settleInLast();
    }
    pool.settle(contents.position());
  }

  /** Whether it is written how far the messages are gone. */
  boolean isSettled() {
    return checkpoints.writtenPosition() == contents.position();
  }

  /**
   * After a failure there is no segment to write to, but the last ones have their slots. Not even
   * the header of such a segment is sure to be on the medium.
   */
  private void settleInLast() throws IOException {
    Optional<Segment> last = lastWithSlots();
    if (last.isPresent()) {
      SegmentWriter writer = SegmentWriter.resume(disk, last.get());
      try (Disk.File file = writer.file()) {
        note(writer);
        Rewriting.run(file, last.get().size());
        last.get().synced(last.get().notes());
      }
    }
  }

  /** Not the oldest, which may be the next to be written over, and rather an undamaged one. */
  private Optional<Segment> lastWithSlots() {
    List<Segment> all = contents.segments().all();
    Optional<Segment> last = contents.segments().last();
    for (int i = all.size() - 1; i > 0; i--) {
      if (!all.get(i).isDamaged()) {
        return Optional.of(all.get(i));
      }
    }
    return last;
  }

  /** A ledger of drops that outgrew its slot is written to the next segment. */
  private void note(SegmentWriter writer) throws IOException {
    Checkpoint all = checkpoints.full();
    if (writer.note(all)) {
      checkpoints.written(all);
    }
  }

  /** Whether there is a segment to write to. */
  boolean isOpen() {
    return current.isPresent();
  }

  /** Whether there is something to note. */
  boolean hasNews() {
    return current.isPresent() && checkpoints.hasNews();
  }

  /** Notes how far the messages are gone, to be found after a crash; nothing waits for it. */
  void note() throws IOException {
    if (current.isPresent()) {
      note(current.get());
    }
  }

  /** Writes what belongs to the group; it is durable once its files are synced. */
  Group group() throws IOException {
    List<Disk.File> files = new ArrayList<>(left);
    int notes = 0;
    if (current.isPresent()) {
      SegmentWriter writer = current.get();
      addNews(writer);
      files.add(writer.file());
      notes = writer.segment().notes();
    }
    return new Group(
        forcing,
        files,
        List.copyOf(left),
        current.map(SegmentWriter::segment),
        notes,
        checkpoints.writtenPosition());
  }

  /** Beside the messages, because that costs the medium no block of its own. */
  private void addNews(SegmentWriter writer) throws IOException {
    if (checkpoints.hasNews()) {
      Checkpoint news = checkpoints.news();
      if (writer.fits(news)) {
        writer.append(news);
        checkpoints.written(news);
      } else {
        note(writer);
      }
    }
  }

  /** A group is durable. */
  void committed(Group group) {
    pool.settle(group.position());
    group.segment().ifPresent(segment -> segment.synced(group.notes()));
    for (Disk.File file : group.finished()) {
      if (left.remove(file)) {
        close(file);
      }
    }
  }

  /** The disk failed: what was not durable does not count as written any more. */
  void abandon() {
    Optional<Pending> first = contents.unsynced().first();
    for (Pending pending : contents.unsynced().all()) {
      pending.place().ifPresent(p -> p.segment().released(pending.message().sealed().length));
    }
    contents.unsynced().displaceAll();
    first.flatMap(Pending::place).ifPresent(this::cut);
    checkpoints.forget();
    forcing = new Forcing();
    close();
  }

  /** The segment stays even if it has no message left: its slots can still be written. */
  private void cut(Place place) {
    Segment segment = place.segment();
    segment.endsAt(place.start(), place.startSeed(), place.lastId());
    giveBack(contents.segments().from(segment.firstId() + 1));
  }

  /** Closes the files. */
  void close() {
    current.ifPresent(writer -> close(writer.file()));
    current = Optional.empty();
    left.forEach(Ring::close);
    left.clear();
  }

  private static void close(Disk.File file) {
    try {
      file.close();
    } catch (IOException e) {
      Logger.debug("journal file not closed: {}", Faults.text(e));
    }
  }
}
