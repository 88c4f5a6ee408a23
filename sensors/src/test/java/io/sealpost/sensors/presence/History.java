package io.sealpost.sensors.presence;

import java.util.List;

/** Something that happens to scanners, some time after what happened before. */
record History(List<Event> events) {
  /** What can happen. */
  enum Kind {
    HIT,
    LISTENING,
    DEAF
  }

  /**
   * One thing.
   *
   * @param after seconds after the one before
   * @param scanner 0 or 1
   */
  record Event(int after, Kind kind, int scanner) {}
}
