package io.sealpost.sensors.wifi;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.sealpost.sensors.IpLiteral;
import io.sealpost.sensors.MacAddress;
import io.sealpost.sensors.wifi.Neighbour.State;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;

/** Reads one object of the neighbour table. Made for one object, then thrown away. */
final class NeighbourEntry {
  private final JsonParser parser;

  // Owned by the thread that reads.
  private Optional<InetAddress> address = Optional.empty();
  private Optional<MacAddress> mac = Optional.empty();
  private Optional<State> state = Optional.empty();
  private Optional<Duration> confirmed = Optional.empty();

  /**
   * @param parser at the start of the object
   */
  NeighbourEntry(JsonParser parser) {
    this.parser = parser;
  }

  /** Returns the entry, unless it has no IP address or no state that is known. */
  Optional<Neighbour> read() throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = parser.currentName();
      JsonToken value = parser.nextToken();
      field(key, value);
    }
    return address.flatMap(ip -> state.map(s -> new Neighbour(ip, mac, s, confirmed)));
  }

  private void field(String key, JsonToken value) throws IOException {
    switch (key) {
      case "dst" -> address = text(value).flatMap(IpLiteral::parse);
      case "lladdr" -> mac = text(value).filter(MacAddress::isOne).map(MacAddress::new);
      case "state" -> state = states(value);
      case "confirmed" -> confirmed = seconds(value);
      default -> parser.skipChildren();
    }
  }

  private Optional<String> text(JsonToken value) throws IOException {
    if (value == JsonToken.VALUE_STRING) {
      return Optional.of(parser.getText());
    }
    parser.skipChildren();
    return Optional.empty();
  }

  private Optional<Duration> seconds(JsonToken value) throws IOException {
    if (value == JsonToken.VALUE_NUMBER_INT) {
      return Optional.of(Duration.ofSeconds(Math.max(0, parser.getIntValue())));
    }
    parser.skipChildren();
    return Optional.empty();
  }

  private Optional<State> states(JsonToken value) throws IOException {
    Optional<State> last = Optional.empty();
    if (value != JsonToken.START_ARRAY) {
      parser.skipChildren();
      return last;
    }
    for (JsonToken next = parser.nextToken();
        next != null && next != JsonToken.END_ARRAY;
        next = parser.nextToken()) {
      last = text(next).flatMap(NeighbourEntry::state);
    }
    return last;
  }

  private static Optional<State> state(String word) {
    return switch (word) {
      case "INCOMPLETE" -> Optional.of(State.INCOMPLETE);
      case "REACHABLE" -> Optional.of(State.REACHABLE);
      case "STALE" -> Optional.of(State.STALE);
      case "DELAY" -> Optional.of(State.DELAY);
      case "PROBE" -> Optional.of(State.PROBE);
      case "FAILED" -> Optional.of(State.FAILED);
      case "PERMANENT", "NOARP", "NONE" -> Optional.of(State.UNASKED);
      default -> Optional.empty();
    };
  }
}
