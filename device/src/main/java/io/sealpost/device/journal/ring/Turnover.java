package io.sealpost.device.journal.ring;

import io.sealpost.device.journal.WhenFull;
import io.sealpost.device.journal.ring.SegmentRecord.Checkpoint;
import io.sealpost.device.journal.ring.SegmentRecord.Message;
import io.sealpost.device.journal.ring.Thinning.Pair;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tinylog.Logger;

/** Finds the file to write to next, and gives up messages for it. Owned by the agent's thread. */
final class Turnover {
  private final Disk disk;
  private final Bounds bounds;
  private final Contents contents;
  private final Pool pool;
  private final Numbers numbers;
  private final Checkpoints checkpoints;
  private final Settling settling;

  // Owned by the agent's thread.
  private Optional<String> narrow = Optional.empty();

  /** Makes it durable how far the messages are gone, so that their files can be used again. */
  @FunctionalInterface
  interface Settling {
    void settle() throws IOException;
  }

  Turnover(
      Disk disk, Bounds bounds, Recovered recovered, Checkpoints checkpoints, Settling settling) {
    this.disk = disk;
    this.bounds = bounds;
    this.contents = recovered.contents();
    this.pool = recovered.pool();
    this.numbers = recovered.numbers();
    this.checkpoints = checkpoints;
    this.settling = settling;
  }

  /** Why the ring is smaller than it was allowed to be. */
  Optional<String> narrow() {
    return narrow;
  }

  /**
   * The file to write to next.
   *
   * @param current the segment that is full now
   * @return empty if there is none and the newest messages give way
   * @throws NoRoomException if there is none and nothing can give way
   */
  Optional<String> target(Optional<Segment> current) throws IOException {
    reclaim();
    if (current.isEmpty() || (pool.freeCount() == 0 && pool.hasSpent())) {
      settling.settle();
    }
    if (bounds.whenFull() == WhenFull.THIN && pool.freeCount() <= 1) {
      thinIntoLastSpare(current);
    }
    Optional<String> target = freeOrNew();
    while (target.isEmpty() && bounds.whenFull() != WhenFull.DROP_NEWEST && dropOldest()) {
      target = freeOrNew();
    }
    boolean refuses = bounds.whenFull() == WhenFull.DROP_NEWEST && current.isPresent();
    if (target.isEmpty() && !refuses) {
      throw new NoRoomException(narrow.orElse("no segment can be used again"));
    }
    return target;
  }

  private Optional<String> freeOrNew() throws IOException {
    Optional<String> free = pool.take();
    return free.isPresent() || !mayGrow() ? free : Optional.of(pool.grow());
  }

  private boolean mayGrow() throws IOException {
    narrow = pool.growth() > 0 ? pool.objection() : Optional.empty();
    return pool.growth() > 0 && narrow.isEmpty();
  }

  /** Lets go of segments that hold nothing any more. */
  private void reclaim() {
    long position = contents.position();
    for (Segment segment : contents.segments().all()) {
      Optional<Segment> next = contents.segments().after(segment);
      if (next.isEmpty() || next.get().firstId() > position) {
        return;
      }
      contents.segments().remove(segment);
      pool.spend(segment, next.get().firstId());
    }
  }

  private boolean dropOldest() throws IOException {
    Optional<Segment> oldest = contents.segments().first();
    Optional<Segment> next = oldest.flatMap(contents.segments()::after);
    if (oldest.isPresent() && next.isPresent()) {
      drop(oldest.get(), next.get().firstId());
      settling.settle();
    }
    return next.isPresent();
  }

  private void drop(Segment segment, long endId) {
    keptIn(segment).forEach(contents::giveUp);
    contents.outstanding().pass(endId - 1);
    contents.outstanding().removeRange(segment.firstId(), endId);
    contents.unsynced().removeRange(segment.firstId(), endId);
    contents.segments().remove(segment);
    pool.spend(segment, endId);
  }

  private List<Message> keptIn(Segment segment) {
    try {
      return Scan.messages(disk, segment).stream()
          .filter(message -> contents.outstanding().isKept(message.id()))
          .toList();
    } catch (IOException e) {
      segment.setDamaged();
      Logger.warn(
          "journal file {} cannot be read: {}; {} messages are lost",
          segment.name(),
          Faults.text(e),
          segment.messages());
      return List.of();
    }
  }

  private void thinIntoLastSpare(Optional<Segment> current) throws IOException {
    long available = pool.freeCount() + (mayGrow() ? pool.growth() : 0);
    Optional<Pair> pair =
        Thinning.choose(
            contents.segments().all(), s -> !current.equals(Optional.of(s)) && !s.isDamaged());
    if (available == 1 && pair.isPresent()) {
      Optional<String> spare = freeOrNew();
      if (spare.isPresent()) {
        thin(pair.get(), spare.get());
      }
    }
  }

  private void thin(Pair pair, String spare) throws IOException {
    List<Message> messages = new ArrayList<>(keptIn(pair.first()));
    messages.addAll(keptIn(pair.second()));
    Optional<Thinning> thinning = fitting(messages, Layout.recordsEnd(pool.size(spare)));
    if (thinning.isEmpty()) {
      pool.free(spare);
      return;
    }
    Segment segment = write(pair, thinning.get(), spare);
    replace(pair, segment);
    thinning.get().enterInto(contents.ledger());
    Set<Long> kept = new HashSet<>();
    thinning.get().kept().forEach(message -> kept.add(message.id()));
    messages.stream()
        .filter(message -> !kept.contains(message.id()))
        .forEach(message -> contents.outstanding().remove(message.id()));
  }

  /** What fits into one segment; empty if even one message of each channel is too much. */
  private Optional<Thinning> fitting(List<Message> messages, int size) {
    for (int k = bounds.thinKeep(); k / 2 <= messages.size(); k *= 2) {
      Thinning thinning = Thinning.of(messages, k);
      if (thinning.size(checkpoints.fullAfter(thinning)) <= size) {
        return Optional.of(thinning);
      }
    }
    return Optional.empty();
  }

  private Segment write(Pair pair, Thinning thinning, String spare) throws IOException {
    long endId =
        contents
            .segments()
            .after(pair.second())
            .map(Segment::firstId)
            .orElse(pair.second().lastId() + 1);
    int records = thinning.kept().size() + 1;
    Header header =
        Header.thinned(pair.levelAfter(), records, numbers.next(), pair.first().firstId(), endId);
    Segment segment = new Segment(spare, pool.size(spare), header);
    Checkpoint checkpoint = checkpoints.fullAfter(thinning);
    try (Disk.File file = disk.openToWrite(spare)) {
      file.write(0, thinning.encode(segment, checkpoint));
      file.force();
    } catch (IOException e) {
      pool.free(spare);
      throw e;
    }
    return segment;
  }

  private void replace(Pair pair, Segment segment) {
    contents.segments().remove(pair.first());
    contents.segments().remove(pair.second());
    contents.segments().add(segment);
    // In this order, so that after a crash the first is there only if the second is, too.
    pool.free(pair.first());
    pool.free(pair.second());
    contents.unsynced().removeRange(segment.firstId(), segment.header().endId());
  }
}
