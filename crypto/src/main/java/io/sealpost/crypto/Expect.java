package io.sealpost.crypto;

import io.sealpost.protocol.DecodeException;

/** Checks on decoded parts that have one allowed value or length. */
final class Expect {
  private Expect() {}

  static void number(String what, long expected, long found) throws DecodeException {
    if (found != expected) {
      throw new DecodeException(what + " is " + found + ", must be " + expected);
    }
  }

  static byte[] size(String what, int expected, byte[] found) throws DecodeException {
    number("length of " + what, expected, found.length);
    return found;
  }

  static byte[] sizeAtLeast(String what, int least, byte[] found) throws DecodeException {
    if (found.length < least) {
      throw new DecodeException(
          "length of " + what + " is " + found.length + ", must be at least " + least);
    }
    return found;
  }
}
