package io.sealpost.device.privacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.device.config.PrivacySettings;
import io.sealpost.device.config.PrivacySettings.People;
import io.sealpost.device.config.PrivacySettings.Pseudonyms;
import io.sealpost.protocol.BootId;
import io.sealpost.protocol.Deafness;
import io.sealpost.protocol.HeadCount;
import io.sealpost.protocol.Person;
import io.sealpost.protocol.Person.State;
import io.sealpost.protocol.Reading;
import io.sealpost.protocol.Reading.Radio;
import io.sealpost.protocol.ReadingTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PrivacyTest {
  private static final String MAC = "88:29:9C:00:61:A9";
  private static final String OTHER_MAC = "C4:AC:05:11:22:33";
  private static final BootId BOOT = new BootId("0123456789abcdef");

  private static Person person(String name, State state, String mac, long seconds) {
    return new Person(
        name,
        state,
        true,
        Optional.of(mac),
        Radio.BLUETOOTH,
        Duration.ofSeconds(seconds),
        OptionalInt.of(-67),
        OptionalInt.of(93));
  }

  private static Person stranger(String name, String mac) {
    return new Person(
        name,
        State.PRESENT,
        false,
        Optional.of(mac),
        Radio.BLUETOOTH,
        Duration.ofSeconds(5),
        OptionalInt.of(-80),
        OptionalInt.empty());
  }

  private static ReadingTime at(String instant) {
    return new ReadingTime.Wall(Instant.parse(instant), true);
  }

  private static Reading.Presence presence(ReadingTime time) {
    return new Reading.Presence(
        time,
        false,
        new HeadCount(1, 0, OptionalInt.of(2)),
        List.of(
            person("Zoë", State.PRESENT, MAC, 100_000),
            person("Anna", State.ABSENT, OTHER_MAC, 7),
            stranger("Frank's iPhone", "5A:00:00:00:00:01"),
            stranger("unknown", "5A:00:00:00:00:02")),
        List.of(new Deafness("hci0", Duration.ofSeconds(3))));
  }

  /** Turned round, so that whoever is first by name is not by pseudonym. */
  private static String alias(String kind, String period, String name) {
    return new StringBuilder(name).reverse() + "/" + kind + "/" + period;
  }

  private static Reading.Presence told(
      People people, Pseudonyms pseudonyms, boolean addresses, ReadingTime time) {
    Privacy privacy =
        new Privacy(new PrivacySettings(people, pseudonyms, addresses), PrivacyTest::alias);
    return (Reading.Presence) privacy.apply(presence(time));
  }

  private static List<String> names(Reading.Presence presence) {
    return presence.people().stream().map(Person::name).toList();
  }

  private static final ReadingTime NOON = at("2026-11-28T12:00:00Z");

  @Test
  void namesAreToldButNoAddressAndNoNameOfAStranger() {
    Reading.Presence told = told(People.NAMES, Pseudonyms.STABLE, false, NOON);
    assertEquals(
        List.of("Zoë", "Anna", "10:00:00:00:00:A5/stranger/", "20:00:00:00:00:A5/stranger/"),
        names(told));
    assertTrue(told.people().stream().allMatch(person -> person.mac().isEmpty()));
  }

  @Test
  void addressesAreToldWhereTheyAreAskedFor() {
    assertEquals(presence(NOON), told(People.NAMES, Pseudonyms.STABLE, true, NOON));
  }

  @Test
  void pseudonymsStandForNamesInAnOrderOfTheirOwn() {
    Reading.Presence told = told(People.PSEUDONYMS, Pseudonyms.STABLE, false, NOON);
    assertEquals(
        List.of(
            "annA/person/",
            "ëoZ/person/",
            "10:00:00:00:00:A5/stranger/",
            "20:00:00:00:00:A5/stranger/"),
        names(told));
    assertTrue(told.people().stream().allMatch(person -> person.mac().isEmpty()));
  }

  @Test
  void anAddressThatIsAskedForIsStillNotToldBesideAPseudonym() {
    Reading.Presence told = told(People.PSEUDONYMS, Pseudonyms.STABLE, true, NOON);
    assertEquals(List.of("annA/person/", "ëoZ/person/", "Frank's iPhone", "unknown"), names(told));
    assertEquals(2, told.people().stream().filter(person -> person.mac().isPresent()).count());
    assertFalse(told.toString().contains(MAC));
  }

  @Test
  void numbersAloneAreTold() {
    Reading.Presence told = told(People.COUNTS, Pseudonyms.STABLE, false, NOON);
    assertEquals(List.of(), told.people());
    assertEquals(new HeadCount(1, 0, OptionalInt.of(2)), told.count());
    assertEquals(presence(NOON).deaf(), told.deaf());
  }

  @ParameterizedTest
  @EnumSource(People.class)
  void onlyNamesAndAddressesChange(People people) {
    Reading.Presence told = told(people, Pseudonyms.STABLE, false, NOON);
    assertEquals(presence(NOON).time(), told.time());
    assertEquals(presence(NOON).count(), told.count());
    assertEquals(presence(NOON).deaf(), told.deaf());
    for (Person person : told.people()) {
      boolean zoe = person.name().startsWith("ëoZ") || person.name().equals("Zoë");
      if (zoe) {
        Person before = presence(NOON).people().get(0);
        assertEquals(before.state(), person.state());
        assertEquals(before.stateFor(), person.stateFor());
        assertEquals(before.rssiDbm(), person.rssiDbm());
        assertEquals(before.confidence(), person.confidence());
        assertEquals(before.radio(), person.radio());
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-28T00:00:00Z, 2026-11-28",
    "2026-11-28T23:59:59.999Z, 2026-11-28",
    "2026-11-29T00:00:00Z, 2026-11-29"
  })
  void aDayIsOneOfUtc(String instant, String day) {
    Reading.Presence told = told(People.PSEUDONYMS, Pseudonyms.DAILY, false, at(instant));
    assertEquals("annA/person/" + day, told.people().get(0).name());
    assertEquals("10:00:00:00:00:A5/stranger/" + day, told.people().get(2).name());
  }

  @Test
  void nobodyIsKnownAgainByHavingBeenHereSinceYesterday() {
    Reading.Presence told =
        told(People.PSEUDONYMS, Pseudonyms.DAILY, false, at("2026-11-28T00:00:30Z"));
    assertEquals(Duration.ofSeconds(7), told.people().get(0).stateFor());
    assertEquals(Duration.ofSeconds(30), told.people().get(1).stateFor());
  }

  @Test
  void withoutAClockTheBootStandsForTheDay() {
    Optional<Instant> shown = Optional.of(Instant.parse("2026-11-28T12:00:00Z"));
    ReadingTime undated = new ReadingTime.SinceBoot(BOOT, Duration.ofMinutes(3), shown);
    ReadingTime later = new ReadingTime.SinceBoot(BOOT, Duration.ofDays(3), Optional.empty());
    ReadingTime other =
        new ReadingTime.SinceBoot(
            new BootId("1123456789abcdef"), Duration.ofMinutes(3), Optional.empty());
    Set<String> seen = new TreeSet<>();
    for (ReadingTime time : List.of(undated, later, other)) {
      seen.add(names(told(People.PSEUDONYMS, Pseudonyms.DAILY, false, time)).get(0));
    }
    assertEquals(
        Set.of("annA/person/boot 0123456789abcdef", "annA/person/boot 1123456789abcdef"), seen);
  }

  @Test
  void stablePseudonymsDoNotAskForTheTime() {
    ReadingTime undated = new ReadingTime.SinceBoot(BOOT, Duration.ofMinutes(3), Optional.empty());
    assertEquals(
        names(told(People.PSEUDONYMS, Pseudonyms.STABLE, false, NOON)),
        names(told(People.PSEUDONYMS, Pseudonyms.STABLE, false, undated)));
  }

  @Test
  void whatIsNoPresencePassesAsItIs() {
    Reading temperature = new Reading.Temperature(NOON, false, 21.5);
    for (People people : People.values()) {
      Privacy privacy =
          new Privacy(new PrivacySettings(people, Pseudonyms.DAILY, false), PrivacyTest::alias);
      assertSame(temperature, privacy.apply(temperature));
    }
  }

  @Test
  void aPresenceOfAsManyAsThereMayBeStillIsOne() {
    List<Person> people = new ArrayList<>();
    for (int i = 0; i < Reading.Presence.MAX_PEOPLE; i++) {
      people.add(person("n" + i, State.PRESENT, MAC, i));
    }
    Reading full = new Reading.Presence(NOON, true, people);
    for (People mode : People.values()) {
      Privacy privacy =
          new Privacy(new PrivacySettings(mode, Pseudonyms.DAILY, false), PrivacyTest::alias);
      Reading.Presence told = (Reading.Presence) privacy.apply(full);
      assertEquals(Reading.Presence.MAX_PEOPLE, told.count().present());
      assertTrue(told.simulated());
    }
  }

  @Test
  void theUsualIsNamesWithoutAddresses() {
    assertEquals(
        new PrivacySettings(People.NAMES, Pseudonyms.STABLE, false), PrivacySettings.USUAL);
    assertNotEquals(
        presence(NOON),
        new Privacy(PrivacySettings.USUAL, PrivacyTest::alias).apply(presence(NOON)));
  }
}
