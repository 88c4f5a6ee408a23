package io.sealpost.device.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where each key of a TOML file stands, because the parser does not tell. Knows headers and simple
 * keys; of what stands in inline tables or multi-line strings it knows nothing and says so.
 */
final class KeyLines {
  private static final Pattern HEADER =
      Pattern.compile("\\s*(\\[\\[?)\\s*([A-Za-z0-9_. -]+?)\\s*\\]\\]?\\s*(#.*)?");
  private static final Pattern ENTRY = Pattern.compile("\\s*\"?([A-Za-z0-9_.-]+)\"?\\s*=.*");

  private final Map<String, Integer> lines = new HashMap<>();
  private final Map<String, Integer> elements = new HashMap<>();

  /**
   * @param text the file's lines
   */
  KeyLines(List<String> text) {
    String table = "";
    for (int i = 0; i < text.size(); i++) {
      Matcher header = HEADER.matcher(text.get(i));
      Matcher entry = ENTRY.matcher(text.get(i));
      if (header.matches()) {
        table = enter(header.group(2), header.group(1).length() == 2);
        lines.putIfAbsent(table, i + 1);
      } else if (entry.matches()) {
        lines.putIfAbsent(join(table, entry.group(1)), i + 1);
      }
    }
  }

  /** {@code sensor.host} below the third {@code [[sensor]]} becomes {@code sensor[3].host[1]}. */
  private String enter(String name, boolean element) {
    String path = "";
    String[] parts = name.split("\\s*\\.\\s*", -1);
    for (int i = 0; i < parts.length; i++) {
      path = join(path, parts[i]);
      if (element && i == parts.length - 1) {
        elements.merge(path, 1, Integer::sum);
      }
      Integer count = elements.get(path);
      path = count == null ? path : path + "[" + count + "]";
    }
    return path;
  }

  /**
   * The line of a key, or else of the table it is missing from.
   *
   * @param path {@code sensor[1].interval} for instance; elements count from 1
   */
  OptionalInt of(String path) {
    Integer line = lines.get(path);
    if (line == null && path.contains(".")) {
      line = lines.get(path.substring(0, path.lastIndexOf('.')));
    }
    return line == null ? OptionalInt.empty() : OptionalInt.of(line);
  }

  /** The path of a key within a table; the root's path is empty. */
  static String join(String table, String key) {
    return table.isEmpty() ? key : table + "." + key;
  }
}
