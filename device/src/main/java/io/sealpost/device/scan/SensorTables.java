package io.sealpost.device.scan;

import io.sealpost.protocol.StreamName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Writes {@code [[sensor]]} tables, each with a stream of its own. For one thread. */
public final class SensorTables {
  /** Room for a number behind a name that is taken. */
  private static final int LONGEST = 56;

  private final Set<String> taken = new HashSet<>(Set.of("health"));

  /**
   * The lines of one sensor.
   *
   * @param type its type in the configuration
   * @param hint what its stream may be called
   * @param interval {@code 10s} for instance
   * @param keys of its type, a line each
   */
  public List<String> of(String type, String hint, String interval, String... keys) {
    List<String> lines = new ArrayList<>();
    lines.add("[[sensor]]");
    lines.add(key("type", type));
    lines.addAll(List.of(keys));
    lines.add(key("stream", stream(hint)));
    lines.add(key("interval", interval));
    return lines;
  }

  /** The line of a key that has a string. */
  public static String key(String key, String value) {
    return key + " = " + quoted(value);
  }

  /** A string as TOML writes it. */
  private static String quoted(String text) {
    StringBuilder out = new StringBuilder("\"");
    text.codePoints()
        .forEach(
            c -> {
              if (c == '"' || c == '\\') {
                out.append('\\').appendCodePoint(c);
              } else if (c < ' ' || c == 0x7f) {
                out.append(String.format("\\u%04x", c));
              } else {
                out.appendCodePoint(c);
              }
            });
    return out.append('"').toString();
  }

  private String stream(String hint) {
    String base = hint.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_.-]+", "-");
    base = base.replaceAll("^[^a-z0-9]+|[^a-z0-9]+$", "");
    base = base.substring(0, Math.min(base.length(), LONGEST));
    String name = base;
    for (int number = 2; StreamName.parse(name).isEmpty() || !taken.add(name); number++) {
      name = (base.isEmpty() ? "sensor" : base) + "-" + number;
    }
    return name;
  }
}
