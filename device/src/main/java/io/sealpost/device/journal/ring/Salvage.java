package io.sealpost.device.journal.ring;

import io.sealpost.crypto.Counter;
import io.sealpost.device.journal.ring.Folder.Found;
import io.sealpost.device.journal.ring.SegmentReader.End;
import io.sealpost.device.journal.ring.SegmentRecord.Checkpoint;
import io.sealpost.device.journal.ring.SegmentRecord.Drops;
import io.sealpost.device.journal.ring.SegmentRecord.Message;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What can be read of one segment after a restart. */
final class Salvage {
  private static final int CHUNK = 64 << 10;

  private final Found found;
  private final Segment segment;

  // All used by the agent's thread, while this reads.
  private final Map<String, Counter> newest = new HashMap<>();
  private Optional<Drops> drops = Optional.empty();
  private Optional<Long> firstMessage = Optional.empty();
  private Optional<String> complaint = Optional.empty();
  private long position = -1;
  private long nextId;
  private int records;
  private boolean hurt;
  private int tornBytes;

  private Salvage(Found found, Segment segment) {
    this.found = found;
    this.segment = segment;
  }

  /**
   * Reads a segment.
   *
   * @param endId later segments are in charge of this id and those above
   * @param position messages below do not count
   */
  static Salvage of(Disk disk, Found found, long endId, long position) {
    Segment segment = new Segment(found.name(), found.size(), found.header(), found.headerSeed());
    Salvage salvage = new Salvage(found, segment);
    try (Disk.File file = disk.openToRead(found.name())) {
      salvage.read(new ReadBuffer(file, Layout.recordsEnd(found.size())), endId, position);
      salvage.readSlots(new ReadBuffer(file, found.size()));
    } catch (IOException e) {
      salvage.hurt = true;
      salvage.complaint = Optional.of("cannot be read: " + Faults.text(e));
    }
    return salvage;
  }

  private void read(ReadBuffer bytes, long endId, long from) throws IOException {
    long lowest = found.header().number() == 0 ? from - 1 : segment.firstId() - 1;
    SegmentReader reader = new SegmentReader(bytes, Header.SIZE, segment.headerSeed(), lowest);
    boolean complete = readTo(reader, endId, from);
    if (bytes.isHopeless()) {
      throw bytes.fault().orElseThrow();
    }
    records = reader.records();
    if (reader.damaged() > 0 || bytes.fault().isPresent()) {
      hurt = true;
      complaint =
          Optional.of(
              "damaged at offset "
                  + (reader.damaged() > 0 ? reader.firstDamage() : reader.offset())
                  + bytes.fault().map(e -> " (" + Faults.text(e) + ")").orElse("")
                  + "; the messages there are lost, the others are kept");
    } else if (complete && reader.end() == End.TORN) {
      tornBytes = writtenAfter(bytes, segment.end());
      complaint =
          Optional.of(
              "the last write was not completed; up to "
                  + tornBytes
                  + " bytes at offset "
                  + segment.end()
                  + " are removed");
    }
  }

  /**
   * Reads to the end, because a checkpoint counts wherever it is.
   *
   * @return whether the segment is in charge of all messages in it
   */
  private boolean readTo(SegmentReader reader, long endId, long from) {
    boolean inCharge = true;
    segment.endsAt(reader.offset(), reader.seed(), segment.lastId());
    for (Optional<SegmentRecord> next = reader.next(); next.isPresent(); next = reader.next()) {
      if (next.get() instanceof Checkpoint checkpoint) {
        take(checkpoint);
      } else if (next.get() instanceof Message message) {
        inCharge &= message.id() < endId;
        if (inCharge) {
          take(message, from);
        }
      }
      if (inCharge) {
        segment.endsAt(reader.offset(), reader.seed(), reader.lastId());
      }
    }
    return inCharge;
  }

  private void readSlots(ReadBuffer bytes) {
    for (int slot = 0; slot < Layout.SLOTS; slot++) {
      int at = Layout.slot(found.size(), slot);
      SegmentReader reader = new SegmentReader(bytes, at, segment.headerSeed(), Long.MAX_VALUE);
      Optional<SegmentRecord> record = reader.nextUndamaged();
      if (record.isPresent() && record.get() instanceof Checkpoint checkpoint) {
        if (take(checkpoint)) {
          segment.setSlot((slot + 1) % Layout.SLOTS);
        }
      }
    }
  }

  /** Returns whether it has the last ledger of drops so far. */
  private boolean take(Checkpoint checkpoint) {
    position = Math.max(position, checkpoint.position());
    nextId = Math.max(nextId, checkpoint.nextId());
    boolean newer = checkpoint.drops().isPresent() && serial(checkpoint.drops()) > serial(drops);
    drops = newer ? checkpoint.drops() : drops;
    return newer;
  }

  private static long serial(Optional<Drops> ledger) {
    return ledger.map(Drops::serial).orElse(0L);
  }

  private void take(Message message, long from) {
    newest.put(message.channel().path(), message.counter());
    if (message.id() >= from) {
      firstMessage = firstMessage.or(() -> Optional.of(message.id()));
      segment.kept(message.sealed().length);
    }
  }

  private static int writtenAfter(ReadBuffer bytes, int offset) {
    for (int at = bytes.limit() - 1; at >= offset; at--) {
      // Backwards by whole pieces, because the buffer reads forwards.
      int piece = Math.max(offset, at - CHUNK + 1);
      int start = bytes.at(piece, at - piece + 1);
      for (int i = at - piece; i >= 0; i--) {
        if (bytes.array()[start + i] != 0) {
          return piece + i - offset + 1;
        }
      }
      at = piece;
    }
    return 0;
  }

  /** The counter of the last message of each channel, by its path, released or not. */
  Map<String, Counter> newest() {
    return Map.copyOf(newest);
  }

  /** The same messages in a segment that begins with a given one, if the header does not say. */
  Segment under(long firstId) {
    Segment own =
        new Segment(found.name(), found.size(), Header.appended(0, firstId), found.headerSeed());
    own.endsAt(segment.end(), segment.seed(), segment.lastId());
    own.lostAbove(segment.lastId(), segment.messages(), segment.bytes());
    own.setDamaged();
    return own;
  }

  /** Ends the segment where its records end, so that nothing behind can be taken for valid. */
  void mend(Disk disk) throws IOException {
    try (Disk.File file = disk.openToWrite(found.name())) {
      int end =
          Math.min(
              Layout.recordsEnd(found.size()),
              segment.end() + Math.max(tornBytes, RecordFormat.TERMINATOR));
      for (int at = segment.end(); at < end; at += CHUNK) {
        file.write(at, new byte[Math.min(CHUNK, end - at)]);
      }
      file.force();
    }
  }

  Segment segment() {
    return segment;
  }

  /** The last ledger of drops in it. */
  Optional<Drops> drops() {
    return drops;
  }

  /** The highest position in it; -1 if there is none. */
  long position() {
    return position;
  }

  /** The highest id in it that no message had then. */
  long nextId() {
    return nextId;
  }

  /** The id of the first message that counts. */
  Optional<Long> firstMessage() {
    return firstMessage;
  }

  /** Records that could be read. */
  int records() {
    return records;
  }

  /** Whether a part of it could not be read. */
  boolean isHurt() {
    return hurt;
  }

  /** Whether the last write was not completed. */
  boolean isTorn() {
    return tornBytes > 0;
  }

  /** What is wrong with it. */
  Optional<String> complaint() {
    return complaint;
  }
}
