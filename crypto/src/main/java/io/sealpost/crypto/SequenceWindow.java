package io.sealpost.crypto;

/**
 * The newest {@link ReplayWindow#SEQUENCES} sequence numbers of one epoch as a ring of bits. Not
 * safe for use by several threads at once.
 */
final class SequenceWindow {
  private static final int SIZE = ReplayWindow.SEQUENCES;

  // All mutable state is owned by the thread that receives. Bit n % SIZE stands for the number n of
  // highest - SIZE + 1 to highest.
  private final long[] seen = new long[SIZE / Long.SIZE];
  private long lowest;
  private long highest;
  private long received;

  /**
   * @param first the number that opens the epoch
   */
  SequenceWindow(long first) {
    lowest = first;
    highest = first;
    mark(first);
  }

  Verdict accept(long sequence) {
    if (sequence <= highest - SIZE) {
      return Verdict.TOO_OLD;
    }
    if (sequence > highest) {
      forgetUpTo(sequence);
      highest = sequence;
    } else if (isSeen(sequence)) {
      return Verdict.DUPLICATE;
    }
    mark(sequence);
    return Verdict.FRESH;
  }

  long highest() {
    return highest;
  }

  ReplayWindow.Progress progress(long epoch) {
    return new ReplayWindow.Progress(epoch, lowest, highest, received);
  }

  /** Frees the bits of the numbers above the highest, which stood for numbers now left behind. */
  private void forgetUpTo(long sequence) {
    long count = Math.min(sequence - highest, SIZE);
    for (long number = sequence - count + 1; number <= sequence; number++) {
      seen[word(number)] &= ~bit(number);
    }
  }

  private boolean isSeen(long sequence) {
    return (seen[word(sequence)] & bit(sequence)) != 0;
  }

  private void mark(long sequence) {
    seen[word(sequence)] |= bit(sequence);
    lowest = Math.min(lowest, sequence);
    received++;
  }

  private static int word(long sequence) {
    return (int) (sequence % SIZE) / Long.SIZE;
  }

  private static long bit(long sequence) {
    return 1L << (sequence % Long.SIZE);
  }
}
