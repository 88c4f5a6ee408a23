package io.sealpost.protocol;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** A presence as named parts, in a hello. Nothing of it is lost. */
final class PresenceFields {
  static final String DEVICES = "devices";

  private static final String COUNT = "count";
  private static final String UNSURE = "unsure";
  private static final String STRANGERS = "strangers";
  private static final String DEAF = "deaf";
  private static final String STATE = "state";
  private static final String STRANGER = "stranger";

  private PresenceFields() {}

  static void write(FieldWriter fields, Reading.Presence presence) {
    fields.items(DEVICES, presence.people().stream().map(PresenceFields::write).toList());
    HeadCount shown = HeadCount.of(presence.people());
    HeadCount count = presence.count();
    if (count.present() != shown.present()) {
      fields.whole(COUNT, count.present());
    }
    if (count.unsure() != shown.unsure()) {
      fields.whole(UNSURE, count.unsure());
    }
    fields.whole(STRANGERS, whole(count.strangers()));
    if (!presence.deaf().isEmpty()) {
      fields.items(DEAF, presence.deaf().stream().map(PresenceFields::write).toList());
    }
  }

  private static Node write(Person person) {
    FieldWriter fields = new FieldWriter().text("name", person.name()).text("mac", person.mac());
    if (!person.isPresent()) {
      fields.text(STATE, person.state().label());
    }
    if (!person.known()) {
      fields.truth(STRANGER, true);
    }
    return fields
        .text("radio", person.radio().label())
        .whole("present_for_ms", person.stateFor().toMillis())
        .whole("rssi", whole(person.rssiDbm()))
        .whole("confidence", whole(person.confidence()))
        .done();
  }

  private static Node write(Deafness deaf) {
    return new FieldWriter()
        .text("scanner", deaf.scanner())
        .whole("deaf_for_ms", deaf.deafFor().toMillis())
        .done();
  }

  static Reading read(FieldReader fields, ReadingTime time, boolean simulated)
      throws DecodeException {
    List<Person> people = new ArrayList<>();
    for (FieldReader entry : fields.listOfFields(DEVICES, Reading.Presence.MAX_PEOPLE)) {
      people.add(readPerson(entry));
    }
    List<Deafness> deaf = new ArrayList<>();
    if (fields.has(DEAF)) {
      for (FieldReader entry : fields.listOfFields(DEAF, Reading.Presence.MAX_DEAF)) {
        deaf.add(readDeafness(entry));
      }
    }
    HeadCount shown = HeadCount.of(people);
    OptionalLong count = fields.optionalWhole(COUNT);
    OptionalLong unsure = fields.optionalWhole(UNSURE);
    OptionalLong strangers = fields.optionalWhole(STRANGERS);
    return fields.build(
        () ->
            new Reading.Presence(
                time,
                simulated,
                new HeadCount(
                    number(count).orElse(shown.present()),
                    number(unsure).orElse(shown.unsure()),
                    number(strangers)),
                people,
                deaf));
  }

  private static Person readPerson(FieldReader fields) throws DecodeException {
    String name = fields.text("name");
    var mac = fields.optionalText("mac");
    String state = fields.has(STATE) ? fields.text(STATE) : Person.State.PRESENT.label();
    boolean known = !(fields.has(STRANGER) && fields.truth(STRANGER));
    String radio = fields.text("radio");
    long stateFor = fields.whole("present_for_ms");
    OptionalLong rssi = fields.optionalWhole("rssi");
    OptionalLong confidence = fields.optionalWhole("confidence");
    return fields.build(
        () ->
            new Person(
                name,
                Person.State.ofLabel(state),
                known,
                mac,
                Reading.Radio.ofLabel(radio),
                Duration.ofMillis(stateFor),
                number(rssi),
                number(confidence)));
  }

  private static Deafness readDeafness(FieldReader fields) throws DecodeException {
    String scanner = fields.text("scanner", Deafness.MAX_NAME);
    long deafFor = fields.whole("deaf_for_ms");
    return fields.build(() -> new Deafness(scanner, Duration.ofMillis(deafFor)));
  }

  private static OptionalLong whole(OptionalInt value) {
    return value.isPresent() ? OptionalLong.of(value.getAsInt()) : OptionalLong.empty();
  }

  private static OptionalInt number(OptionalLong value) {
    if (value.isEmpty()) {
      return OptionalInt.empty();
    }
    long number = value.getAsLong();
    return OptionalInt.of(
        (int) Check.range("number", number, Integer.MIN_VALUE, Integer.MAX_VALUE));
  }
}
