package io.sealpost.station.testing;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the vector files: a list of flat objects each. */
public final class Vectors {
  private Vectors() {}

  /** One vector. */
  public record Vector(Map<String, String> values) {
    /** A value, which must be there; a list of bytes comes in hexadecimal. */
    public String get(String key) {
      String value = values.get(key);
      if (value == null) {
        throw new IllegalArgumentException("no \"" + key + "\" in " + values);
      }
      return value;
    }

    @Override
    public String toString() {
      return values.getOrDefault("why", values.getOrDefault("desc", get(firstKey())));
    }

    private String firstKey() {
      return values.keySet().iterator().next();
    }
  }

  /** All vectors of a file below {@code vectors/}. */
  public static List<Vector> of(String file) throws IOException {
    try (InputStream in = Vectors.class.getResourceAsStream("/vectors/" + file);
        JsonParser parser = new JsonFactory().createParser(in)) {
      List<Vector> vectors = new ArrayList<>();
      parser.nextToken();
      while (parser.nextToken() == JsonToken.START_OBJECT) {
        Map<String, String> values = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
          String name = parser.currentName();
          values.put(name, value(parser));
        }
        vectors.add(new Vector(values));
      }
      return vectors;
    }
  }

  private static String value(JsonParser parser) throws IOException {
    if (parser.nextToken() != JsonToken.START_ARRAY) {
      return parser.getText();
    }
    StringBuilder hex = new StringBuilder();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      hex.append("%02x".formatted(parser.getIntValue()));
    }
    return hex.toString();
  }
}
