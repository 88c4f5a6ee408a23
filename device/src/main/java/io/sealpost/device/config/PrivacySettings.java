package io.sealpost.device.config;

/**
 * What leaves the device of people.
 *
 * @param people what stands for somebody known
 * @param pseudonyms how long a pseudonym is the same
 * @param addresses whether hardware addresses are told in clear
 */
public record PrivacySettings(People people, Pseudonyms pseudonyms, boolean addresses) {
  /** What is usual at home: names of those whom the owner named, addresses of nobody. */
  public static final PrivacySettings USUAL =
      new PrivacySettings(People.NAMES, Pseudonyms.STABLE, false);

  /** What stands for somebody known. */
  public enum People {
    /** The name that the owner gave. */
    NAMES,
    /** A pseudonym, which whoever has the device's key can compute again. */
    PSEUDONYMS,
    /** Nothing: only how many there are. */
    COUNTS
  }

  /** How long a pseudonym is the same. */
  public enum Pseudonyms {
    /** As long as the device's key. */
    STABLE,
    /** For one day of UTC. */
    DAILY
  }
}
