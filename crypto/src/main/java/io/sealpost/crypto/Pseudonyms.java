package io.sealpost.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sealpost.protocol.CborWriter;

/**
 * Names that stand for others and tell nothing of them to whoever has not the device's key; who has
 * it computes them again: {@code p-} and the first 10 bytes, in lower-case base32 (RFC 4648 section
 * 6), of HMAC-SHA-256(K, CBOR {@code [kind, period, name]}), with K = HKDF-SHA-256(PSK) as all keys
 * of the device, purpose {@code pseudonym}. Safe for use by several threads at once.
 */
public final class Pseudonyms implements AutoCloseable {
  /** Of all characters that a pseudonym has. */
  private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";

  private static final int BITS_OF_A_CHARACTER = 5;
  private static final int CHARACTERS = 16;
  private static final int KEY_SIZE = 32;

  private final Primitives primitives;
  private final SecretBytes key;

  private Pseudonyms(Primitives primitives, SecretBytes key) {
    this.primitives = primitives;
    this.key = key;
  }

  /**
   * Those of one device.
   *
   * @param format whose suite enters the derivation; Fernet, which has none, is 0
   * @param psk 32 bytes; the caller closes its own
   * @param device the logical device name, well-formed
   * @throws IllegalArgumentException if an argument is not as stated
   */
  public static Pseudonyms of(
      Primitives primitives, Format format, SecretBytes psk, String device) {
    if (psk.size() != KeySchedule.PSK_SIZE) {
      throw new IllegalArgumentException(
          "a pre-shared key has " + KeySchedule.PSK_SIZE + " bytes, not " + psk.size());
    }
    WellFormed.require("device", device);
    int suite =
        switch (format) {
          case COSE_1 -> Suite.ONE.number();
          case COSE_2 -> Suite.TWO.number();
          case FERNET -> 0;
        };
    return new Pseudonyms(
        primitives, KeySchedule.derive(primitives, psk, suite, "pseudonym", device, KEY_SIZE));
  }

  /**
   * What stands for a name.
   *
   * @param kind of thing that is named, so that nothing is mistaken for another
   * @param period in which it is the same; empty for ever
   * @param name any text
   * @return {@code p-} and 16 characters of {@code a-z 2-7}
   * @throws IllegalStateException if closed
   */
  public String of(String kind, String period, String name) {
    byte[] input = new CborWriter().array(3).text(kind).text(period).text(well(name)).toByteArray();
    byte[] mac = primitives.hmacSha256(key, input);
    StringBuilder out = new StringBuilder("p-");
    for (int i = 0; i < CHARACTERS; i++) {
      out.append(ALPHABET.charAt(fiveBits(mac, i * BITS_OF_A_CHARACTER)));
    }
    return out.toString();
  }

  /** What is not well-formed cannot be written, but must not end anything either. */
  private static String well(String name) {
    return new String(name.getBytes(UTF_8), UTF_8);
  }

  private static int fiveBits(byte[] bytes, int from) {
    int pair = ((bytes[from / 8] & 0xFF) << 8) | (bytes[from / 8 + 1] & 0xFF);
    return (pair >> (11 - from % 8)) & 0x1F;
  }

  @Override
  public String toString() {
    return "Pseudonyms[" + key + "]";
  }

  @Override
  public void close() {
    key.close();
  }
}
