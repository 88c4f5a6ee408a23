package io.sealpost.device.journal.ring;

import io.sealpost.crypto.Counter;
import io.sealpost.device.journal.DropLedger;
import io.sealpost.device.journal.JournalException;
import io.sealpost.device.journal.ring.Folder.Found;
import io.sealpost.device.journal.ring.SegmentRecord.Drops;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tinylog.Logger;

/** Finds out what the last run left, however it ended. */
final class Recovery {
  // Not by Comparator.comparingLong: what that makes can be serialized, and so is in no archive of
  // classes but made anew at every start.
  private static final Comparator<Found> BY_NUMBER =
      (a, b) -> Long.compare(a.header().number(), b.header().number());

  private static final Comparator<Found> BY_FIRST_ID =
      (a, b) -> Long.compare(a.header().firstId(), b.header().firstId());

  /** Messages that a run can have appended without the medium knowing: memory ends before. */
  private static final long IDS_OF_ONE_RUN = 1 << 24;

  private final Disk disk;
  private final Folder folder;
  private final Pool pool;
  private final Segments segments = new Segments();
  private final DropLedger ledger = new DropLedger();

  // All used by the agent's thread, while this runs.
  private final List<Salvage> torn = new ArrayList<>();
  private final List<Drops> thinned = new ArrayList<>();
  private final Map<String, Counter> newest = new HashMap<>();
  private Optional<Drops> drops = Optional.empty();
  private long nextId;
  private int faults;

  private Recovery(Disk disk, Bounds bounds, Folder folder) {
    this.disk = disk;
    this.folder = folder;
    this.faults = folder.unreadable();
    Map<String, Integer> sizes = new HashMap<>();
    folder.all().forEach(found -> sizes.put(found.name(), found.size()));
    this.pool = new Pool(disk, bounds, new Quarantine(disk, folder.names()), sizes);
  }

  /**
   * Recovers.
   *
   * @throws JournalException if a newer version wrote the journal
   * @throws IOException if the folder cannot be read at all
   */
  static Recovered run(Disk disk, Bounds bounds) throws IOException, JournalException {
    return new Recovery(disk, bounds, Folder.read(disk)).run();
  }

  private Recovered run() {
    List<Found> live = new ArrayList<>(folder.valid());
    List<Found> superseded = removeSuperseded(live);
    live.sort(BY_FIRST_ID);
    long position = position(live, superseded);
    nextId = Math.max(nextId, position);
    folder.empty().forEach(found -> pool.free(found.name()));
    freeInOrder(superseded);
    for (int i = 0; i < live.size(); i++) {
      long endId = i + 1 < live.size() ? live.get(i + 1).header().firstId() : Long.MAX_VALUE;
      nextId = Math.max(nextId, usedBy(live.get(i).header()));
      if (endId <= position) {
        // The medium may not know the position yet: it is told before the file is used.
        pool.spend(live.get(i).name(), endId);
      } else {
        keep(salvage(live.get(i), endId, position));
      }
    }
    folder.damaged().forEach(found -> salvageDamaged(found, position));
    torn.forEach(this::mend);
    drops.ifPresent(last -> ledger.restore(last.ranges()));
    thinned.forEach(drops -> ledger.restoreMissing(drops.ranges()));
    Contents contents = new Contents(segments, ledger, position, firstIdOfRun());
    return new Recovered(
        contents,
        pool,
        new Numbers(folder.highestNumber()),
        serial(drops),
        resumable(),
        faults,
        Map.copyOf(newest));
  }

  private List<Found> removeSuperseded(List<Found> live) {
    List<Found> superseded = new ArrayList<>();
    List<Found> latestFirst = new ArrayList<>(live);
    latestFirst.sort(BY_NUMBER.reversed());
    for (Found later : latestFirst) {
      List<Found> earlier =
          live.stream().filter(found -> later.header().supersedes(found.header())).toList();
      if (superseded.contains(later)) {
        continue;
      }
      if (isUnfinished(later, earlier)) {
        live.remove(later);
        pool.free(later.name());
      } else if (earlier.isEmpty() || !later.header().isThinned() || isRewritten(later)) {
        live.removeAll(earlier);
        superseded.addAll(earlier);
      } else {
        live.remove(later);
      }
    }
    return superseded;
  }

  /** The first source is written over first: as long as it is there, nothing is missing. */
  private boolean isUnfinished(Found thinned, List<Found> earlier) {
    boolean firstIsThere =
        earlier.stream().anyMatch(s -> s.header().firstId() == thinned.header().firstId());
    if (!thinned.header().isThinned() || !firstIsThere) {
      return false;
    }
    Salvage all = Salvage.of(disk, thinned, thinned.header().endId(), 0);
    return all.isHurt() || all.records() != thinned.header().records();
  }

  /** Before what it replaces is given up. Else that holds as well, until the next start. */
  private boolean isRewritten(Found thinned) {
    return isRewritten(thinned.name(), thinned.size());
  }

  private boolean isRewritten(String name, int size) {
    try (Disk.File file = disk.openToWrite(name)) {
      Rewriting.run(file, size);
      return true;
    } catch (IOException e) {
      Logger.warn("journal file {} cannot be written: {}", name, Faults.text(e));
      return false;
    }
  }

  /**
   * Above all ids that the last run can have used, also for messages that are gone: whatever is
   * left of it on the medium can never be taken for what this run writes.
   */
  private long firstIdOfRun() {
    return folder.all().isEmpty() ? 0 : nextId + IDS_OF_ONE_RUN;
  }

  private void freeInOrder(List<Found> superseded) {
    superseded.stream().sorted(BY_FIRST_ID).forEach(found -> pool.free(found.name()));
  }

  /**
   * The one that was appended to last knows it; if it is hurt, the one before knows it nearly. One
   * that was superseded after a failure of the disk may know more.
   */
  private long position(List<Found> live, List<Found> superseded) {
    long position = 0;
    for (Found found : superseded) {
      Salvage salvage = Salvage.of(disk, found, Long.MAX_VALUE, 0);
      consider(salvage);
      position = Math.max(position, salvage.position());
    }
    for (Found found : live.stream().sorted(BY_NUMBER.reversed()).toList()) {
      Salvage salvage = Salvage.of(disk, found, Long.MAX_VALUE, 0);
      if (!found.header().isThinned() && salvage.position() >= 0) {
        consider(salvage);
        return Math.max(position, salvage.position());
      }
    }
    return position;
  }

  /** The id above those that are known to have been used without reading the segment. */
  private static long usedBy(Header header) {
    return header.isThinned() ? header.endId() : header.firstId();
  }

  private Salvage salvage(Found found, long endId, long position) {
    return Salvage.of(disk, found, Math.min(endId, found.header().endId()), position);
  }

  private void keep(Salvage salvage) {
    newest.putAll(salvage.newest());
    Segment segment = salvage.segment();
    consider(salvage);
    if (segment.header().isThinned()) {
      // It may have been written completely although the run was told that it was not.
      salvage.drops().ifPresent(thinned::add);
    }
    if (salvage.isHurt()) {
      faults++;
      segment.setDamaged();
    }
    if (salvage.isTorn()) {
      torn.add(salvage);
    }
    salvage.complaint().ifPresent(text -> Logger.warn("journal file {}: {}", segment.name(), text));
    nextId = Math.max(nextId, segment.lastId() + 1);
    segments.add(segment);
  }

  private void consider(Salvage salvage) {
    nextId = Math.max(nextId, salvage.nextId());
    if (serial(drops) < serial(salvage.drops())) {
      drops = salvage.drops();
    }
  }

  private static long serial(Optional<Drops> ledger) {
    return ledger.map(Drops::serial).orElse(0L);
  }

  /** Reads what follows a damaged header, unless others are in charge of those ids. */
  private void salvageDamaged(Found found, long position) {
    faults++;
    Salvage salvage = Salvage.of(disk, found, Long.MAX_VALUE, position);
    Optional<Segment> segment = salvage.firstMessage().flatMap(id -> free(salvage, id));
    consider(salvage);
    if (segment.isPresent()) {
      segments.add(segment.get());
      nextId = Math.max(nextId, segment.get().lastId() + 1);
      Logger.warn(
          "journal file {}: damaged header; {} messages were read all the same",
          found.name(),
          segment.get().messages());
    } else {
      Logger.warn("journal file {}: damaged header, and nothing that follows counts", found.name());
      pool.putAside(found.name());
    }
  }

  private Optional<Segment> free(Salvage salvage, long firstId) {
    long lastId = salvage.segment().lastId();
    boolean taken =
        segments.firstIdFrom(firstId).orElse(Long.MAX_VALUE) <= lastId
            || segments
                .holding(firstId)
                .map(s -> s.header().isThinned() && s.header().endId() > firstId)
                .orElse(false);
    return taken ? Optional.empty() : Optional.of(salvage.under(firstId));
  }

  private void mend(Salvage salvage) {
    try {
      salvage.mend(disk);
    } catch (IOException e) {
      // It is read the same way next time; only nothing may be appended here.
      salvage.segment().setDamaged();
      Logger.warn("journal file {}: {}", salvage.segment().name(), Faults.text(e));
    }
  }

  private Optional<Segment> resumable() {
    return segments
        .last()
        .filter(s -> !s.isDamaged() && !s.header().isThinned())
        .filter(s -> isRewritten(s.name(), s.size()));
  }
}
