package io.sealpost.station.store;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.sealpost.protocol.Action;
import io.sealpost.protocol.BootId;
import io.sealpost.protocol.Command;
import io.sealpost.protocol.DecodeException;
import io.sealpost.protocol.JsonCodec;
import io.sealpost.protocol.StreamChange;
import io.sealpost.protocol.StreamName;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A {@link CommandLedger} as {@code {"counters":{boot:n}}} in the first line and what is desired,
 * if anything, as the command that asks for it in the second. Before commands could ask for more
 * than intervals there was one line, with {@code "desired_ms":{stream:n}} beside the counters.
 */
final class LedgerJson {
  private static final JsonFactory JSON = new JsonFactory();

  private LedgerJson() {}

  static byte[] write(CommandLedger ledger) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator out = JSON.createGenerator(bytes)) {
      out.writeStartObject();
      out.writeObjectFieldStart("counters");
      for (Map.Entry<BootId, Long> entry : ledger.counters().entrySet()) {
        out.writeNumberField(entry.getKey().hex(), entry.getValue());
      }
      out.writeEndObject();
      out.writeEndObject();
    }
    bytes.write('\n');
    Desired desired = ledger.desired();
    if (!desired.isEmpty()) {
      Action.Set set = new Action.Set(desired.streams(), desired.log());
      bytes.write(new JsonCodec().command(new Command(set, Duration.ZERO)));
      bytes.write('\n');
    }
    return bytes.toByteArray();
  }

  /**
   * @throws IOException if it is anything but what {@link #write} writes or wrote once
   */
  static CommandLedger read(byte[] bytes) throws IOException {
    int end = 0;
    while (end < bytes.length && bytes[end] != '\n') {
      end++;
    }
    try {
      CommandLedger first = first(Arrays.copyOf(bytes, end));
      return end + 1 < bytes.length
          ? first.wanting(desired(Arrays.copyOfRange(bytes, end + 1, bytes.length)))
          : first;
    } catch (IllegalArgumentException | DecodeException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private static Desired desired(byte[] line) throws IOException, DecodeException {
    byte[] json = line[line.length - 1] == '\n' ? Arrays.copyOf(line, line.length - 1) : line;
    if (new JsonCodec().command(json).action() instanceof Action.Set set) {
      return Desired.of(set);
    }
    throw new IOException("what is desired must be a \"set\"");
  }

  private static CommandLedger first(byte[] line) throws IOException {
    try (JsonParser in = JSON.createParser(line)) {
      expect(in, JsonToken.START_OBJECT);
      expect(in, JsonToken.FIELD_NAME);
      Map<BootId, Long> counters = new LinkedHashMap<>();
      for (Map.Entry<String, Long> entry : numbers(in, "counters").entrySet()) {
        counters.put(new BootId(entry.getKey()), entry.getValue());
      }
      Map<StreamName, StreamChange> intervals = new LinkedHashMap<>();
      if (in.nextToken() == JsonToken.FIELD_NAME) {
        for (Map.Entry<String, Long> entry : numbers(in, "desired_ms").entrySet()) {
          intervals.put(
              new StreamName(entry.getKey()),
              StreamChange.every(Duration.ofMillis(entry.getValue())));
        }
        in.nextToken();
      }
      if (in.currentToken() != JsonToken.END_OBJECT) {
        throw new JsonParseException(in, JsonToken.END_OBJECT + " expected");
      }
      return new CommandLedger(counters, new Desired(intervals, Optional.empty()));
    }
  }

  private static Map<String, Long> numbers(JsonParser in, String field) throws IOException {
    if (!in.currentName().equals(field)) {
      throw new JsonParseException(in, "\"" + field + "\" expected");
    }
    expect(in, JsonToken.START_OBJECT);
    Map<String, Long> numbers = new LinkedHashMap<>();
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String name = in.currentName();
      expect(in, JsonToken.VALUE_NUMBER_INT);
      numbers.put(name, in.getLongValue());
    }
    return numbers;
  }

  private static void expect(JsonParser in, JsonToken wanted) throws IOException {
    JsonToken found = in.nextToken();
    if (found != wanted) {
      throw new JsonParseException(in, wanted + " expected, " + found + " found");
    }
  }
}
