package io.sealpost.crypto.bc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.crypto.Primitives;
import io.sealpost.crypto.SecretBytes;
import io.sealpost.crypto.Vector;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** Project Wycheproof's vectors: known answers and what broke other implementations. */
class WycheproofTest {
  private final Primitives primitives = new BcPrimitives();

  // Counts of this test alone, which JUnit makes anew for each method.
  private int valid;
  private int invalid;
  private int outOfRange;

  @Test
  void aesGcm() {
    forEach("aes_gcm_test.json", (group, test) -> aesGcm(test));
    assertEquals(List.of(58, 41, 59), List.of(valid, invalid, outOfRange));
  }

  private void aesGcm(Vector test) {
    SecretBytes key = test.secret("key");
    byte[] iv = test.hex("iv");
    byte[] aad = test.hex("aad");
    byte[] sealed = concatenation(test.hex("ct"), test.hex("tag"));
    if (iv.length != Primitives.GCM_NONCE_SIZE) {
      assertThrows(
          IllegalArgumentException.class, () -> primitives.openAesGcm(key, iv, aad, sealed));
      outOfRange++;
      return;
    }
    Optional<byte[]> opened = primitives.openAesGcm(key, iv, aad, sealed);
    assertEquals(isValid(test), opened.isPresent(), test::toString);
    if (opened.isPresent()) {
      assertArrayEquals(test.hex("msg"), opened.get());
      assertArrayEquals(sealed, primitives.sealAesGcm(key, iv, aad, test.hex("msg")));
    }
  }

  @Test
  void aesCbcWithPkcs7Padding() {
    forEach("aes_cbc_pkcs5_test.json", (group, test) -> aesCbc(test));
    assertEquals(List.of(36, 72), List.of(valid, invalid));
  }

  private void aesCbc(Vector test) {
    SecretBytes key = test.secret("key");
    byte[] iv = test.hex("iv");
    Optional<byte[]> opened = primitives.decryptAesCbc(key, iv, test.hex("ct"));
    assertEquals(isValid(test), opened.isPresent(), test::toString);
    if (opened.isPresent()) {
      assertArrayEquals(test.hex("msg"), opened.get());
      assertArrayEquals(test.hex("ct"), primitives.encryptAesCbc(key, iv, test.hex("msg")));
    }
  }

  @Test
  void hmacSha256() {
    forEach("hmac_sha256_test.json", this::hmac);
    assertEquals(List.of(33, 54), List.of(valid, invalid));
  }

  private void hmac(Vector group, Vector test) {
    byte[] mac = primitives.hmacSha256(test.secret("key"), test.hex("msg"));
    byte[] tag = Arrays.copyOf(mac, (int) group.number("tagSize") / Byte.SIZE);
    assertEquals(isValid(test), Arrays.equals(test.hex("tag"), tag), test::toString);
  }

  @Test
  void hkdfSha256() {
    forEach("hkdf_sha256_test.json", (group, test) -> hkdf(test));
    assertEquals(List.of(42, 1), List.of(valid, invalid));
  }

  private void hkdf(Vector test) {
    SecretBytes ikm = test.secret("ikm");
    int size = (int) test.number("size");
    if (isValid(test)) {
      SecretBytes okm = primitives.hkdfSha256(ikm, test.hex("salt"), test.hex("info"), size);
      assertArrayEquals(test.hex("okm"), okm.reveal(), test::toString);
    } else {
      assertThrows(
          IllegalArgumentException.class,
          () -> primitives.hkdfSha256(ikm, test.hex("salt"), test.hex("info"), size));
    }
  }

  private void forEach(String file, BiConsumer<Vector, Vector> check) {
    Vector vectors = Vector.in("wycheproof/" + file);
    int ran = 0;
    for (Vector group : vectors.objects("testGroups")) {
      for (Vector test : group.objects("tests")) {
        int before = outOfRange;
        check.accept(group, test);
        ran++;
        if (outOfRange == before) {
          count(test);
        }
      }
    }
    assertEquals(vectors.number("numberOfTests"), ran);
  }

  private void count(Vector test) {
    if (isValid(test)) {
      valid++;
    } else {
      invalid++;
    }
  }

  /** The files in use have no "acceptable" vector; one would need a decision of its own. */
  private static boolean isValid(Vector test) {
    String result = test.string("result");
    assertTrue(List.of("valid", "invalid").contains(result), test::toString);
    return result.equals("valid");
  }

  private static byte[] concatenation(byte[] first, byte[] second) {
    ByteArrayOutputStream both = new ByteArrayOutputStream();
    both.writeBytes(first);
    both.writeBytes(second);
    return both.toByteArray();
  }
}
