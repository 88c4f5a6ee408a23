package io.sealpost.e2e.rig;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Test vectors of the crypto room: an array of flat JSON objects. */
public final class Vectors {
  private static final String FOLDER = "crypto/src/test/resources/vectors/";

  private Vectors() {}

  /**
   * One vector.
   *
   * @param values by key, numbers as text
   */
  public record Vector(Map<String, String> values) {
    /** The value of a key. */
    public String text(String key) {
      String value = values.get(key);
      if (value == null) {
        throw new AssertionError("no " + key + " in " + values);
      }
      return value;
    }

    /** The bytes of a hexadecimal value. */
    public byte[] bytes(String key) {
      return HexFormat.of().parseHex(text(key));
    }
  }

  /**
   * Reads every {@code step}th vector of a file.
   *
   * @param file {@code sealpost-1/valid.json} for instance
   */
  public static List<Vector> sample(String file, int step) throws IOException {
    Path path = Programs.inCheckout(FOLDER + file);
    List<Vector> vectors = new ArrayList<>();
    try (JsonParser json = new JsonFactory().createParser(path.toFile())) {
      json.nextToken();
      for (int i = 0; json.nextToken() == JsonToken.START_OBJECT; i++) {
        Vector vector = object(json);
        if (i % step == 0) {
          vectors.add(vector);
        }
      }
    }
    return vectors;
  }

  private static Vector object(JsonParser json) throws IOException {
    Map<String, String> values = new LinkedHashMap<>();
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String key = json.currentName();
      json.nextToken();
      values.put(key, json.getText());
    }
    return new Vector(values);
  }
}
