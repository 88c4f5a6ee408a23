package io.sealpost.protocol.cddl;

import io.sealpost.protocol.CborReader;
import io.sealpost.protocol.DecodeException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** CBOR as objects: Long, Double, String, Boolean, List, Map, and the records below. */
final class Value {
  private Value() {}

  /** A byte string in hexadecimal digits. */
  record Octets(String hex) {}

  /** A tagged item. */
  record Tag(long tag, Object content) {}

  /** Null and the like. */
  record Simple() {}

  /** Reads one item and nothing after it. */
  static Object decode(byte[] encoded) throws DecodeException {
    CborReader reader = new CborReader(encoded);
    Object value = read(reader);
    reader.end();
    return value;
  }

  private static Object read(CborReader reader) throws DecodeException {
    return switch (reader.peek()) {
      case INTEGER -> reader.integer();
      case FLOAT -> reader.number();
      case TEXT -> reader.text();
      case BYTES -> new Octets(HexFormat.of().formatHex(reader.bytes()));
      case BOOLEAN -> reader.bool();
      case ARRAY -> items(reader);
      case MAP -> fields(reader);
      case TAG -> new Tag(reader.tag(), read(reader));
      case SIMPLE -> {
        reader.skip();
        yield new Simple();
      }
    };
  }

  private static List<Object> items(CborReader reader) throws DecodeException {
    int count = reader.array();
    List<Object> items = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      items.add(read(reader));
    }
    return items;
  }

  private static Map<Object, Object> fields(CborReader reader) throws DecodeException {
    int count = reader.map();
    Map<Object, Object> fields = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      fields.put(read(reader), read(reader));
    }
    return fields;
  }
}
