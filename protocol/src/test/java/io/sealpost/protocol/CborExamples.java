package io.sealpost.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/** Files of encodings in hexadecimal digits, each with a remark. */
final class CborExamples {
  private CborExamples() {}

  record Example(String hex, String remark) {
    byte[] bytes() {
      return HexFormat.of().parseHex(hex);
    }
  }

  static List<Example> read(String name) throws IOException {
    InputStream resource = CborExamples.class.getResourceAsStream(name);
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(Objects.requireNonNull(resource, name), UTF_8))) {
      return lines.lines().filter(line -> !line.startsWith("#")).map(CborExamples::parse).toList();
    }
  }

  private static Example parse(String line) {
    String[] parts = line.split(" +", 2);
    return new Example(parts[0].equals("-") ? "" : parts[0], parts[1]);
  }
}
