package io.sealpost.crypto.bc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sealpost.crypto.AesBlock;
import io.sealpost.crypto.Primitives;
import io.sealpost.crypto.SecretBytes;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BcPrimitivesTest {
  private static final byte[] NONE = {};
  private final Primitives primitives = new BcPrimitives();
  private final SecretBytes key = SecretBytes.copyOf(new byte[32]);

  @ParameterizedTest
  @ValueSource(ints = {0, 15, 17, 31, 33, 64})
  void refusesAKeyThatIsNotOfAes(int size) {
    SecretBytes wrong = SecretBytes.copyOf(new byte[size]);
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> primitives.sealAesGcm(wrong, new byte[12], NONE, NONE));
    assertEquals("an AES key has 16, 24 or 32 bytes, not " + size, refused.getMessage());
    assertThrows(
        IllegalArgumentException.class, () -> primitives.encryptAesCbc(wrong, new byte[16], NONE));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 11, 13, 16})
  void refusesANonceThatIsNotTwelveBytes(int size) {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> primitives.openAesGcm(key, new byte[size], NONE, new byte[16]));
    assertEquals("the nonce has " + size + " bytes, 12 are needed", refused.getMessage());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 12, 15, 17})
  void refusesAnInitialisationVectorThatIsNotOneBlock(int size) {
    assertThrows(
        IllegalArgumentException.class,
        () -> primitives.decryptAesCbc(key, new byte[size], new byte[16]));
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 8161})
  void refusesAnHkdfSizeOutOfRange(int size) {
    assertThrows(
        IllegalArgumentException.class, () -> primitives.hkdfSha256(key, NONE, NONE, size));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 15})
  void aCiphertextShorterThanItsTagIsNotAuthentic(int size) {
    assertEquals(Optional.empty(), primitives.openAesGcm(key, new byte[12], NONE, new byte[size]));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 15, 17, 33})
  void aCiphertextThatIsNoWholeBlocksIsNoCbc(int size) {
    assertEquals(Optional.empty(), primitives.decryptAesCbc(key, new byte[16], new byte[size]));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 15, 17, 31, 33, 64})
  void refusesABlockCipherWithAKeyThatIsNotOfAes(int size) {
    SecretBytes wrong = SecretBytes.copyOf(new byte[size]);
    assertThrows(IllegalArgumentException.class, () -> primitives.aesBlock(wrong));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 15, 17, 32})
  void refusesABlockOfAnotherSize(int size) {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class, () -> primitives.aesBlock(key).encrypt(new byte[size]));
    assertEquals("an AES block has 16 bytes, not " + size, refused.getMessage());
  }

  @Test
  void aBlockCipherOutlivesTheKeyItWasMadeFromButNotItsOwnEnd() {
    SecretBytes secret = SecretBytes.copyOf(new byte[16]);
    AesBlock aes = primitives.aesBlock(secret);
    byte[] first = new byte[16];
    aes.encrypt(first);
    secret.close();
    byte[] second = new byte[16];
    aes.encrypt(second);
    assertArrayEquals(first, second);
    aes.close();
    assertThrows(IllegalStateException.class, () -> aes.encrypt(new byte[16]));
  }

  @Test
  void leavesTheKeyUsable() {
    byte[] first = primitives.hmacSha256(key, NONE);
    primitives.sealAesGcm(key, new byte[12], NONE, NONE);
    primitives.encryptAesCbc(key, new byte[16], NONE);
    primitives.hkdfSha256(key, NONE, NONE, 32).close();
    assertArrayEquals(first, primitives.hmacSha256(key, NONE));
  }

  @Test
  void refusesAWipedKey() {
    key.close();
    assertThrows(IllegalStateException.class, () -> primitives.hmacSha256(key, NONE));
  }

  @Test
  void wipesItsCopyOfTheKey() {
    SecretBytes secret = SecretBytes.copyOf(new byte[] {1, 2, 3});
    WipedKey wiped = new WipedKey(secret);
    assertArrayEquals(new byte[] {1, 2, 3}, wiped.parameter().getKey());
    wiped.close();
    assertArrayEquals(new byte[3], wiped.parameter().getKey());
  }
}
