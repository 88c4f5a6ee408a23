package io.sealpost.station.inbox;

import java.util.List;

/**
 * Sums of one run, each 0 or more.
 *
 * @param readings readings opened
 * @param duplicates messages that came again and were dropped
 * @param missing messages known to be missing; one that comes late is not taken off
 * @param refused messages refused
 */
public record Tally(long readings, long duplicates, long missing, long refused) {
  /** Of a run that just began. */
  public static final Tally ZERO = new Tally(0, 0, 0, 0);

  /** With the readings and gaps among the events. */
  Tally with(List<Event> events) {
    Tally sum = this;
    for (Event event : events) {
      if (event instanceof Event.ReadingOpened) {
        sum = new Tally(sum.readings + 1, duplicates, sum.missing, refused);
      } else if (event instanceof Event.Gap gap) {
        sum = new Tally(sum.readings, duplicates, sum.missing + gap.missing(), refused);
      }
    }
    return sum;
  }

  Tally duplicate() {
    return new Tally(readings, duplicates + 1, missing, refused);
  }

  Tally refusal() {
    return new Tally(readings, duplicates, missing, refused + 1);
  }
}
