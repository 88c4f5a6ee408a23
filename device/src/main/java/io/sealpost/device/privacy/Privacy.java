package io.sealpost.device.privacy;

import io.sealpost.device.config.PrivacySettings;
import io.sealpost.protocol.Person;
import io.sealpost.protocol.Reading;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Takes out of readings what may not leave the device. Other readings than presences pass as they
 * are. Pure: the same reading gives the same again.
 */
public final class Privacy {
  private static final Comparator<Person> BY_NAME = (a, b) -> a.name().compareTo(b.name());

  private final PrivacySettings settings;
  private final Alias alias;

  /** Makes pseudonyms. */
  @FunctionalInterface
  public interface Alias {
    /**
     * What stands for a name, the same each time.
     *
     * @param kind {@code person} or {@code stranger}
     * @param period in which it is the same; empty for ever
     * @return 1 to 64 characters
     */
    String of(String kind, String period, String name);
  }

  /** By these settings, with these pseudonyms. */
  public Privacy(PrivacySettings settings, Alias alias) {
    this.settings = settings;
    this.alias = alias;
  }

  /** What may be told of a reading. */
  public Reading apply(Reading reading) {
    return reading instanceof Reading.Presence presence ? presence(presence) : reading;
  }

  private Reading presence(Reading.Presence presence) {
    return new Reading.Presence(
        presence.time(), presence.simulated(), presence.count(), people(presence), presence.deaf());
  }

  private List<Person> people(Reading.Presence presence) {
    Period period = Period.of(settings.pseudonyms(), presence.time());
    Stream<Person> known = presence.people().stream().filter(Person::known);
    Stream<Person> strangers =
        presence.people().stream()
            .filter(person -> !person.known())
            .map(stranger -> stranger(stranger, period));
    return switch (settings.people()) {
      case NAMES -> Stream.concat(known.map(this::named), strangers).toList();
      case PSEUDONYMS ->
          // In their own order: a place in the list would tell who it is, whatever the name.
          Stream.concat(
                  known.map(person -> hidden(person, period)).sorted(BY_NAME),
                  settings.addresses() ? strangers : strangers.sorted(BY_NAME))
              .toList();
      case COUNTS -> List.of();
    };
  }

  private Person named(Person person) {
    return settings.addresses() ? person : called(person, person.name(), person.stateFor());
  }

  private Person hidden(Person person, Period period) {
    return called(
        person, alias.of("person", period.name(), person.name()), period.atMost(person.stateFor()));
  }

  /** Also the name that a stranger's device gave itself is often that of its owner. */
  private Person stranger(Person stranger, Period period) {
    if (settings.addresses()) {
      return stranger;
    }
    return called(
        stranger,
        alias.of("stranger", period.name(), stranger.mac().orElse(stranger.name())),
        period.atMost(stranger.stateFor()));
  }

  private static Person called(Person person, String name, Duration stateFor) {
    return new Person(
        name,
        person.state(),
        person.known(),
        Optional.empty(),
        person.radio(),
        stateFor,
        person.rssiDbm(),
        person.confidence());
  }
}
