package io.sealpost.station.index;

/**
 * Consecutive sequence numbers.
 *
 * @param first 0 to 2^32 - 1
 * @param last at least {@code first}
 */
public record Span(long first, long last) {
  /**
   * @throws IllegalArgumentException if it is empty or begins below 0
   */
  public Span {
    if (first < 0 || last < first) {
      throw new IllegalArgumentException(
          "a span from " + first + " to " + last + " must begin at 0 or more and not be empty");
    }
  }

  /** How many numbers it has. */
  public long size() {
    return last - first + 1;
  }

  /** The part of it within another that it overlaps. */
  Span within(Span bounds) {
    return new Span(Math.max(first, bounds.first), Math.min(last, bounds.last));
  }

  /** The smallest span that has both. */
  Span union(Span other) {
    return new Span(Math.min(first, other.first), Math.max(last, other.last));
  }
}
