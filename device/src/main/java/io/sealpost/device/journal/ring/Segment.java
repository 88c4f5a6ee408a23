package io.sealpost.device.journal.ring;

/** One file of the ring that holds messages. Owned by the agent's thread. */
final class Segment {
  private final String name;
  private final int size;
  private final Header header;
  private final int headerSeed;

  // All owned by the agent's thread.
  private int end;
  private int seed;
  private long lastId;
  private long messages;
  private long bytes;
  private int slot;
  private int notes;
  private boolean damaged;
  private boolean gone;

  /** One that is begun: it holds nothing yet. */
  Segment(String name, int size, Header header) {
    this(name, size, header, Header.storedChecksum(header.encode()));
  }

  /**
   * Holds nothing yet.
   *
   * @param size of the file in bytes
   * @param headerSeed checksum of the header as it is in the file, which may be damaged
   */
  Segment(String name, int size, Header header, int headerSeed) {
    this.name = name;
    this.size = size;
    this.header = header;
    this.headerSeed = headerSeed;
    this.end = Header.SIZE;
    this.seed = headerSeed;
    this.lastId = header.firstId() - 1;
  }

  String name() {
    return name;
  }

  int size() {
    return size;
  }

  Header header() {
    return header;
  }

  /** No message in it has an id below. */
  long firstId() {
    return header.firstId();
  }

  /** The checksum of the header, with which the chain of records starts. */
  int headerSeed() {
    return headerSeed;
  }

  /** Where the records end. */
  int end() {
    return end;
  }

  /** The checksum of the last record. */
  int seed() {
    return seed;
  }

  /** No message in it has an id above; below {@link #firstId} if it has none. */
  long lastId() {
    return lastId;
  }

  /** Messages in it that are kept. */
  long messages() {
    return messages;
  }

  /** Bytes of the sealed messages that are kept. */
  long bytes() {
    return bytes;
  }

  /** The records reach to here now. */
  void endsAt(int end, int seed, long lastId) {
    this.end = end;
    this.seed = seed;
    this.lastId = lastId;
  }

  /** A message in it is kept. */
  void kept(int size) {
    messages++;
    bytes += size;
  }

  /** A message in it is not kept any more. */
  void released(int size) {
    messages--;
    bytes -= size;
  }

  /**
   * Nothing above an id can be read from it any more.
   *
   * @param messages kept at or below that id
   * @param bytes of these
   */
  void lostAbove(long id, long messages, long bytes) {
    this.lastId = Math.min(lastId, Math.max(id, firstId() - 1));
    this.messages = messages;
    this.bytes = bytes;
  }

  /** The slot to write the next checkpoint to. */
  int slot() {
    return slot;
  }

  /** The other slot is the one to be kept. */
  void setSlot(int slot) {
    this.slot = slot;
  }

  /** A checkpoint was written to the slot. */
  void noted() {
    notes++;
  }

  /** How many checkpoints were written to the slot that is in turn. */
  int notes() {
    return notes;
  }

  /** The slot was synced when so many checkpoints had been written to it: it is kept now. */
  void synced(int notes) {
    if (notes > 0 && notes == this.notes) {
      slot = (slot + 1) % Layout.SLOTS;
      this.notes = 0;
    }
  }

  /** Part of it cannot be read, so that it is not used again. */
  boolean isDamaged() {
    return damaged;
  }

  void setDamaged() {
    damaged = true;
  }

  /** Whether it has left the ring: what was read from it does not lead to the next message. */
  boolean isGone() {
    return gone;
  }

  void setGone() {
    gone = true;
  }
}
