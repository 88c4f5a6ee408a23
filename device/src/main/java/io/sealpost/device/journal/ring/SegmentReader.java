package io.sealpost.device.journal.ring;

import io.sealpost.device.journal.ring.SegmentRecord.Message;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Reads the records of one segment in order, past damaged places. Owned by the agent's thread. */
final class SegmentReader {
  /** How the records ended. */
  enum End {
    /** They have not ended yet. */
    OPEN,
    /** Where the last write ended. */
    CLEAN,
    /** Where something that is no record follows. */
    TORN
  }

  private final ReadBuffer bytes;

  // All owned by the agent's thread.
  private int offset;
  private int seed;
  private long lastId;
  private int records;
  private int damaged;
  private int firstDamage = -1;
  private End end = End.OPEN;

  /**
   * @param offset where a record starts
   * @param seed checksum of what is before it
   * @param lastId messages have ids above
   */
  SegmentReader(ReadBuffer bytes, int offset, int seed, long lastId) {
    this.bytes = bytes;
    this.offset = offset;
    this.seed = seed;
    this.lastId = lastId;
  }

  /** The next record that can be read; empty at the end. */
  Optional<SegmentRecord> next() {
    end = End.OPEN;
    while (true) {
      if (isCleanEnd()) {
        end = End.CLEAN;
        return Optional.empty();
      }
      if (!isRecord(offset, seed) && !skipDamage()) {
        end = End.TORN;
        return Optional.empty();
      }
      Optional<SegmentRecord> record = take();
      if (record.isPresent()) {
        return record;
      }
    }
  }

  /** The record that starts here, if it is one. */
  Optional<SegmentRecord> nextUndamaged() {
    return isRecord(offset, seed) ? take() : Optional.empty();
  }

  private boolean isCleanEnd() {
    return !bytes.has(offset, RecordFormat.TERMINATOR) || bytes.integer(offset) == 0;
  }

  private Optional<SegmentRecord> take() {
    int start = offset;
    int length = bytes.integer(offset);
    seed = bytes.integer(offset + 4);
    offset += RecordFormat.HEAD + length;
    records++;
    Optional<SegmentRecord> record = decode(start, length);
    if (record.isPresent() && record.get() instanceof Message message) {
      lastId = message.id();
    }
    return record;
  }

  private Optional<SegmentRecord> decode(int at, int length) {
    int body = bytes.at(at + RecordFormat.HEAD, length);
    return RecordFormat.decode(ByteBuffer.wrap(bytes.array(), body, length).slice());
  }

  private boolean isRecord(int at, int before) {
    if (!isPlausible(at)) {
      return false;
    }
    int length = bytes.integer(at);
    int checksum = bytes.integer(at + 4);
    int start = bytes.at(at, RecordFormat.HEAD + length);
    return RecordFormat.checksum(before, bytes.array(), start, length) == checksum;
  }

  private boolean isPlausible(int at) {
    if (!bytes.has(at, RecordFormat.HEAD)) {
      return false;
    }
    int length = bytes.integer(at);
    return length > 0 && bytes.has(at + RecordFormat.HEAD, length);
  }

  /**
   * Finds a message whose checksum follows from that of whatever is before it. Its id must be above
   * those read so far: left over from an earlier turn of the ring are only lower ones.
   */
  private boolean skipDamage() {
    for (int at = offset; bytes.has(at, RecordFormat.HEAD); at++) {
      if (isPlausible(at)) {
        int successor = at + RecordFormat.HEAD + bytes.integer(at);
        int before = bytes.integer(at + 4);
        if (isRecord(successor, before) && isLaterMessage(successor)) {
          damaged++;
          firstDamage = firstDamage < 0 ? offset : firstDamage;
          offset = successor;
          seed = before;
          return true;
        }
      }
    }
    return false;
  }

  private boolean isLaterMessage(int at) {
    Optional<SegmentRecord> record = decode(at, bytes.integer(at));
    return record.isPresent() && record.get() instanceof Message message && message.id() > lastId;
  }

  /** Where the next record starts, or will start. */
  int offset() {
    return offset;
  }

  /** The checksum of the record read last. */
  int seed() {
    return seed;
  }

  /** The highest id read. */
  long lastId() {
    return lastId;
  }

  /** Records read so far. */
  int records() {
    return records;
  }

  /** Damaged places passed so far. */
  int damaged() {
    return damaged;
  }

  /** Where the first of them is; -1 if there is none. */
  int firstDamage() {
    return firstDamage;
  }

  /** How the records ended. */
  End end() {
    return end;
  }
}
