package io.sealpost.station.cli;

import java.security.SecureRandom;

/** Not random at all: for comparing tokens with published ones, byte for byte. */
final class FixedRandom extends SecureRandom {
  private static final long serialVersionUID = 1L;

  private final byte[] fixed;

  FixedRandom(byte[] fixed) {
    this.fixed = fixed.clone();
  }

  /**
   * @throws IllegalArgumentException if asked for another number of bytes than there are
   */
  @Override
  public void nextBytes(byte[] bytes) {
    if (bytes.length != fixed.length) {
      throw new IllegalArgumentException(
          bytes.length + " bytes were asked for, " + fixed.length + " are fixed");
    }
    System.arraycopy(fixed, 0, bytes, 0, bytes.length);
  }
}
