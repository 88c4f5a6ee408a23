package io.sealpost.station.view;

import io.sealpost.protocol.Deafness;
import io.sealpost.protocol.HeadCount;
import io.sealpost.protocol.Person;
import io.sealpost.protocol.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Who is here, for people. */
final class PresenceText {
  private PresenceText() {}

  /**
   * {@code present: Anna (bluetooth -60 dBm for 5m 2s); away: Bob (for 2h 3m); 4 strangers} for
   * instance.
   */
  static String of(Reading.Presence presence) {
    List<String> parts = new ArrayList<>();
    HeadCount count = presence.count();
    List<Person> present = presence.present();
    if (!present.isEmpty()) {
      parts.add(list("present: ", present, PresenceText::present));
    } else if (count.present() > 0) {
      parts.add(count.present() + " present");
    } else {
      parts.add(count.unsure() > 0 ? "nobody known to be present" : "nobody present");
    }
    List<Person> away = in(presence, Person.State.ABSENT);
    if (!away.isEmpty()) {
      parts.add(list("away: ", away, PresenceText::inState));
    }
    List<Person> unsure = in(presence, Person.State.UNKNOWN);
    if (!unsure.isEmpty()) {
      parts.add(list("unknown: ", unsure, PresenceText::inState));
    } else if (count.unsure() > 0) {
      parts.add(count.unsure() + " unknown");
    }
    count.strangers().ifPresent(n -> parts.add(n + (n == 1 ? " stranger" : " strangers")));
    if (!presence.deaf().isEmpty()) {
      parts.add(
          presence.deaf().stream()
              .map(PresenceText::deaf)
              .collect(Collectors.joining(", ", "DEAF: ", "")));
    }
    return String.join("; ", parts);
  }

  private static List<Person> in(Reading.Presence presence, Person.State state) {
    return presence.people().stream().filter(person -> person.state() == state).toList();
  }

  private static String list(String prefix, List<Person> people, Function<Person, String> words) {
    return people.stream().map(words).collect(Collectors.joining(", ", prefix, ""));
  }

  private static String present(Person person) {
    StringBuilder text = new StringBuilder(Printable.of(person.name()));
    text.append(person.known() ? " (" : " (stranger, ");
    text.append(person.radio().name().toLowerCase(Locale.ROOT));
    person.mac().ifPresent(mac -> text.append(' ').append(mac));
    person.rssiDbm().ifPresent(rssi -> text.append(' ').append(rssi).append(" dBm"));
    text.append(" for ").append(ReadingText.duration(person.stateFor()));
    person.confidence().ifPresent(sure -> text.append(", ").append(sure).append(" %"));
    return text.append(')').toString();
  }

  private static String inState(Person person) {
    return Printable.of(person.name()) + " (for " + ReadingText.duration(person.stateFor()) + ")";
  }

  private static String deaf(Deafness deaf) {
    return Printable.of(deaf.scanner()) + " for " + ReadingText.duration(deaf.deafFor());
  }
}
