package io.sealpost.e2e.rig.block;

import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * The bytes of a disk with a cache that loses its content when the power is cut. Safe for use by
 * several threads.
 */
public final class Medium {
  /** Bytes that a disk writes as a whole or not at all. */
  static final int SECTOR = 512;

  // All guarded by this.
  private final byte[] durable;
  private final Map<Integer, byte[]> cache = new HashMap<>();
  private long flushes;
  private boolean failing;

  /**
   * An empty disk.
   *
   * @param size bytes, a multiple of {@link #SECTOR}
   */
  public Medium(int size) {
    if (size <= 0 || size % SECTOR != 0) {
      throw new IllegalArgumentException(size + " bytes must be a multiple of " + SECTOR);
    }
    this.durable = new byte[size];
  }

  /** Its size in bytes. */
  public int size() {
    return durable.length;
  }

  /**
   * Fails every write and flush, or works again.
   *
   * @param failing whether it fails
   */
  public synchronized void failing(boolean failing) {
    this.failing = failing;
  }

  /** Whether it fails every write and flush. */
  synchronized boolean isFailing() {
    return failing;
  }

  /** How often it was told to flush. */
  public synchronized long flushes() {
    return flushes;
  }

  /** Reads what was written last, flushed or not. */
  synchronized byte[] read(int offset, int length) {
    byte[] bytes = new byte[length];
    for (int done = 0; done < length; ) {
      int at = offset + done;
      int inSector = at % SECTOR;
      int count = Math.min(SECTOR - inSector, length - done);
      byte[] cached = cache.get(at / SECTOR);
      if (cached == null) {
        System.arraycopy(durable, at, bytes, done, count);
      } else {
        System.arraycopy(cached, inSector, bytes, done, count);
      }
      done += count;
    }
    return bytes;
  }

  /** Writes into the cache. */
  synchronized void write(int offset, byte[] bytes) {
    for (int done = 0; done < bytes.length; ) {
      int at = offset + done;
      int inSector = at % SECTOR;
      int count = Math.min(SECTOR - inSector, bytes.length - done);
      byte[] sector = cache.computeIfAbsent(at / SECTOR, this::stored);
      System.arraycopy(bytes, done, sector, inSector, count);
      done += count;
    }
  }

  private byte[] stored(int sector) {
    byte[] bytes = new byte[SECTOR];
    System.arraycopy(durable, sector * SECTOR, bytes, 0, SECTOR);
    return bytes;
  }

  /** Makes everything durable that was written. */
  synchronized void flush() {
    cache.forEach(this::store);
    cache.clear();
    flushes++;
  }

  private void store(int sector, byte[] bytes) {
    System.arraycopy(bytes, 0, durable, sector * SECTOR, SECTOR);
  }

  /**
   * Cuts the power. A real cache may have written some of its sectors already, in any order.
   *
   * @param random draws which of them
   * @param survival probability of each, 0 to 1
   * @return how many sectors were lost
   */
  synchronized int lose(RandomGenerator random, double survival) {
    int written = cache.size();
    cache.values().removeIf(bytes -> random.nextDouble() >= survival);
    int lost = written - cache.size();
    cache.forEach(this::store);
    cache.clear();
    return lost;
  }
}
