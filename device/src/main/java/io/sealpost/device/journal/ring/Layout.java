package io.sealpost.device.journal.ring;

/** Where things are in a segment file. */
final class Layout {
  /** Places for a checkpoint at the end of a segment; two, so that one is always whole. */
  static final int SLOTS = 2;

  private static final int SMALLEST_SLOT = 1 << 10;
  private static final int LARGEST_SLOT = 16 << 10;

  private Layout() {}

  /** Bytes of one slot in a file of a size. */
  static int slotSize(int size) {
    return Math.max(SMALLEST_SLOT, Math.min(LARGEST_SLOT, size / 16));
  }

  /** Where the first slot is, and the records end at the latest. */
  static int recordsEnd(int size) {
    return Math.max(Header.SIZE, size - SLOTS * slotSize(size));
  }

  /** Where a slot is. */
  static int slot(int size, int index) {
    return recordsEnd(size) + index * slotSize(size);
  }
}
