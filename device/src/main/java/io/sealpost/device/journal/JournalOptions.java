package io.sealpost.device.journal;

import java.time.Duration;

/**
 * How much a journal on a disk keeps, and how.
 *
 * @param maxBytes of its files, 1,000,000 to 17,179,869,184 (16 GiB)
 * @param maxAge older messages are given up, positive
 * @param durability when messages are made durable
 * @param whenFull what gives way when the bytes are used up
 * @param thinKeep for {@link WhenFull#THIN}: one of so many messages stays, 2 to 100
 * @param minFree bytes of the file system that are left to others, 0 or more; 5 % of it are left in
 *     any case
 */
public record JournalOptions(
    long maxBytes,
    Duration maxAge,
    Durability durability,
    WhenFull whenFull,
    int thinKeep,
    long minFree) {
  private static final long SMALLEST = 1_000_000;
  private static final long LARGEST = 16L << 30;
  private static final long SMALLEST_SEGMENT = 128 << 10;
  private static final long LARGEST_SEGMENT = 1 << 20;

  /**
   * @throws IllegalArgumentException if a value is out of its range
   */
  public JournalOptions {
    if (maxBytes < SMALLEST || maxBytes > LARGEST) {
      throw new IllegalArgumentException(
          "journal of " + maxBytes + " bytes must have " + SMALLEST + " to " + LARGEST);
    }
    if (maxAge.isNegative() || maxAge.isZero()) {
      throw new IllegalArgumentException("age " + maxAge + " must be positive");
    }
    if (thinKeep < 2 || thinKeep > 100) {
      throw new IllegalArgumentException(
          "one of " + thinKeep + " messages must be one of 2 to 100");
    }
    if (minFree < 0) {
      throw new IllegalArgumentException(minFree + " free bytes must be 0 or more");
    }
  }

  /**
   * Bytes of one segment file, 128 KiB to 1 MiB: small against the whole, large against a record.
   */
  public int segmentSize() {
    return (int) Math.max(SMALLEST_SEGMENT, Math.min(LARGEST_SEGMENT, maxBytes / 16));
  }
}
