package io.sealpost.protocol;

import java.util.HexFormat;

/** Reads an item by every method of the reader, and writes what it said. */
final class CborCopy {
  private CborCopy() {}

  /** Returns the encoding of what {@code encoded} says. */
  static byte[] of(byte[] encoded) throws DecodeException {
    CborReader reader = new CborReader(encoded);
    CborWriter writer = new CborWriter();
    copy(reader, writer, new StringBuilder());
    reader.end();
    return writer.toByteArray();
  }

  /** Returns what the first item of {@code encoded} is. */
  static String describe(byte[] encoded) throws DecodeException {
    CborReader reader = new CborReader(encoded);
    StringBuilder description = new StringBuilder();
    copy(reader, new CborWriter(), description);
    reader.end();
    return description.toString().strip();
  }

  /** Copies one item; describes scalars, and containers by their size alone. */
  private static void copy(CborReader reader, CborWriter writer, StringBuilder description)
      throws DecodeException {
    switch (reader.peek()) {
      case ARRAY -> {
        int count = reader.array();
        writer.array(count);
        description.append("array ").append(count);
        copyItems(reader, writer, count);
      }
      case MAP -> {
        int count = reader.map();
        writer.map(count);
        description.append("map ").append(count);
        copyItems(reader, writer, 2 * count);
      }
      case TAG -> {
        long tag = reader.tag();
        writer.tag(tag);
        description.append("tag ").append(tag).append(' ');
        copy(reader, writer, description);
      }
      default -> description.append(copyScalar(reader, writer));
    }
  }

  private static void copyItems(CborReader reader, CborWriter writer, int count)
      throws DecodeException {
    for (int i = 0; i < count; i++) {
      copy(reader, writer, new StringBuilder());
    }
  }

  private static String copyScalar(CborReader reader, CborWriter writer) throws DecodeException {
    switch (reader.peek()) {
      case INTEGER -> {
        long value = reader.integer();
        writer.integer(value);
        return "integer " + value;
      }
      case FLOAT -> {
        double value = reader.number();
        writer.number(value);
        return "float " + value;
      }
      case BYTES -> {
        byte[] value = reader.bytes();
        writer.bytes(value);
        return "bytes " + HexFormat.of().formatHex(value);
      }
      case TEXT -> {
        String value = reader.text();
        writer.text(value);
        return "text " + value;
      }
      case BOOLEAN -> {
        boolean value = reader.bool();
        writer.bool(value);
        return "boolean " + value;
      }
      default -> {
        int value = reader.simple();
        writer.simple(value);
        return "simple " + value;
      }
    }
  }
}
