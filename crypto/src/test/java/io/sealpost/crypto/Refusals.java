package io.sealpost.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sealpost.crypto.RefusedException.Reason;

/** Asserts that a message is refused, and that the refusal says nothing but that. */
final class Refusals {
  private Refusals() {}

  static Reason reasonFor(Opener opener, Context context, byte[] sealed) {
    RefusedException refusal =
        assertThrows(RefusedException.class, () -> opener.open(context, sealed));
    assertEquals("message refused", refusal.getMessage());
    return refusal.reason();
  }
}
