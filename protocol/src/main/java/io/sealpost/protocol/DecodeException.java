package io.sealpost.protocol;

import java.util.function.Supplier;

/** Bytes from a peer that are not what the protocol allows; says where and what was expected. */
public final class DecodeException extends Exception {
  /**
   * @param message what was found, where, and what is allowed; never a secret
   */
  public DecodeException(String message) {
    super(message);
  }

  /**
   * Builds a record of a peer's values: what the record objects to is the peer's fault.
   *
   * @param where in the message the values stand
   */
  static <T> T building(String where, Supplier<T> construction) throws DecodeException {
    try {
      return construction.get();
    } catch (IllegalArgumentException e) {
      throw new DecodeException(where + ": " + e.getMessage());
    }
  }
}
