package io.sealpost.device.journal;

import java.time.Duration;

/** When messages are made durable. */
public sealed interface Durability {
  /** Each message by a sync of its own, or one shared with those that came during the last sync. */
  record Each() implements Durability {}

  /**
   * Several messages by one sync.
   *
   * @param within at the latest so long after the first of them, 100 ms to 5 min
   * @param records at the latest when there are so many, 1 to 1000
   */
  record Grouped(Duration within, int records) implements Durability {
    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofMinutes(5);

    /**
     * @throws IllegalArgumentException if a value is out of its range
     */
    public Grouped {
      if (within.compareTo(SHORTEST) < 0 || within.compareTo(LONGEST) > 0) {
        throw new IllegalArgumentException(
            "a sync within " + within + " must be one within " + SHORTEST + " to " + LONGEST);
      }
      if (records < 1 || records > 1000) {
        throw new IllegalArgumentException("a group of " + records + " must be one of 1 to 1000");
      }
    }
  }
}
