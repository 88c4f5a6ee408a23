package io.sealpost.crypto.bc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.crypto.Hpke;
import io.sealpost.crypto.SecretBytes;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.bouncycastle.crypto.CryptoServicesRegistrar;
import org.bouncycastle.util.test.FixedSecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BcHpkeTest {
  private static final byte[] NONE = {};
  private final Hpke hpke = new BcPrimitives().hpke();
  private final ResponseFile.Entry rfc =
      ResponseFile.entries("hpke/rfc-9180-a-2-2.txt", "info").get(0);
  private final Hpke.Known known =
      new Hpke.Known(secret("psk"), rfc.hex("psk_id"), rfc.hex("info"), rfc.hex("aad"));
  private final Hpke.Sealed message = new Hpke.Sealed(rfc.hex("enc"), rfc.hex("ct"));

  @Test
  void opensTheMessageOfTheRfc() {
    assertArrayEquals(rfc.hex("pt"), open(message).orElseThrow().reveal());
  }

  /** Bouncy Castle takes its random bytes from a registry alone, which is put back as it was. */
  @Test
  void sealsTheMessageOfTheRfcWithItsEphemeralKey() {
    CryptoServicesRegistrar.setSecureRandom(new FixedSecureRandom(rfc.hex("skEm")));
    try {
      Hpke.Sealed made = hpke.seal(rfc.hex("pkRm"), known, secret("pt")).orElseThrow();
      assertArrayEquals(rfc.hex("enc"), made.enc());
      assertArrayEquals(rfc.hex("ct"), made.ciphertext());
    } finally {
      CryptoServicesRegistrar.setSecureRandom(null);
    }
  }

  @Test
  void knowsThePublicKeysOfTheRfc() {
    assertArrayEquals(rfc.hex("pkRm"), hpke.publicKey(secret("skRm")));
    assertArrayEquals(rfc.hex("pkEm"), hpke.publicKey(secret("skEm")));
  }

  @Test
  void noTwoMessagesAreTheSame() {
    Hpke.Sealed first = hpke.seal(rfc.hex("pkRm"), known, secret("pt")).orElseThrow();
    Hpke.Sealed second = hpke.seal(rfc.hex("pkRm"), known, secret("pt")).orElseThrow();
    assertTrue(!Arrays.equals(first.enc(), second.enc()));
    assertTrue(!Arrays.equals(first.ciphertext(), second.ciphertext()));
    assertArrayEquals(open(first).orElseThrow().reveal(), open(second).orElseThrow().reveal());
  }

  @Test
  void refusesEveryFlippedBitOfTheEncapsulatedKey() {
    for (int bit = 0; bit < message.enc().length * Byte.SIZE; bit++) {
      assertEquals(
          Optional.empty(), open(new Hpke.Sealed(flipped(message.enc(), bit), rfc.hex("ct"))));
    }
  }

  @Test
  void refusesEveryFlippedBitOfTheCiphertext() {
    for (int bit = 0; bit < message.ciphertext().length * Byte.SIZE; bit++) {
      assertEquals(
          Optional.empty(), open(new Hpke.Sealed(rfc.hex("enc"), flipped(rfc.hex("ct"), bit))));
    }
  }

  @Test
  void refusesWhatIsKnownOtherwise() {
    byte[] psk = rfc.hex("psk");
    byte[] id = rfc.hex("psk_id");
    byte[] info = rfc.hex("info");
    byte[] aad = rfc.hex("aad");
    assertTrue(open(psk, id, info, aad).isPresent());
    assertEquals(Optional.empty(), open(flipped(psk, 0), id, info, aad));
    assertEquals(Optional.empty(), open(psk, flipped(id, 0), info, aad));
    assertEquals(Optional.empty(), open(psk, id, flipped(info, 0), aad));
    assertEquals(Optional.empty(), open(psk, id, info, flipped(aad, 0)));
    assertEquals(Optional.empty(), open(psk, id, info, NONE));
  }

  /** RFC 7748 section 6.1 and its encodings above the prime: nobody's public key. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0100000000000000000000000000000000000000000000000000000000000000",
        "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
        "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "0000000000000000000000000000000000000000000000000000000000000080",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"
      })
  void refusesAKeyOfLowOrder(String hex) {
    byte[] key = HexFormat.of().parseHex(hex);
    assertEquals(Optional.empty(), hpke.seal(key, known, secret("pt")));
    assertEquals(Optional.empty(), open(new Hpke.Sealed(key, rfc.hex("ct"))));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 31, 33, 64})
  void refusesAPublicKeyOfAnotherSize(int size) {
    byte[] key = Arrays.copyOf(rfc.hex("enc"), size);
    assertEquals(Optional.empty(), hpke.seal(key, known, secret("pt")));
    assertEquals(Optional.empty(), open(new Hpke.Sealed(key, rfc.hex("ct"))));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 15, 16, 44, 46})
  void refusesACiphertextOfAnotherSize(int size) {
    assertEquals(
        Optional.empty(),
        open(new Hpke.Sealed(rfc.hex("enc"), Arrays.copyOf(rfc.hex("ct"), size))));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 31, 33})
  void refusesAPrivateKeyOfAnotherSize(int size) {
    SecretBytes wrong = SecretBytes.copyOf(new byte[size]);
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> hpke.publicKey(wrong));
    assertEquals("an X25519 key has 32 bytes, not " + size, refused.getMessage());
    assertThrows(IllegalArgumentException.class, () -> hpke.open(wrong, known, message));
  }

  @Test
  void refusesAWeakPreSharedKeyAndOneWithoutAName() {
    SecretBytes weak = SecretBytes.copyOf(new byte[31]);
    assertThrows(
        IllegalArgumentException.class, () -> new Hpke.Known(weak, new byte[1], NONE, NONE));
    SecretBytes enough = SecretBytes.copyOf(new byte[32]);
    assertThrows(IllegalArgumentException.class, () -> new Hpke.Known(enough, NONE, NONE, NONE));
  }

  private Optional<SecretBytes> open(Hpke.Sealed sealedElsewhere) {
    return hpke.open(secret("skRm"), known, sealedElsewhere);
  }

  private Optional<SecretBytes> open(byte[] psk, byte[] id, byte[] info, byte[] aad) {
    Hpke.Known other = new Hpke.Known(SecretBytes.copyOf(psk), id, info, aad);
    return hpke.open(secret("skRm"), other, message);
  }

  private SecretBytes secret(String name) {
    return SecretBytes.copyOf(rfc.hex(name));
  }

  private static byte[] flipped(byte[] bytes, int bit) {
    byte[] flipped = bytes.clone();
    flipped[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
    return flipped;
  }
}
