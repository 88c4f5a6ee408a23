package io.sealpost.sensors.presence;

import java.util.Optional;

/** A name that a device gave itself, made fit to be shown. */
final class PlainName {
  private static final int LONGEST = 64;

  private PlainName() {}

  /** The first 64 characters of it, invisible ones left out; empty if nothing is left. */
  static Optional<String> of(String name) {
    String plain =
        name.codePoints()
            .filter(PlainName::isVisible)
            .limit(LONGEST)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString()
            .strip();
    return plain.isEmpty() ? Optional.empty() : Optional.of(plain);
  }

  private static boolean isVisible(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
