package io.sealpost.protocol;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A presence as the list that existing subscribers expect; see {@link JsonCodec}. */
final class JsonPresence {
  private static final String NAME = "name";
  private static final String MAC = "mac";

  private JsonPresence() {}

  static Node write(Reading.Presence presence) {
    List<Node> entries = new ArrayList<>();
    for (Person present : presence.present()) {
      // Existing subscribers would take strangers for people of the house.
      if (!present.known()) {
        continue;
      }
      FieldWriter entry = new FieldWriter().text(NAME, present.name());
      Node nothing = new Node.Nothing();
      entry.node(MAC, present.mac().<Node>map(Node.Text::new).orElse(nothing));
      entries.add(marked(entry, presence));
    }
    if (entries.isEmpty() && presence.simulated()) {
      entries.add(marked(new FieldWriter(), presence));
    }
    return new Node.Items(entries);
  }

  private static Node marked(FieldWriter entry, Reading.Presence presence) {
    if (presence.time() instanceof ReadingTime.SinceBoot) {
      TimeFields.write(entry, presence.time());
    }
    TimeFields.writeSimulated(entry, presence.simulated());
    return entry.done();
  }

  static Reading read(StreamName stream, List<Node> entries, Instant received)
      throws DecodeException {
    if (entries.isEmpty()) {
      return presence(stream, onArrival(stream.value(), received), false, List.of());
    }
    List<Person> present = new ArrayList<>();
    Optional<Marks> marks = Optional.empty();
    for (Node node : entries) {
      FieldReader entry = FieldReader.of(stream.value(), Syntax.JSON, node);
      Marks own = Marks.of(entry, received);
      if (!marks.orElse(own).equals(own)) {
        throw new DecodeException(stream + ": entries with different marks in one presence");
      }
      marks = Optional.of(own);
      if (!isNobody(entry, own, entries.size())) {
        present.add(present(entry));
      }
    }
    Marks common = marks.orElseThrow();
    return presence(stream, common.time(), common.simulated(), present);
  }

  private static Reading presence(
      StreamName stream, ReadingTime time, boolean simulated, List<Person> present)
      throws DecodeException {
    if (present.size() > Reading.Presence.MAX_PEOPLE) {
      throw new DecodeException(
          stream + ": " + present.size() + " present, at most " + Reading.Presence.MAX_PEOPLE);
    }
    return new Reading.Presence(time, simulated, present);
  }

  private static boolean isNobody(FieldReader entry, Marks marks, int entries) {
    return entries == 1 && marks.simulated() && !entry.has(NAME) && !entry.has(MAC);
  }

  private static Person present(FieldReader entry) throws DecodeException {
    String name = entry.text(NAME);
    Optional<String> mac = entry.isNothing(MAC) ? Optional.empty() : entry.optionalText(MAC);
    return entry.build(
        () -> new Person(name, mac, Reading.Radio.UNKNOWN, Duration.ZERO, OptionalInt.empty()));
  }

  private static ReadingTime onArrival(String where, Instant received) throws DecodeException {
    return DecodeException.building(where, () -> new ReadingTime.Wall(received, true));
  }

  /** What every entry of one presence says alike. */
  private record Marks(ReadingTime time, boolean simulated) {
    static Marks of(FieldReader entry, Instant received) throws DecodeException {
      ReadingTime time =
          TimeFields.isSinceBoot(entry)
              ? TimeFields.read(entry)
              : onArrival(entry.path(), received);
      return new Marks(time, TimeFields.readSimulated(entry));
    }
  }
}
