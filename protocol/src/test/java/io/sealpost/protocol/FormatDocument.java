package io.sealpost.protocol;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What docs/format.md shows in fenced blocks. */
final class FormatDocument {
  private static final Path PAGE = Path.of("..", "docs", "format.md");

  private FormatDocument() {}

  /**
   * A plaintext that the document shows.
   *
   * @param rule what it is called in the grammar
   */
  @SuppressWarnings("ArrayRecordComponent") // read once, never compared
  record Sample(String rule, byte[] plaintext) {
    @Override
    public String toString() {
      return rule + " " + HexFormat.of().formatHex(plaintext);
    }
  }

  /** The whole grammar. */
  static String grammar() {
    return String.join("\n", blocks("cddl"));
  }

  /** The samples, in order. */
  static List<Sample> samples() {
    List<Sample> samples = new ArrayList<>();
    for (String block : blocks("samples")) {
      Matcher matcher = Pattern.compile("(?m)^(\\w+)\\n((?: .*\\n)+)").matcher(block);
      while (matcher.find()) {
        String hex = matcher.group(2).replaceAll("\\s", "");
        samples.add(new Sample(matcher.group(1), HexFormat.of().parseHex(hex)));
      }
    }
    return samples;
  }

  /** The value of that name in a block of values. */
  static byte[] value(String block, String name) {
    String values = blocks("values " + block).stream().collect(Collectors.joining("\n"));
    Matcher matcher =
        Pattern.compile("(?m)^" + Pattern.quote(name) + " =((?: [0-9a-f]+\\n)|\\n(?:  .*\\n)+)")
            .matcher(values);
    if (!matcher.find()) {
      throw new AssertionError("no " + name + " among the values " + block);
    }
    return HexFormat.of().parseHex(matcher.group(1).replaceAll("\\s", ""));
  }

  /** The objects and lists of JSON that stand within the text of a section. */
  static List<String> json(String section) {
    String text = page();
    int start = text.indexOf(section + "\n");
    int end = text.indexOf("\n```", start);
    return Pattern.compile("`(\\{\".*?}|\\[\\{.*?}])`")
        .matcher(text.substring(start, end))
        .results()
        .map(found -> found.group(1))
        .toList();
  }

  private static List<String> blocks(String kind) {
    return Pattern.compile("(?ms)^```" + kind + "\\n(.*?)^```")
        .matcher(page())
        .results()
        .map(found -> found.group(1))
        .toList();
  }

  private static String page() {
    try {
      return Files.readString(PAGE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
