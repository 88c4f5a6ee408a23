package io.sealpost.protocol;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What is known of one person or thing whose presence is watched.
 *
 * @param name what the owner calls it, or a pseudonym; 1 to 64 characters of any script, no control
 *     characters
 * @param state whether it is here
 * @param known false for a stranger, who is listed only where the owner asked for that
 * @param mac six octets, upper-case hexadecimal separated by colons, where it may be told
 * @param radio by which it was seen last; {@link Reading.Radio#UNKNOWN} if it never was
 * @param stateFor how long the state has lasted, until {@link Reading.Presence#time()}; 0 to 100
 *     years, cut to whole milliseconds; 0 too where the encoding did not say
 * @param rssiDbm received signal strength in dBm, -127 to 20, the median of the last few, where the
 *     radio tells
 * @param confidence how sure the state is, 0 (not at all) to 100 per cent; empty where not said
 */
public record Person(
    String name,
    State state,
    boolean known,
    Optional<String> mac,
    Reading.Radio radio,
    Duration stateFor,
    OptionalInt rssiDbm,
    OptionalInt confidence) {
  /** Whether somebody is here. */
  public enum State {
    /** Here. */
    PRESENT("present"),
    /** Not here: listened for in vain for long enough. */
    ABSENT("absent"),
    /** Nobody can say: not listened for long enough, since the start or for want of a radio. */
    UNKNOWN("unknown");

    private final String label;

    State(String label) {
      this.label = label;
    }

    /** The word on the wire. */
    public String label() {
      return label;
    }

    /**
     * Returns the state that {@code label} names.
     *
     * @throws IllegalArgumentException if none does
     */
    public static State ofLabel(String label) {
      return Check.label("state", label, values(), State::label);
    }
  }

  /**
   * @throws IllegalArgumentException if a part is out of the range stated above
   */
  public Person {
    Check.text("name", name, 64);
    if (mac.isPresent() && !mac.get().matches("([0-9A-F]{2}:){5}[0-9A-F]{2}")) {
      throw new IllegalArgumentException(
          "address " + Check.quote(mac.get()) + " must look like 88:29:9C:00:61:A9");
    }
    stateFor = Check.elapsed("time in a state", stateFor);
    rssiDbm.ifPresent(Check::dbm);
    confidence.ifPresent(percent -> Check.range("confidence", percent, 0, 100));
  }

  /** Somebody known who is present, without a word on how sure that is. */
  public Person(
      String name,
      Optional<String> mac,
      Reading.Radio radio,
      Duration presentFor,
      OptionalInt rssiDbm) {
    this(name, State.PRESENT, true, mac, radio, presentFor, rssiDbm, OptionalInt.empty());
  }

  /** Whether it is known to be here. */
  public boolean isPresent() {
    return state == State.PRESENT;
  }
}
