package io.sealpost.protocol;

import java.time.Duration;

/**
 * How long readings of one stream wait to share a message, whichever comes first.
 *
 * @param within how old the oldest of them may become, {@link #SHORTEST} to {@link #LONGEST}
 * @param readings how many there may be, {@link #FEWEST} to {@link #MOST}
 */
public record Batching(Duration within, int readings) {
  /** Least time that is worth a message of several readings. */
  public static final Duration SHORTEST = Duration.ofSeconds(1);

  /** No reading waits longer. */
  public static final Duration LONGEST = Duration.ofHours(24);

  /** If only a number of readings is asked for. */
  public static final Duration USUAL = Duration.ofSeconds(60);

  /** A message of one reading is none that is shared. */
  public static final int FEWEST = 2;

  /** No message has more, if as many fit at all. */
  public static final int MOST = 1000;

  /**
   * @throws IllegalArgumentException if a part is out of the range stated above
   */
  public Batching {
    Check.interval("batch", within, SHORTEST, LONGEST);
    Check.range("readings of a batch", readings, FEWEST, MOST);
  }
}
