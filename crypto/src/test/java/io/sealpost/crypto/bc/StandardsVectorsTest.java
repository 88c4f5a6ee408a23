package io.sealpost.crypto.bc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sealpost.crypto.AesBlock;
import io.sealpost.crypto.Primitives;
import io.sealpost.crypto.SecretBytes;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The vectors that the standards themselves give. */
class StandardsVectorsTest {
  private final Primitives primitives = new BcPrimitives();

  @Test
  void hmacOfRfc4231() {
    List<ResponseFile.Entry> entries = ResponseFile.entries("rfc/rfc-4231-sha256.txt", "Len");
    for (ResponseFile.Entry entry : entries) {
      assertEquals(entry.number("Len"), entry.hex("Msg").length * Byte.SIZE);
      SecretBytes key = SecretBytes.copyOf(entry.hex("Key"));
      assertArrayEquals(entry.hex("MD"), primitives.hmacSha256(key, entry.hex("Msg")));
    }
    assertEquals(6, entries.size());
  }

  @Test
  void hkdfOfRfc5869() {
    List<ResponseFile.Entry> entries =
        ResponseFile.entries("rfc/rfc-5869-HKDF-SHA256.txt", "COUNT");
    for (ResponseFile.Entry entry : entries) {
      SecretBytes okm =
          primitives.hkdfSha256(
              SecretBytes.copyOf(entry.hex("IKM")),
              entry.hex("salt"),
              entry.hex("info"),
              entry.number("L"));
      assertArrayEquals(entry.hex("OKM"), okm.reveal());
    }
    assertEquals(3, entries.size());
  }

  @Test
  void aesGcmOfNist() {
    List<ResponseFile.Entry> entries =
        ResponseFile.entries("nist/gcmDecrypt256-iv96-tag128-part1.rsp", "Count");
    int authentic = 0;
    for (ResponseFile.Entry entry : entries) {
      byte[] ciphertext = concatenation(entry.hex("CT"), entry.hex("Tag"));
      SecretBytes key = SecretBytes.copyOf(entry.hex("Key"));
      Optional<byte[]> opened =
          primitives.openAesGcm(key, entry.hex("IV"), entry.hex("AAD"), ciphertext);
      assertEquals(!entry.has("FAIL"), opened.isPresent(), entry::toString);
      if (opened.isPresent()) {
        authentic++;
        assertArrayEquals(entry.hex("PT"), opened.get());
      }
    }
    assertEquals(List.of(195, 91), List.of(entries.size(), authentic));
  }

  @Test
  void aesOfFips197() {
    List<ResponseFile.Entry> entries = ResponseFile.entries("nist/fips-197-aes.txt", "Key");
    for (ResponseFile.Entry entry : entries) {
      byte[] block = entry.hex("PT");
      try (AesBlock aes = primitives.aesBlock(SecretBytes.copyOf(entry.hex("Key")))) {
        aes.encrypt(block);
      }
      assertArrayEquals(entry.hex("CT"), block);
    }
    assertEquals(4, entries.size());
  }

  private static byte[] concatenation(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
