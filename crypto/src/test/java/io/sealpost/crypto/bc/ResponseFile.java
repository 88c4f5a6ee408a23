package io.sealpost.crypto.bc;

import io.sealpost.crypto.Vector;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A file of lines {@code name = hexadecimal value}, in which one name begins each vector. */
final class ResponseFile {
  private ResponseFile() {}

  /**
   * One vector.
   *
   * @param fields values by name; empty for a line that is a name alone
   */
  record Entry(Map<String, String> fields) {
    boolean has(String name) {
      return fields.containsKey(name);
    }

    int number(String name) {
      return Integer.parseInt(string(name));
    }

    byte[] hex(String name) {
      return HexFormat.of().parseHex(string(name));
    }

    private String string(String name) {
      return Objects.requireNonNull(fields.get(name), name);
    }
  }

  static List<Entry> entries(String file, String firstName) {
    List<Entry> entries = new ArrayList<>();
    Entry entry = new Entry(new LinkedHashMap<>());
    for (String line : Vector.text(file).lines().toList()) {
      if (line.isBlank() || line.startsWith("#") || line.startsWith("[")) {
        continue;
      }
      String[] parts = line.split("=", 2);
      String name = parts[0].strip();
      if (name.equals(firstName)) {
        entry = new Entry(new LinkedHashMap<>());
        entries.add(entry);
      }
      entry.fields().put(name, parts.length == 2 ? parts[1].strip() : "");
    }
    return entries;
  }
}
