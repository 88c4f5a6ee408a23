package io.sealpost.protocol;

import java.util.List;
import java.util.OptionalInt;

/**
 * How many are here, told even where nobody's name may be.
 *
 * @param present known ones who are present, 0 to 64
 * @param unsure known ones of whom nobody can say whether they are, 0 to 64
 * @param strangers unknown devices in range, 0 to 2^31 - 1, where they are counted
 */
public record HeadCount(int present, int unsure, OptionalInt strangers) {
  /**
   * @throws IllegalArgumentException if a number is out of the range stated above
   */
  public HeadCount {
    Check.range("number of those present", present, 0, Reading.Presence.MAX_PEOPLE);
    Check.range("number of those unsure", unsure, 0, Reading.Presence.MAX_PEOPLE);
    strangers.ifPresent(count -> Check.range("number of strangers", count, 0, Integer.MAX_VALUE));
  }

  /** Counts a list of people; strangers are not counted. */
  public static HeadCount of(List<Person> people) {
    return new HeadCount(
        count(people, Person.State.PRESENT),
        count(people, Person.State.UNKNOWN),
        OptionalInt.empty());
  }

  private static int count(List<Person> people, Person.State state) {
    return (int)
        people.stream().filter(person -> person.known() && person.state() == state).count();
  }
}
