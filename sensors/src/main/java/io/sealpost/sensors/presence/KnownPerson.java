package io.sealpost.sensors.presence;

import io.sealpost.protocol.Reading.Radio;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One person or thing whose presence is watched, and all by which it can be heard.
 *
 * @param name what the owner calls it, 1 to 64 characters of any script
 * @param identities 1 to 16: of a phone, a watch and a key ring for instance
 * @param leaveAfter how long it must be listened for in vain before it is away, 60 s to 24 h; the
 *     rule for all when absent
 */
public record KnownPerson(String name, List<Identity> identities, Optional<Duration> leaveAfter) {
  /** Most identities of one person. */
  public static final int MAX_IDENTITIES = 16;

  private static final int LONGEST_NAME = 64;

  /**
   * @throws IllegalArgumentException if a part is out of the range stated above
   */
  public KnownPerson {
    identities = List.copyOf(identities);
    if (name.isBlank() || name.codePointCount(0, name.length()) > LONGEST_NAME) {
      throw new IllegalArgumentException(
          "person \"" + name + "\" must have a name of 1 to " + LONGEST_NAME + " characters");
    }
    if (identities.isEmpty() || identities.size() > MAX_IDENTITIES) {
      throw new IllegalArgumentException(
          identities.size() + " identities of \"" + name + "\" must be 1 to " + MAX_IDENTITIES);
    }
    leaveAfter.ifPresent(PresenceRules::requireLeaveAfter);
  }

  /** Whether a scanner of that radio can hear the person at all. */
  public boolean isAudibleTo(Radio radio) {
    return identities.stream().anyMatch(identity -> identity.isAudibleTo(radio));
  }
}
