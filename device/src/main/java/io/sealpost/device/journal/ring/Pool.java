package io.sealpost.device.journal.ring;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.tinylog.Logger;

/**
 * The files of the ring: those free to be written over, those that become free, and those that may
 * still be made. Owned by the agent's thread.
 */
final class Pool {
  private final Disk disk;
  private final Bounds bounds;
  private final Quarantine quarantine;

  // All owned by the agent's thread.
  private final Map<String, Integer> sizes = new HashMap<>();
  private final Deque<String> free = new ArrayDeque<>();
  private final Deque<Spent> spent = new ArrayDeque<>();
  private int lastNumber;

  /** A file whose messages are gone once the medium knows that all below an id are. */
  private record Spent(String name, long belowId, boolean damaged) {}

  /**
   * @param sizes of all segment files, by name
   */
  Pool(Disk disk, Bounds bounds, Quarantine quarantine, Map<String, Integer> sizes) {
    this.disk = disk;
    this.bounds = bounds;
    this.quarantine = quarantine;
    this.sizes.putAll(sizes);
    for (String name : sizes.keySet()) {
      this.lastNumber = Math.max(this.lastNumber, FileName.SEGMENT.number(name).orElse(0));
    }
  }

  /** The length of a file in bytes. */
  int size(String name) {
    return sizes.getOrDefault(name, bounds.segmentSize());
  }

  /** Bytes of all files. */
  long bytes() {
    long bytes = 0;
    for (int size : sizes.values()) {
      bytes += size;
    }
    return bytes;
  }

  /** A file can be written over at once. */
  void free(Segment segment) {
    if (segment.isDamaged()) {
      putAside(segment.name());
    } else {
      free(segment.name());
    }
  }

  /** A file can be written over at once. */
  void free(String name) {
    free.addLast(name);
  }

  /** A damaged file leaves the ring. */
  void putAside(String name) {
    sizes.remove(name);
    quarantine.put(name);
  }

  /** A file can be written over when it is durable that all below an id are gone. */
  void spend(Segment segment, long belowId) {
    spent.addLast(new Spent(segment.name(), belowId, segment.isDamaged()));
  }

  /** The same for a file of which nothing else is known. */
  void spend(String name, long belowId) {
    spent.addLast(new Spent(name, belowId, false));
  }

  /** Whether files wait for the medium to know how far the messages are gone. */
  boolean hasSpent() {
    return !spent.isEmpty();
  }

  /** The medium knows that all messages below an id are gone. */
  void settle(long durablePosition) {
    while (!spent.isEmpty() && spent.getFirst().belowId() <= durablePosition) {
      Spent gone = spent.removeFirst();
      if (gone.damaged()) {
        putAside(gone.name());
      } else {
        free.addLast(gone.name());
      }
    }
  }

  /** Files that can be written over at once. */
  int freeCount() {
    return free.size();
  }

  /** Takes a free file, if there is one; removes those of a ring of another size. */
  Optional<String> take() {
    while (!free.isEmpty()) {
      String name = free.removeFirst();
      if (bytes() <= bounds.maxBytes() && size(name) == bounds.segmentSize()) {
        return Optional.of(name);
      }
      remove(name);
    }
    return Optional.empty();
  }

  private void remove(String name) {
    try {
      disk.delete(name);
      sizes.remove(name);
    } catch (IOException e) {
      Logger.warn("journal file {} could not be removed: {}", name, Faults.text(e));
    }
  }

  /** How many more files the bound allows. */
  long growth() {
    return Math.max(0, (bounds.maxBytes() - bytes()) / bounds.segmentSize());
  }

  /** Why the file system does not allow one more file; empty if it does. */
  Optional<String> objection() throws IOException {
    long usable = disk.usable();
    long left = Math.max(bounds.minFree(), disk.total() / 20);
    return usable - bounds.segmentSize() >= left
        ? Optional.empty()
        : Optional.of(
            usable + " bytes of the file system are free, and the journal leaves " + left);
  }

  /** Makes one more file. */
  String grow() throws IOException {
    String name = FileName.SEGMENT.of(++lastNumber);
    disk.create(name, bounds.segmentSize());
    sizes.put(name, bounds.segmentSize());
    return name;
  }
}
