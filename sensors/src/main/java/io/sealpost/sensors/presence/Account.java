package io.sealpost.sensors.presence;

import io.sealpost.protocol.Person.State;

/**
 * How long one person has been listened for in vain, and how much time went by unheard, in
 * nanoseconds. Time counts as listened only while every scanner concerned hears.
 */
final class Account {
  private long until;
  private long vain;
  private long doubt;

  Account(long now) {
    this.until = now;
  }

  /** Time listened for in vain. */
  long vain() {
    return vain;
  }

  /** Time not listened, as far as it still casts doubt on the state. */
  long doubt() {
    return doubt;
  }

  /**
   * Brings it up to date. Must be called before a scanner begins to hear or turns deaf.
   *
   * @param listenedUntil until when the scanners concerned hear
   */
  void advance(State state, long listenedUntil, long now) {
    long listened = Math.max(until, Math.min(now, listenedUntil)) - until;
    long deaf = now - until - listened;
    until = now;
    switch (state) {
      case PRESENT -> {
        vain += listened;
        doubt += deaf;
      }
      // Somebody may have come in unheard, but would have been heard since.
      case ABSENT -> {
        vain += listened;
        doubt = Math.max(0, doubt + deaf - listened);
      }
      case UNKNOWN -> vain = Math.max(0, vain + listened - deaf);
    }
  }

  /**
   * A sign of life: what lies before it no longer matters.
   *
   * @param ago how long ago it was
   * @param hearingFor for how long the scanners concerned have heard without a gap
   */
  void heard(long ago, long hearingFor) {
    vain = Math.min(ago, hearingFor);
    doubt = ago - vain;
  }

  /** Nothing is known any more. */
  void forget() {
    vain = 0;
    doubt = 0;
  }

  /** All doubt has gone. */
  void settle() {
    doubt = 0;
  }
}
