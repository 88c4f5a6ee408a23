package io.sealpost.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sealpost.crypto.RefusedException.Reason;
import io.sealpost.protocol.CborWriter;
import io.sealpost.protocol.DecodeException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused although, or before, its MAC is right, and which check speaks first. */
class CoseStrictnessTest {
  private static final String INNER_HEAD = "43a10103a1054c000102030405060708090a0b";
  private static final String NO_CIPHERTEXT = "50000102030405060708090a0b0c0d0e0f";
  private static final int OVERHEAD = overhead(60_000);

  private final KeySchedule schedule =
      new KeySchedule(Samples.PRIMITIVES, Suite.ONE, Samples.key(1), Samples.DEVICE);
  private final CoseKeys keys = schedule.keys(Direction.UP);
  private final CoseAuthenticator authenticator =
      new CoseAuthenticator(Samples.PRIMITIVES, keys.opening());

  /** K stands for the key id with its head, C for a cti with its head. */
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "no header, ''",
    "no map, 80",
    "an empty map, a0",
    "no algorithm, a3 03 10 04 K 0f a1 07 C",
    "no content type, a3 01 05 04 K 0f a1 07 C",
    "no kid, a3 01 05 03 10 0f a1 07 C",
    "no cti, a3 01 05 03 10 04 K",
    "an algorithm of neither suite, a4 01 06 03 10 04 K 0f a1 07 C",
    "a negative algorithm, a4 01 24 03 10 04 K 0f a1 07 C",
    "an algorithm in words, a4 01 61 35 03 10 04 K 0f a1 07 C",
    "another content type, a4 01 05 03 11 04 K 0f a1 07 C",
    "a content type in words, a4 01 05 03 61 61 04 K 0f a1 07 C",
    "a kid of 7 bytes, a4 01 05 03 10 04 47 00000000000000 0f a1 07 C",
    "a kid of 9 bytes, a4 01 05 03 10 04 49 000000000000000000 0f a1 07 C",
    "a cti of 7 bytes, a4 01 05 03 10 04 K 0f a1 07 47 00000011000000",
    "a cti of 9 bytes, a4 01 05 03 10 04 K 0f a1 07 49 000000110000000400",
    "a second claim, a4 01 05 03 10 04 K 0f a2 06 00 07 C",
    "another claim, a4 01 05 03 10 04 K 0f a1 06 C",
    "a further label, a5 01 05 03 10 04 K 0f a1 07 C 10 00",
    "crit, a5 01 05 02 81 0f 03 10 04 K 0f a1 07 C",
    "labels out of order, a4 03 10 01 05 04 K 0f a1 07 C",
    "a label twice, a5 01 05 01 05 03 10 04 K 0f a1 07 C",
    "a long map head, b8 04 01 05 03 10 04 K 0f a1 07 C",
    "a long integer, a4 01 18 05 03 10 04 K 0f a1 07 C",
    "an indefinite map, bf 01 05 03 10 04 K 0f a1 07 C ff",
    "a trailing byte, a4 01 05 03 10 04 K 0f a1 07 C 00"
  })
  void aHeaderInAnyOtherShapeIsMalformed(String name, String header) {
    byte[] forged = macced(headerOf(header), payload(INNER_HEAD + NO_CIPHERTEXT));
    assertEquals(Reason.MALFORMED, reason(forged), name);
  }

  @Test
  void theOneShapeOfTheHeaderIsNotMalformed() {
    byte[] header = headerOf("a4 01 05 03 10 04 K 0f a1 07 C");
    assertArrayEquals(header(), header);
    byte[] forged = macced(header, payload(INNER_HEAD + NO_CIPHERTEXT));
    assertEquals(Reason.NOT_AUTHENTIC, reason(forged));
  }

  private byte[] headerOf(String shape) {
    String kid = "48" + HexFormat.of().formatHex(keys.kid());
    String hex = shape.replace("K", kid).replace("C", "480000001100000004");
    return HexFormat.of().parseHex(hex.replace(" ", ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "80",
        "8343a10103a0" + NO_CIPHERTEXT,
        "8343a10101a1054c000102030405060708090a0b" + NO_CIPHERTEXT,
        "8340a1054c000102030405060708090a0b" + NO_CIPHERTEXT,
        "8341a0a1054c000102030405060708090a0b" + NO_CIPHERTEXT,
        "8343a10103a1054b000102030405060708090a" + NO_CIPHERTEXT,
        "8343a10103a1054d000102030405060708090a0b0c" + NO_CIPHERTEXT,
        "8343a10103a1064c000102030405060708090a0b" + NO_CIPHERTEXT,
        "8343a10103a2054c000102030405060708090a0b0600" + NO_CIPHERTEXT,
        "8343a10103a1054c000102030405060708090a0b4f000102030405060708090a0b0c0d0e",
        "83" + INNER_HEAD + "f6",
        "83" + INNER_HEAD + NO_CIPHERTEXT + "00",
        "84" + INNER_HEAD + NO_CIPHERTEXT + "00",
        "82" + INNER_HEAD,
        "d083" + INNER_HEAD + NO_CIPHERTEXT,
        "9f" + INNER_HEAD + NO_CIPHERTEXT + "ff",
        "83" + INNER_HEAD + "5810000102030405060708090a0b0c0d0e0f"
      })
  void anInnerMessageInAnyOtherShapeIsMalformed(String hex) {
    assertEquals(Reason.MALFORMED, reason(macced(header(), HexFormat.of().parseHex(hex))));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 7, 8, 31, 33})
  void aTagOfAnotherLengthThanItsAlgorithmSaysIsMalformed(int size) throws DecodeException {
    CoseMac0 outer = CoseMac0.decode(sealed());
    byte[] tag = Arrays.copyOf(outer.tag(), size);
    assertEquals(
        Reason.MALFORMED,
        reason(new CoseMac0(outer.protectedHeader(), outer.payload(), tag).encode()));
  }

  @Test
  void theOtherSuitesAlgorithmBesideTheOwnKidIsNoKnownKey() throws DecodeException {
    CoseMac0 outer = CoseMac0.decode(sealed());
    byte[] header = new CoseHeader(Suite.TWO, keys.kid(), Samples.COUNTER).encode();
    byte[] tag = authenticator.tag(Samples.UP.encode(), header, outer.payload());
    byte[] renamed = new CoseMac0(header, outer.payload(), Arrays.copyOf(tag, 8)).encode();
    assertEquals(Reason.UNKNOWN_KEY, reason(renamed));
  }

  @Test
  void sizeIsCheckedBeforeAnythingElse() {
    assertEquals(Reason.TOO_LONG, reason(new byte[SealedSize.MAX + 1]));
    assertEquals(Reason.MALFORMED, reason(new byte[SealedSize.MAX]));
  }

  @Test
  void encodingIsCheckedBeforeTheKid() {
    byte[] unknown = new CoseHeader(Suite.ONE, new byte[8], Samples.COUNTER).encode();
    assertEquals(Reason.MALFORMED, reason(macced(unknown, payload(INNER_HEAD))));
    assertEquals(Reason.UNKNOWN_KEY, reason(macced(unknown, payload(INNER_HEAD + NO_CIPHERTEXT))));
  }

  @Test
  void aMessageOfJustTheLongestSizeIsSealedAndOpened() throws RefusedException {
    byte[] plaintext = new byte[SealedSize.MAX - OVERHEAD];
    byte[] sealed = Samples.sealed(Format.COSE_1, plaintext);
    assertEquals(SealedSize.MAX, sealed.length);
    try (Opener opener = Samples.opener(Format.COSE_1)) {
      assertArrayEquals(plaintext, opener.open(Samples.UP, sealed).plaintext());
    }
  }

  @Test
  void aMessageOneByteLongerIsNotSealed() {
    byte[] plaintext = new byte[SealedSize.MAX - OVERHEAD + 1];
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class, () -> Samples.sealed(Format.COSE_1, plaintext));
    assertEquals(
        "a sealed message of 65537 bytes; a sealed message has at most 65536: split the plaintext",
        refused.getMessage());
  }

  @Test
  void theSameMessageIsSealedTheSame() {
    assertArrayEquals(sealed(), sealed());
  }

  @Test
  void noncesDifferWhereverAnythingDiffers() throws DecodeException {
    Map<String, byte[]> messages =
        Map.of(
            "original", sealed(),
            "sequence", seal(Samples.UP, new Counter(17, 5), 7),
            "epoch", seal(Samples.UP, new Counter(18, 4), 7),
            "stream", seal(Context.up(Samples.DEVICE, "presence"), Samples.COUNTER, 7),
            "plaintext", seal(Samples.UP, Samples.COUNTER, 8));
    long nonces = 0;
    Set<String> distinct = new HashSet<>();
    for (byte[] message : messages.values()) {
      distinct.add(HexFormat.of().formatHex(CoseMessage.decode(message).inner().nonce()));
      nonces++;
    }
    assertEquals(nonces, distinct.size());
  }

  private Reason reason(byte[] sealed) {
    try (Opener opener =
        Samples.SEALING.opener(
            Format.COSE_1, Samples.key(1), Samples.DEVICE, Direction.UP, Optional.empty())) {
      return Refusals.reasonFor(opener, Samples.UP, sealed);
    }
  }

  private byte[] header() {
    return new CoseHeader(Suite.ONE, keys.kid(), Samples.COUNTER).encode();
  }

  private static byte[] payload(String hexOfThree) {
    return HexFormat.of().parseHex("83" + hexOfThree);
  }

  private byte[] macced(byte[] header, byte[] payload) {
    byte[] tag = authenticator.tag(Samples.UP.encode(), header, payload);
    return new CborWriter()
        .tag(17)
        .array(4)
        .bytes(header)
        .map(0)
        .bytes(payload)
        .bytes(tag)
        .toByteArray();
  }

  private static byte[] sealed() {
    return seal(Samples.UP, Samples.COUNTER, 7);
  }

  private static byte[] seal(Context context, Counter counter, int first) {
    try (Sealer sealer = Samples.sealer(Format.COSE_1)) {
      return sealer.seal(context, counter, Samples.bytes(46, first));
    }
  }

  private static int overhead(int size) {
    return Samples.sealed(Format.COSE_1, new byte[size]).length - size;
  }
}
