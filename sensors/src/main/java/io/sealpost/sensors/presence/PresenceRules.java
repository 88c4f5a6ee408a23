package io.sealpost.sensors.presence;

import java.time.Duration;

/**
 * When somebody has come, and when gone. Known people enter on the first hit by default: an address
 * or a key is proof enough. Strangers must be heard twice and well, so that those who pass by are
 * not counted.
 *
 * @param enterHits hits within {@code enterWindow} that make a known person present, 1 to 10
 * @param enterWindow 1 s to 10 min
 * @param enterDbm median signal strength from which on hits let somebody enter, -127 to 20
 * @param stayDbm median signal strength from which on hits keep somebody present, -127 to {@code
 *     enterDbm}
 * @param leaveAfter how long somebody must be listened for in vain before being away, 60 s to 24 h
 * @param strangers what to do with unknown devices
 */
public record PresenceRules(
    int enterHits,
    Duration enterWindow,
    int enterDbm,
    int stayDbm,
    Duration leaveAfter,
    Strangers strangers) {
  /** Weaker than anything a radio reports: no level at all. */
  public static final int ANY_DBM = -127;

  private static final Duration SHORTEST_LEAVE = Duration.ofMinutes(1);
  private static final Duration LONGEST_LEAVE = Duration.ofDays(1);
  private static final int STRONGEST_DBM = 20;

  // Below the bounds, which its construction needs.
  /** Rules for a home. */
  public static final PresenceRules USUAL =
      new PresenceRules(
          1, Duration.ofSeconds(30), ANY_DBM, ANY_DBM, Duration.ofMinutes(5), Strangers.COUNT);

  /** What to do with unknown devices. */
  public enum Strangers {
    /** They are not even counted. */
    IGNORE,
    /** They are counted; nothing of them is told. */
    COUNT,
    /** Each is listed, up to 64 with the known people. */
    LIST
  }

  /**
   * @throws IllegalArgumentException if a part is out of the range stated above
   */
  public PresenceRules {
    if (enterHits < 1 || enterHits > 10) {
      throw new IllegalArgumentException("enter hits " + enterHits + " must be 1 to 10");
    }
    if (enterWindow.compareTo(Duration.ofSeconds(1)) < 0
        || enterWindow.compareTo(Duration.ofMinutes(10)) > 0) {
      throw new IllegalArgumentException("enter window " + enterWindow + " must be 1 s to 10 min");
    }
    if (enterDbm < ANY_DBM || enterDbm > STRONGEST_DBM) {
      throw new IllegalArgumentException("enter level " + enterDbm + " dBm must be -127 to 20");
    }
    if (stayDbm < ANY_DBM || stayDbm > enterDbm) {
      throw new IllegalArgumentException(
          "stay level " + stayDbm + " dBm must be -127 to the enter level, " + enterDbm);
    }
    requireLeaveAfter(leaveAfter);
  }

  static void requireLeaveAfter(Duration leaveAfter) {
    if (leaveAfter.compareTo(SHORTEST_LEAVE) < 0 || leaveAfter.compareTo(LONGEST_LEAVE) > 0) {
      throw new IllegalArgumentException("leave timeout " + leaveAfter + " must be 60 s to 24 h");
    }
  }
}
