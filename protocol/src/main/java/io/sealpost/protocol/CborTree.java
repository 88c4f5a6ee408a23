package io.sealpost.protocol;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Nodes in deterministic CBOR. */
final class CborTree {
  private static final int NULL = 22;

  private CborTree() {}

  /** Writes one node. */
  static void write(CborWriter writer, Node node) {
    if (node instanceof Node.Whole whole) {
      writer.integer(whole.value());
    } else if (node instanceof Node.Real real) {
      writer.number(real.value());
    } else if (node instanceof Node.Text text) {
      writer.text(text.value());
    } else if (node instanceof Node.Octets octets) {
      writer.bytes(HexFormat.of().parseHex(octets.hex()));
    } else if (node instanceof Node.Truth truth) {
      writer.bool(truth.value());
    } else if (node instanceof Node.Items items) {
      writer.array(items.nodes().size());
      items.nodes().forEach(item -> write(writer, item));
    } else if (node instanceof Node.Fields fields) {
      writeFields(writer, fields.nodes());
    } else {
      writer.simple(NULL);
    }
  }

  private static void writeFields(CborWriter writer, Map<String, Node> fields) {
    writer.map(fields.size());
    fields.entrySet().stream()
        .sorted((a, b) -> inOrder(a.getKey(), b.getKey()))
        .forEach(entry -> write(writer.text(entry.getKey()), entry.getValue()));
  }

  // RFC 8949 section 4.2.1 for keys that are ASCII: the length is in the first byte.
  private static int inOrder(String a, String b) {
    return a.length() != b.length() ? Integer.compare(a.length(), b.length()) : a.compareTo(b);
  }

  /** Reads one node; map keys must be text. */
  static Node read(CborReader reader) throws DecodeException {
    return switch (reader.peek()) {
      case INTEGER -> new Node.Whole(reader.integer());
      case FLOAT -> new Node.Real(reader.number());
      case TEXT -> new Node.Text(reader.text());
      case BYTES -> new Node.Octets(HexFormat.of().formatHex(reader.bytes()));
      case BOOLEAN -> new Node.Truth(reader.bool());
      case ARRAY -> readItems(reader);
      case MAP -> readFields(reader);
      case TAG, SIMPLE -> {
        reader.skip();
        yield new Node.Nothing();
      }
    };
  }

  private static Node readItems(CborReader reader) throws DecodeException {
    int count = reader.array();
    List<Node> items = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      items.add(read(reader));
    }
    return new Node.Items(items);
  }

  private static Node readFields(CborReader reader) throws DecodeException {
    int count = reader.map();
    Map<String, Node> fields = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      fields.put(reader.text(), read(reader));
    }
    return new Node.Fields(fields);
  }
}
