package io.sealpost.station.store;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.sealpost.protocol.BootId;
import io.sealpost.protocol.StreamName;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** A {@link CommandLedger} as {@code {"counters":{boot:n},"desired_ms":{stream:n}}}. */
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
      out.writeObjectFieldStart("desired_ms");
      for (Map.Entry<StreamName, Duration> entry : ledger.desired().entrySet()) {
        out.writeNumberField(entry.getKey().value(), entry.getValue().toMillis());
      }
      out.writeEndObject();
      out.writeEndObject();
    }
    return bytes.toByteArray();
  }

  /**
   * @throws IOException if it is anything but what {@link #write} writes
   */
  static CommandLedger read(byte[] json) throws IOException {
    try (JsonParser in = JSON.createParser(json)) {
      expect(in, JsonToken.START_OBJECT);
      Map<BootId, Long> counters = new LinkedHashMap<>();
      for (Map.Entry<String, Long> entry : numbers(in, "counters").entrySet()) {
        counters.put(new BootId(entry.getKey()), entry.getValue());
      }
      Map<StreamName, Duration> desired = new LinkedHashMap<>();
      for (Map.Entry<String, Long> entry : numbers(in, "desired_ms").entrySet()) {
        desired.put(new StreamName(entry.getKey()), Duration.ofMillis(entry.getValue()));
      }
      expect(in, JsonToken.END_OBJECT);
      return new CommandLedger(counters, desired);
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private static Map<String, Long> numbers(JsonParser in, String field) throws IOException {
    expect(in, JsonToken.FIELD_NAME);
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
