package io.sealpost.station.inbox;

import java.util.List;

/**
 * Sums of one run, each 0 or more.
 *
 * @param readings readings opened
 * @param duplicates messages that came again and were not shown again
 * @param missing messages known to be missing; one that comes late is not taken off, those that the
 *     device turns out to have given up are
 * @param dropped messages that devices gave up on purpose
 * @param refused messages refused
 */
public record Tally(long readings, long duplicates, long missing, long dropped, long refused) {
  /** Of a run that just began. */
  public static final Tally ZERO = new Tally(0, 0, 0, 0, 0);

  /** With the readings, gaps and drops among the events. */
  Tally with(List<Event> events) {
    Tally sum = this;
    for (Event event : events) {
      if (event instanceof Event.ReadingOpened) {
        sum = new Tally(sum.readings + 1, duplicates, sum.missing, sum.dropped, refused);
      } else if (event instanceof Event.Gap gap) {
        sum =
            new Tally(sum.readings, duplicates, sum.missing + gap.missing(), sum.dropped, refused);
      } else if (event instanceof Event.Dropped drop) {
        // An earlier run may have told the gap.
        long left = Math.max(0, sum.missing - drop.reported());
        sum = new Tally(sum.readings, duplicates, left, sum.dropped + drop.count(), refused);
      }
    }
    return sum;
  }

  Tally duplicate() {
    return new Tally(readings, duplicates + 1, missing, dropped, refused);
  }

  Tally refusal() {
    return new Tally(readings, duplicates, missing, dropped, refused + 1);
  }
}
