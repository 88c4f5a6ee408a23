package io.sealpost.protocol;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads what {@link SenmlPresence} writes. */
final class SenmlPresenceReader {
  private SenmlPresenceReader() {}

  static Reading read(SenmlGroup group) throws DecodeException {
    int present = people(group.head());
    SenmlRecord unsure = group.members().get(SenmlPresence.UNSURE);
    int unsureCount = unsure == null ? 0 : people(unsure);
    OptionalInt strangers = readStrangers(group);
    List<Person> people = new ArrayList<>();
    while (group.members().containsKey(people.size() + "/name")) {
      if (people.size() == Reading.Presence.MAX_PEOPLE) {
        throw group.head().refused("more than " + Reading.Presence.MAX_PEOPLE + " people");
      }
      people.add(readPerson(group, people.size() + "/"));
    }
    List<Deafness> deaf = readDeaf(group);
    SenmlRecord head = group.head();
    return head.build(
        () ->
            new Reading.Presence(
                head.time(),
                head.simulated(),
                new HeadCount(present, unsureCount, strangers),
                people,
                deaf));
  }

  private static int people(SenmlRecord record) throws DecodeException {
    long count = record.whole(SenmlPresence.COUNT);
    if (count < 0 || count > Reading.Presence.MAX_PEOPLE) {
      throw record.refused("must be 0 to " + Reading.Presence.MAX_PEOPLE);
    }
    return (int) count;
  }

  private static OptionalInt readStrangers(SenmlGroup group) throws DecodeException {
    SenmlRecord record = group.members().get(SenmlPresence.STRANGERS);
    if (record == null) {
      return OptionalInt.empty();
    }
    long count = record.whole(SenmlPresence.COUNT);
    if (count < 0 || count > Integer.MAX_VALUE) {
      throw record.refused("must be 0 to " + Integer.MAX_VALUE);
    }
    return OptionalInt.of((int) count);
  }

  private static Person readPerson(SenmlGroup group, String path) throws DecodeException {
    String name = group.member(path + "name").text();
    String state = optionalText(group, path + "state").orElse(Person.State.PRESENT.label());
    SenmlRecord stranger = group.members().get(path + "stranger");
    if (stranger != null) {
      stranger.requireTrue();
    }
    String radio = group.member(path + "radio").text();
    Duration stateFor = readSeconds(group, path + "present_for");
    Optional<String> mac = optionalText(group, path + "mac");
    OptionalInt rssi = readRssi(group, path + "rssi");
    OptionalInt confidence = readConfidence(group, path + "confidence");
    return group
        .head()
        .build(
            () ->
                new Person(
                    name,
                    Person.State.ofLabel(state),
                    stranger == null,
                    mac,
                    Reading.Radio.ofLabel(radio),
                    stateFor,
                    rssi,
                    confidence));
  }

  private static List<Deafness> readDeaf(SenmlGroup group) throws DecodeException {
    List<Deafness> deaf = new ArrayList<>();
    while (group.members().containsKey("deaf/" + deaf.size() + "/scanner")) {
      String path = "deaf/" + deaf.size() + "/";
      SenmlRecord name = group.member(path + "scanner");
      String scanner = name.text();
      Duration deafFor = readSeconds(group, path + "for");
      deaf.add(
          name.build(
              () -> new Deafness(Check.text("scanner", scanner, Deafness.MAX_NAME), deafFor)));
    }
    return deaf;
  }

  private static Duration readSeconds(SenmlGroup group, String name) throws DecodeException {
    return Seconds.toDuration(
        group.path() + name, group.member(name).number(SenmlPresence.SECONDS));
  }

  private static Optional<String> optionalText(SenmlGroup group, String name)
      throws DecodeException {
    SenmlRecord record = group.members().get(name);
    return record == null ? Optional.empty() : Optional.of(record.text());
  }

  private static OptionalInt readRssi(SenmlGroup group, String name) throws DecodeException {
    SenmlRecord rssi = group.members().get(name);
    if (rssi == null) {
      return OptionalInt.empty();
    }
    long dbm = rssi.whole(SenmlPresence.DECIBEL_WATT) + SenmlPresence.DBM_ABOVE_DBW;
    return OptionalInt.of(rssi.build(() -> Check.dbm(dbm)));
  }

  private static OptionalInt readConfidence(SenmlGroup group, String name) throws DecodeException {
    SenmlRecord ratio = group.members().get(name);
    if (ratio == null) {
      return OptionalInt.empty();
    }
    double value = ratio.number(SenmlPresence.RATIO);
    if (!(value >= 0 && value <= 1)) {
      throw ratio.refused(value + " must be 0 to 1");
    }
    return OptionalInt.of((int) Math.round(value * 100));
  }
}
