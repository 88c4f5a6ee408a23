package io.sealpost.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Neither a key nor a plaintext is ever printed. */
class SecrecyTest {
  private static final byte[] PLAINTEXT = "the cellar is empty".getBytes(StandardCharsets.UTF_8);

  @ParameterizedTest
  @EnumSource(Format.class)
  void nothingPrintsAKey(Format format) {
    List<Object> printable = new ArrayList<>(List.of(Samples.key(1)));
    try (Sealer sealer = Samples.sealer(format);
        Opener opener = Samples.opener(format);
        Fernet fernet = new Fernet(Samples.PRIMITIVES, Samples.key(1))) {
      printable.addAll(List.of(sealer, opener, fernet, Samples.SEALING, coseKeys()));
      printable.forEach(object -> assertSaysNothing(object.toString()));
    }
  }

  @Test
  void nothingPrintsWhatARotationHolds() {
    try (RotationKey key = new RotationKey(Samples.PRIMITIVES.hpke(), Samples.key(1));
        ReadKeys read = Samples.SEALING.readKeys(Format.COSE_1, Samples.key(1), Samples.DEVICE)) {
      Hpke.Known known = new Hpke.Known(Samples.key(1), new byte[1], PLAINTEXT, PLAINTEXT);
      List.of(key, read, known, read.opening())
          .forEach(object -> assertSaysNothing(object.toString()));
    }
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void noExceptionPrintsAKeyOrPlaintext(Format format) {
    try (Sealer sealer = Samples.sealer(format);
        Opener opener = Samples.opener(format)) {
      byte[] sealed = sealer.seal(Samples.UP, Samples.COUNTER, PLAINTEXT);
      for (int bit = 0; bit < sealed.length * Byte.SIZE; bit++) {
        byte[] altered = sealed.clone();
        altered[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
        RefusedException refused =
            assertThrows(RefusedException.class, () -> opener.open(Samples.UP, altered));
        assertEquals("message refused", refused.getMessage());
        assertSaysNothing(stackTrace(refused));
      }
      byte[] tooLong = Arrays.copyOf(PLAINTEXT, 70_000);
      assertSaysNothing(
          stackTrace(
              assertThrows(
                  IllegalArgumentException.class,
                  () -> sealer.seal(Samples.UP, Samples.COUNTER, tooLong))));
    }
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void noSealedMessageContainsItsPlaintextOrAKey(Format format) {
    String sealed = new String(Samples.sealed(format, PLAINTEXT), StandardCharsets.ISO_8859_1);
    assertFalse(sealed.contains("cellar"));
    assertFalse(sealed.contains(new String(Samples.bytes(8, 1), StandardCharsets.ISO_8859_1)));
  }

  @Test
  void closingWipesEveryDerivedKey() {
    CoseKeys keys = coseKeys();
    keys.close();
    for (SecretBytes key : List.of(keys.encryption(), keys.authentication(), keys.nonce())) {
      assertEquals(SecretBytes.copyOf(new byte[32]), key);
    }
  }

  @Test
  void aMalformedKeyIsNotQuoted() {
    SecretBytes shorter = Samples.key(1).part(0, 31);
    Sealing sealing = new Sealing(Samples.PRIMITIVES, () -> Samples.NOW, new SecureRandom());
    assertSaysNothing(
        stackTrace(
            assertThrows(
                IllegalArgumentException.class,
                () -> sealing.kid(Format.COSE_1, shorter, Samples.DEVICE))));
  }

  @Test
  void noFaultOfARotationQuotesAKey() {
    Rotation rotation = new Rotation(Samples.PRIMITIVES);
    Terms terms = new Terms(Format.COSE_1, Samples.DEVICE, 1, Samples.BOOT);
    SecretBytes shorter = Samples.key(1).part(0, 31);
    RotationKey key = new RotationKey(Samples.PRIMITIVES.hpke(), Samples.key(1));
    key.close();
    for (Executable fault :
        List.<Executable>of(
            () -> rotation.wrap(key.publicKey(), terms, Samples.key(1), Samples.key(1)),
            () -> rotation.wrap(key.publicKey(), terms, Samples.key(1), shorter),
            () -> rotation.wrap(key.publicKey(), terms, shorter, Samples.key(1)),
            () -> rotation.unwrap(key, terms, Samples.key(2), "0".repeat(64), "0".repeat(96)),
            () -> Samples.SEALING.psk(shorter, Samples.DEVICE, 0),
            () -> new ReadKeys(Format.COSE_1, "0".repeat(16), shorter, shorter))) {
      assertSaysNothing(stackTrace(assertThrows(RuntimeException.class, fault)));
    }
  }

  private static CoseKeys coseKeys() {
    return new KeySchedule(Samples.PRIMITIVES, Suite.ONE, Samples.key(1), Samples.DEVICE)
        .keys(Direction.UP);
  }

  private static void assertSaysNothing(String text) {
    String lowerCase = text.toLowerCase(Locale.ROOT);
    CoseKeys keys = coseKeys();
    for (SecretBytes secret :
        List.of(
            Samples.key(1),
            keys.encryption(),
            keys.authentication(),
            keys.nonce(),
            SecretBytes.copyOf(PLAINTEXT))) {
      byte[] start = Arrays.copyOf(secret.reveal(), 6);
      assertFalse(lowerCase.contains(HexFormat.of().formatHex(start)), text);
      assertFalse(text.contains(Base64.getUrlEncoder().encodeToString(start)), text);
      assertFalse(text.contains(new String(start, StandardCharsets.ISO_8859_1)), text);
      String decimal = Arrays.toString(start);
      assertFalse(text.contains(decimal.substring(1, decimal.length() - 1)), text);
    }
  }

  private static String stackTrace(Exception exception) {
    StringWriter text = new StringWriter();
    exception.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
