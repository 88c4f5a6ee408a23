package io.sealpost.sensors;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The hardware address of a network interface.
 *
 * @param text six octets in upper-case hexadecimal, separated by colons: {@code 88:29:9C:00:61:A9}
 */
public record MacAddress(String text) {
  private static final Pattern FORM =
      Pattern.compile("[0-9A-Fa-f]{2}([:-])[0-9A-Fa-f]{2}(\\1[0-9A-Fa-f]{2}){4}");

  /**
   * Takes lower case and hyphens as well.
   *
   * @throws IllegalArgumentException if {@code text} is not six octets
   */
  public MacAddress {
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "hardware address \"" + text + "\" must look like 88:29:9C:00:61:A9");
    }
    text = text.toUpperCase(Locale.ROOT).replace('-', ':');
  }

  /** Whether {@code text} is one. */
  public static boolean isOne(String text) {
    return FORM.matcher(text).matches();
  }

  @Override
  public String toString() {
    return text;
  }
}
