package io.sealpost.crypto;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The values that one worked example of docs/format.md shows.
 *
 * @param shown hexadecimal digits by name
 * @param computed names that a test has computed
 */
record FormatValues(Map<String, String> shown, List<String> computed) {
  private static final Path PAGE = Path.of("..", "docs", "format.md");

  /** Reads the block of that name. */
  static FormatValues of(String name) {
    Map<String, String> shown = new LinkedHashMap<>();
    Matcher values =
        Pattern.compile("(?m)^(\\S.*?) =((?: [0-9a-f]+\\n)|\\n(?:  [0-9a-f]+\\n)+)")
            .matcher(block("values " + name));
    while (values.find()) {
      shown.put(values.group(1), values.group(2).replaceAll("\\s", ""));
    }
    return new FormatValues(shown, new ArrayList<>());
  }

  /** The one fenced block of that kind. */
  static String block(String kind) {
    try {
      Matcher block =
          Pattern.compile("(?ms)^```" + kind + "\\n(.*?)^```").matcher(Files.readString(PAGE));
      if (!block.find()) {
        throw new AssertionError("no block of " + kind + " in " + PAGE);
      }
      return block.group(1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A value that others are computed from. */
  byte[] given(String name) {
    String hex = shown.get(name);
    if (hex == null) {
      throw new AssertionError("no " + name + " among " + shown.keySet());
    }
    computed.add(name);
    return HexFormat.of().parseHex(hex);
  }

  /** Holds a value that was computed against the one that is shown, and returns it. */
  byte[] check(String name, byte[] value) {
    String hex = HexFormat.of().formatHex(value);
    if (!hex.equals(shown.get(name))) {
      throw new AssertionError(name + " is " + hex + ", but shown is " + shown.get(name));
    }
    computed.add(name);
    return value;
  }

  /** Names that no test looked at. */
  List<String> unchecked() {
    return shown.keySet().stream().filter(name -> !computed.contains(name)).toList();
  }
}
