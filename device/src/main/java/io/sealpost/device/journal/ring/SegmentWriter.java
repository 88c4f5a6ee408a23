package io.sealpost.device.journal.ring;

import io.sealpost.device.journal.ring.SegmentRecord.Checkpoint;
import io.sealpost.device.journal.ring.SegmentRecord.Message;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Appends to one segment. Each write ends with a zero length, so that a clean end is told from a
 * torn one. Owned by the agent's thread.
 */
final class SegmentWriter {
  private final Segment segment;
  private final Disk.File file;

  private SegmentWriter(Segment segment, Disk.File file) {
    this.segment = segment;
    this.file = file;
  }

  /** Goes on where the records of a segment end. */
  static SegmentWriter resume(Disk disk, Segment segment) throws IOException {
    return new SegmentWriter(segment, disk.openToWrite(segment.name()));
  }

  /** Starts a segment over, which gives up whatever was in the file. */
  static SegmentWriter begin(Disk disk, Segment segment, Checkpoint first) throws IOException {
    Disk.File file = disk.openToWrite(segment.name());
    try {
      byte[] record = RecordFormat.encode(first, segment.seed());
      ByteBuffer bytes = ByteBuffer.allocate(Header.SIZE + record.length + RecordFormat.TERMINATOR);
      file.write(0, bytes.put(segment.header().encode()).put(record).array());
      segment.endsAt(Header.SIZE + record.length, checksum(record), segment.lastId());
      return new SegmentWriter(segment, file);
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  private static int checksum(byte[] record) {
    return ByteBuffer.wrap(record).getInt(4);
  }

  Segment segment() {
    return segment;
  }

  Disk.File file() {
    return file;
  }

  /** Whether a record fits in addition to what is there. */
  boolean fits(SegmentRecord record) {
    int end = segment.end() + RecordFormat.size(record) + RecordFormat.TERMINATOR;
    return end <= Layout.recordsEnd(segment.size());
  }

  /** Appends a message that fits. */
  Place append(Message message) throws IOException {
    int start = segment.end();
    int startSeed = segment.seed();
    long lastId = segment.lastId();
    append(message, message.id());
    segment.kept(message.sealed().length);
    return new Place(segment, lastId, start, startSeed, segment.end(), segment.seed());
  }

  /** Appends a checkpoint that fits. */
  void append(Checkpoint checkpoint) throws IOException {
    append(checkpoint, segment.lastId());
  }

  private void append(SegmentRecord record, long lastId) throws IOException {
    byte[] encoded = RecordFormat.encode(record, segment.seed());
    ByteBuffer bytes = ByteBuffer.allocate(encoded.length + RecordFormat.TERMINATOR);
    file.write(segment.end(), bytes.put(encoded).array());
    segment.endsAt(segment.end() + encoded.length, checksum(encoded), lastId);
  }

  /**
   * Writes a checkpoint with a ledger of drops to a slot, which uses nothing up. The slot that was
   * synced last stays as it is.
   *
   * @return false if it does not fit
   */
  boolean note(Checkpoint checkpoint) throws IOException {
    if (RecordFormat.size(checkpoint) > Layout.slotSize(segment.size())) {
      return false;
    }
    byte[] encoded = RecordFormat.encode(checkpoint, segment.headerSeed());
    file.write(Layout.slot(segment.size(), segment.slot()), encoded);
    segment.noted();
    return true;
  }
}
