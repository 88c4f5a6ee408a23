package io.sealpost.device.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Words of the file that stand for the constants of an enum, in lower case. */
final class Words {
  private Words() {}

  /**
   * The constant that a word stands for.
   *
   * @throws IllegalArgumentException if there is none, with all that there are
   */
  static <T extends Enum<T>> T parse(String word, T[] values) {
    for (T value : values) {
      if (of(value).equals(word)) {
        return value;
      }
    }
    throw new IllegalArgumentException(
        "\""
            + word
            + "\" must be one of "
            + Arrays.stream(values).map(Words::of).collect(Collectors.joining(", ")));
  }

  private static String of(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
