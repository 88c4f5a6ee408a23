package io.sealpost.crypto;

/**
 * A new pre-shared key on its way to its device. No secret.
 *
 * @param enc the encapsulated key, 64 lower-case hexadecimal digits
 * @param wrapped the sealed key, 96 lower-case hexadecimal digits
 */
public record Wrapped(String enc, String wrapped) {
  /**
   * @throws IllegalArgumentException if an argument is not as stated
   */
  public Wrapped {
    requireDigits("encapsulated", enc, 64);
    requireDigits("wrapped", wrapped, 96);
  }

  private static void requireDigits(String what, String text, int digits) {
    if (text.length() != digits || !text.matches("[0-9a-f]*")) {
      throw new IllegalArgumentException(
          "the %s key must be %d lower-case hexadecimal digits".formatted(what, digits));
    }
  }
}
