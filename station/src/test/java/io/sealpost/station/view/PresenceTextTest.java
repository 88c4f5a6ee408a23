package io.sealpost.station.view;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sealpost.protocol.Deafness;
import io.sealpost.protocol.HeadCount;
import io.sealpost.protocol.Person;
import io.sealpost.protocol.Person.State;
import io.sealpost.protocol.Reading;
import io.sealpost.protocol.Reading.Radio;
import io.sealpost.protocol.ReadingTime;
import io.sealpost.station.testing.FakeTime;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class PresenceTextTest {
  private static final Person ANNA = person("Anna", State.PRESENT, true, 100);
  private static final Person BOB = person("Bob", State.ABSENT, true, 50);
  private static final Person CARL = person("Carl", State.UNKNOWN, true, 0);

  private static Person person(String name, State state, boolean known, int sure) {
    return new Person(
        name,
        state,
        known,
        Optional.empty(),
        Radio.BLUETOOTH,
        Duration.ofMinutes(5),
        OptionalInt.empty(),
        OptionalInt.of(sure));
  }

  private static String text(HeadCount count, List<Person> people, Deafness... deaf) {
    ReadingTime time = new ReadingTime.Wall(FakeTime.START, true);
    return PresenceText.of(new Reading.Presence(time, false, count, people, List.of(deaf)));
  }

  private static String text(Person... people) {
    return text(HeadCount.of(List.of(people)), List.of(people));
  }

  @Test
  void everybodyHasAState() {
    assertEquals(
        "present: Anna (bluetooth for 5m 0s, 100 %); away: Bob (for 5m 0s);"
            + " unknown: Carl (for 5m 0s)",
        text(CARL, ANNA, BOB));
  }

  @Test
  void nobodyIsPresentOnlyIfThatIsKnown() {
    assertEquals("nobody present; away: Bob (for 5m 0s)", text(BOB));
    assertEquals("nobody known to be present; unknown: Carl (for 5m 0s)", text(CARL));
  }

  @Test
  void numbersAreToldWhereNamesAreNot() {
    assertEquals(
        "2 present; 1 unknown; 1 stranger",
        text(new HeadCount(2, 1, OptionalInt.of(1)), List.of()));
    assertEquals(
        "nobody present; 4 strangers", text(new HeadCount(0, 0, OptionalInt.of(4)), List.of()));
  }

  @Test
  void aStrangerIsCalledOne() {
    assertEquals(
        "present: Keyfinder (stranger, bluetooth for 5m 0s, 80 %)",
        text(person("Keyfinder", State.PRESENT, false, 80)));
  }

  @Test
  void aDeafScannerIsNamedWithoutTrustingItsName() {
    assertEquals(
        "present: Anna (bluetooth for 5m 0s, 100 %); DEAF: hci\\u{202e}0 for 35s, wlan0 for 1s",
        text(
            HeadCount.of(List.of(ANNA)),
            List.of(ANNA),
            new Deafness("hci\u202e0", Duration.ofSeconds(35)),
            new Deafness("wlan0", Duration.ofSeconds(1))));
  }
}
