package io.sealpost.device.journal.ring;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/**
 * Reads a file in large pieces. What the medium does not give back reads as {@code FF}, which is
 * never valid where it matters, so that the rest of the file can still be had. Owned by the agent's
 * thread.
 */
final class ReadBuffer {
  private static final int PIECE = 64 << 10;
  private static final int BLOCK = 4096;

  private final Disk.File file;

  // All owned by the agent's thread.
  private int limit;
  private byte[] bytes = new byte[0];
  private int start;
  private int length;
  private Optional<IOException> fault = Optional.empty();
  private boolean hopeless;

  /**
   * @param limit bytes of the file that may be read
   */
  ReadBuffer(Disk.File file, int limit) {
    this.file = file;
    this.limit = limit;
  }

  int limit() {
    return limit;
  }

  /** Lets more be read, or less. */
  void limit(int limit) {
    if (limit < this.limit) {
      length = 0;
    }
    this.limit = limit;
  }

  /** Why some of the bytes could not be read. */
  Optional<IOException> fault() {
    return fault;
  }

  /** Whether nothing at all could be read: then it is the disk that fails, not a place on it. */
  boolean isHopeless() {
    return hopeless;
  }

  /** Whether so many bytes are within the limit. */
  boolean has(int offset, int count) {
    return count >= 0 && offset >= 0 && count <= limit - offset;
  }

  /**
   * Makes bytes available in {@link #array}.
   *
   * @param count for which {@link #has} is true
   * @return where they are in the array
   */
  int at(int offset, int count) {
    if (offset < start || offset + count > start + length) {
      load(offset, Math.min(Math.max(PIECE, count), limit - offset));
    }
    return offset - start;
  }

  /** What {@link #at} points into, until it is called again. */
  byte[] array() {
    return bytes;
  }

  /** Reads a number of 4 bytes. */
  int integer(int offset) {
    int i = at(offset, 4);
    return bytes[i] << 24
        | (bytes[i + 1] & 0xFF) << 16
        | (bytes[i + 2] & 0xFF) << 8
        | (bytes[i + 3] & 0xFF);
  }

  private void load(int offset, int count) {
    if (bytes.length < count) {
      bytes = new byte[count];
    }
    start = offset;
    length = count;
    try {
      file.read(offset, bytes, 0, count);
    } catch (IOException e) {
      fault = Optional.of(e);
      loadByBlocks(offset, count);
    }
  }

  private void loadByBlocks(int offset, int count) {
    int end = offset + count;
    boolean anyBlockRead = false;
    for (int from = offset; from < end; ) {
      int to = Math.min(end, (from / BLOCK + 1) * BLOCK);
      try {
        file.read(from, bytes, from - offset, to - from);
        anyBlockRead = true;
      } catch (IOException e) {
        fault = Optional.of(e);
        Arrays.fill(bytes, from - offset, to - offset, (byte) 0xFF);
      }
      from = to;
    }
    hopeless = !anyBlockRead && !canReadHeader();
  }

  private boolean canReadHeader() {
    try {
      file.read(0, new byte[Header.SIZE], 0, Header.SIZE);
      return true;
    } catch (IOException e) {
      fault = Optional.of(e);
      return false;
    }
  }
}
