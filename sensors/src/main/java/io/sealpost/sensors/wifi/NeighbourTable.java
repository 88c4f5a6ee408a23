package io.sealpost.sensors.wifi;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.sealpost.sensors.Excerpt;
import io.sealpost.sensors.SensorException;
import io.sealpost.sensors.SensorException.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads what {@code ip -json -statistics neigh show} prints. */
final class NeighbourTable {
  /** The kernel keeps 1024 by default (gc_thresh3). */
  static final int MAX_ENTRIES = 8192;

  private static final int MAX_DEPTH = 8;

  private final JsonFactory factory =
      JsonFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
          .build();

  /**
   * Reads a table.
   *
   * @param json an array of objects, or nothing at all, as iproute2 before 5.0 prints an empty
   *     table
   * @return its entries; those without an IP address or a known state are left out
   * @throws SensorException if it is not such a text, or has more than {@link #MAX_ENTRIES}
   */
  List<Neighbour> parse(String json) throws SensorException {
    try (JsonParser parser = factory.createParser(json)) {
      List<Neighbour> entries = new ArrayList<>();
      JsonToken first = parser.nextToken();
      if (first == null) {
        return entries;
      }
      expect(first == JsonToken.START_ARRAY, json);
      while (parser.nextToken() == JsonToken.START_OBJECT) {
        expect(entries.size() < MAX_ENTRIES, json);
        new NeighbourEntry(parser).read().ifPresent(entries::add);
      }
      expect(parser.currentToken() == JsonToken.END_ARRAY, json);
      expect(parser.nextToken() == null, json);
      return entries;
    } catch (IOException e) {
      throw (SensorException) malformed(json).initCause(e);
    }
  }

  private static void expect(boolean condition, String json) throws SensorException {
    if (!condition) {
      throw malformed(json);
    }
  }

  private static SensorException malformed(String json) {
    return new SensorException(
        Kind.BAD_READING,
        "ip neigh printed "
            + Excerpt.of(json)
            + ", not a JSON array of at most "
            + MAX_ENTRIES
            + " neighbours: is it the ip of iproute2?");
  }
}
