package io.sealpost.crypto;

import static io.sealpost.crypto.Jdk.concat;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.GeneralSecurityException;

/**
 * HPKE in mode PSK (RFC 9180 sections 4.1 and 5.1) with DHKEM(X25519, HKDF-SHA256), HKDF-SHA256 and
 * ChaCha20Poly1305, once more from its description.
 */
final class HpkeOnceMore {
  private static final byte[] VERSION = "HPKE-v1".getBytes(US_ASCII);
  private static final byte[] KEM = concat("KEM".getBytes(US_ASCII), new byte[] {0, 0x20});
  private static final byte[] SUITE =
      concat("HPKE".getBytes(US_ASCII), new byte[] {0, 0x20, 0, 1, 0, 3});
  private static final byte[] NOTHING = {};
  private static final byte MODE_PSK = 1;

  private HpkeOnceMore() {}

  static byte[] shared(byte[] dh, byte[] enc, byte[] recipient) throws GeneralSecurityException {
    byte[] prk = extract(KEM, NOTHING, "eae_prk", dh);
    return expand(KEM, prk, "shared_secret", concat(enc, recipient), 32);
  }

  static byte[] context(byte[] pskId, byte[] info) throws GeneralSecurityException {
    return concat(
        new byte[] {MODE_PSK},
        extract(SUITE, NOTHING, "psk_id_hash", pskId),
        extract(SUITE, NOTHING, "info_hash", info));
  }

  static byte[] secret(byte[] shared, byte[] psk) throws GeneralSecurityException {
    return extract(SUITE, shared, "secret", psk);
  }

  static byte[] expanded(byte[] secret, String label, byte[] context, int size)
      throws GeneralSecurityException {
    return expand(SUITE, secret, label, context, size);
  }

  private static byte[] extract(byte[] suite, byte[] salt, String label, byte[] input)
      throws GeneralSecurityException {
    return Jdk.hmac(salt, concat(VERSION, suite, label.getBytes(US_ASCII), input));
  }

  private static byte[] expand(byte[] suite, byte[] key, String label, byte[] info, int size)
      throws GeneralSecurityException {
    byte[] length = {(byte) (size >> 8), (byte) size};
    byte[] labelled = concat(length, VERSION, suite, label.getBytes(US_ASCII), info);
    return Jdk.expand(key, labelled, size);
  }
}
