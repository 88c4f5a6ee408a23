package io.sealpost.crypto;

/**
 * What makes a message one of a kind below its key and stream: the {@code cti} of RFC 8392.
 *
 * @param epoch the device's boot counter, 0 to 2^32 - 1
 * @param sequence number within (epoch, stream), 0 to 2^32 - 1
 */
public record Counter(long epoch, long sequence) implements Comparable<Counter> {
  /** The largest epoch and the largest sequence. */
  public static final long MAX = 0xFFFF_FFFFL;

  /**
   * @throws IllegalArgumentException if a part does not fit 32 bits unsigned
   */
  public Counter {
    if (epoch < 0 || epoch > MAX || sequence < 0 || sequence > MAX) {
      throw new IllegalArgumentException(
          "epoch " + epoch + " and sequence " + sequence + " must be 0 to " + MAX);
    }
  }

  @Override
  public int compareTo(Counter other) {
    int byEpoch = Long.compare(epoch, other.epoch);
    return byEpoch != 0 ? byEpoch : Long.compare(sequence, other.sequence);
  }
}
