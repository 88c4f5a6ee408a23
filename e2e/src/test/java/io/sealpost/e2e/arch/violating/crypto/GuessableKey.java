package io.sealpost.e2e.arch.violating.crypto;

import java.util.Random;

/** Draws a key that can be guessed. */
public final class GuessableKey {
  private final long key = new Random().nextLong();

  /** The key. */
  public long key() {
    return key;
  }
}
