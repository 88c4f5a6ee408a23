package io.sealpost.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sealpost.protocol.DecodeException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** COSE_Mac0 and COSE_Encrypt0 as the COSE working group's examples have them. */
class CoseWgVectorsTest {
  private static final byte[] NO_AAD = {};

  /** RFC 9053 section 3.1. */
  private static final Map<Byte, String> JDK_NAMES =
      Map.of((byte) 6, "HmacSHA384", (byte) 7, "HmacSHA512");

  @Test
  void mac0StructuresAndTags() throws DecodeException, GeneralSecurityException {
    List<String> authenticOnes = new ArrayList<>();
    for (String number : List.of("01", "02", "03", "04", "05")) {
      Vector vector = Vector.in("cose-wg/hmac-examples/HMac-enc-" + number + ".json");
      byte[] cbor = vector.object("output").hex("cbor");
      CoseMac0 mac0 = CoseMac0.decode(cbor);
      assertArrayEquals(cbor, mac0.encode());
      assertArrayEquals(plaintext(vector), mac0.payload());
      byte[] structure = CoseMac0.macStructure(mac0.protectedHeader(), NO_AAD, mac0.payload());
      assertArrayEquals(vector.object("intermediates").hex("ToMac_hex"), structure);
      byte[] expected = mac(mac0.protectedHeader()[2], key(vector, "mac0"), structure);
      boolean authentic = Arrays.equals(Arrays.copyOf(expected, mac0.tag().length), mac0.tag());
      assertEquals(!fails(vector), authentic, number);
      if (authentic) {
        authenticOnes.add(number);
      }
    }
    assertEquals(List.of("01", "02", "03", "05"), authenticOnes);
  }

  @Test
  void encrypt0StructuresAndCiphertexts() throws DecodeException {
    List<String> authenticOnes = new ArrayList<>();
    for (String number : List.of("01", "02", "03", "04")) {
      Vector vector = Vector.in("cose-wg/aes-gcm-examples/aes-gcm-enc-" + number + ".json");
      byte[] cbor = withoutTag16(vector.object("output").hex("cbor"));
      CoseEncrypt0 encrypt0 = CoseEncrypt0.decode(cbor);
      assertArrayEquals(cbor, encrypt0.encode());
      byte[] structure = CoseEncrypt0.encStructure(encrypt0.protectedHeader(), NO_AAD);
      assertArrayEquals(vector.object("intermediates").hex("AAD_hex"), structure);
      SecretBytes key = SecretBytes.copyOf(key(vector, "encrypted"));
      Optional<byte[]> opened =
          Samples.PRIMITIVES.openAesGcm(key, encrypt0.nonce(), structure, encrypt0.ciphertext());
      assertEquals(!fails(vector), opened.isPresent(), number);
      if (opened.isPresent()) {
        authenticOnes.add(number);
        assertArrayEquals(plaintext(vector), opened.get());
        assertArrayEquals(
            encrypt0.ciphertext(),
            Samples.PRIMITIVES.sealAesGcm(key, encrypt0.nonce(), structure, plaintext(vector)));
      }
    }
    assertEquals(List.of("01", "02", "03"), authenticOnes);
  }

  /**
   * Our own HMAC where it is SHA-256, the JDK's for the algorithms that the envelope does not use.
   */
  private static byte[] mac(byte algorithm, byte[] key, byte[] structure)
      throws GeneralSecurityException {
    if (algorithm == 4 || algorithm == 5) {
      return Samples.PRIMITIVES.hmacSha256(SecretBytes.copyOf(key), structure);
    }
    Mac mac = Mac.getInstance(JDK_NAMES.get(algorithm));
    mac.init(new SecretKeySpec(key, mac.getAlgorithm()));
    return mac.doFinal(structure);
  }

  private static byte[] withoutTag16(byte[] cbor) {
    assertEquals((byte) 0xD0, cbor[0]);
    return Arrays.copyOfRange(cbor, 1, cbor.length);
  }

  private static byte[] plaintext(Vector vector) {
    return vector.object("input").string("plaintext").getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] key(Vector vector, String structure) {
    Vector recipient = vector.object("input").object(structure).objects("recipients").get(0);
    return Base64.getUrlDecoder().decode(recipient.object("key").string("k"));
  }

  private static boolean fails(Vector vector) {
    return vector.has("fail") && vector.flag("fail");
  }
}
