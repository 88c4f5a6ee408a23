package io.sealpost.crypto;

import java.util.Arrays;

/** What sealing and opening compute alike under one set of keys. */
final class CoseAuthenticator {
  private final Primitives primitives;
  private final OpeningKeys keys;

  CoseAuthenticator(Primitives primitives, OpeningKeys keys) {
    this.primitives = primitives;
    this.keys = keys;
  }

  /** The outer tag, as long as the suite says (RFC 9053 section 3.1). */
  byte[] tag(byte[] context, byte[] header, byte[] payload) {
    byte[] mac =
        primitives.hmacSha256(
            keys.authentication(), CoseMac0.macStructure(header, context, payload));
    return Arrays.copyOf(mac, keys.suite().tagSize());
  }

  /** What the inner encryption authenticates along: it is tied to the outer header as well. */
  byte[] innerAad(byte[] context, byte[] header) {
    return CoseEncrypt0.encStructure(CoseMessage.innerHeader(), sequence(context, header));
  }

  /** Two encoded items after one another: a CBOR sequence (RFC 8742). */
  static byte[] sequence(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
