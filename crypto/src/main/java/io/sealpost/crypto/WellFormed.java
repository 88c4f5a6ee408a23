package io.sealpost.crypto;

import java.nio.charset.StandardCharsets;

/** Guards names that are encoded as UTF-8: unpaired surrogates would all become the same "?". */
final class WellFormed {
  private WellFormed() {}

  /**
   * @throws IllegalArgumentException if {@code text} has an unpaired surrogate
   */
  static void require(String what, String text) {
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw new IllegalArgumentException(
          what + " name has an unpaired surrogate, which UTF-8 cannot express");
    }
  }
}
