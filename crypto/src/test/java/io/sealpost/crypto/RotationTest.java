package io.sealpost.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.protocol.BootId;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RotationTest {
  private static final SecretBytes OLD = Samples.key(1);
  private static final SecretBytes NEW = Samples.key(101);
  private static final Terms TERMS = new Terms(Format.COSE_1, Samples.DEVICE, 1, Samples.BOOT);

  private final SecureRandom random = new SecureRandom();
  private final Rotation rotation = new Rotation(Samples.PRIMITIVES);
  private final RotationKey key = rotation.newKey(random);
  private final Wrapped made = rotation.wrap(key.publicKey(), TERMS, OLD, NEW).orElseThrow();

  @AfterEach
  void wipe() {
    key.close();
  }

  @ParameterizedTest
  @EnumSource(names = {"COSE_1", "COSE_2"})
  void handsOverTheNewKey(Format format) {
    Terms terms = new Terms(format, "gärten-süd \uD83C\uDF21", Long.MAX_VALUE, Samples.BOOT);
    Wrapped sent = rotation.wrap(key.publicKey(), terms, OLD, NEW).orElseThrow();
    assertEquals(Optional.of(NEW), rotation.unwrap(key, terms, OLD, sent.enc(), sent.wrapped()));
  }

  @Test
  void isAsLongAsTheCommandSays() {
    assertTrue(key.publicKey().matches("[0-9a-f]{64}"), key.publicKey());
    assertTrue(made.enc().matches("[0-9a-f]{64}"), made.enc());
    assertTrue(made.wrapped().matches("[0-9a-f]{96}"), made.wrapped());
  }

  @Test
  void isNeverTheSameTwice() {
    Wrapped again = rotation.wrap(key.publicKey(), TERMS, OLD, NEW).orElseThrow();
    assertNotEquals(made.enc(), again.enc());
    assertNotEquals(made.wrapped(), again.wrapped());
    try (RotationKey other = rotation.newKey(random)) {
      assertNotEquals(key.publicKey(), other.publicKey());
    }
  }

  /** Whoever recorded everything and learns the old key later has all but the key pair. */
  @Test
  void aRecordingAndTheOldKeyDoNotGiveTheNewOne() {
    try (RotationKey another = rotation.newKey(random)) {
      assertEquals(Optional.empty(), unwrap(another, TERMS, OLD, made));
    }
    assertFalse(made.wrapped().contains(hex(NEW)));
  }

  @Test
  void theKeyPairWithoutTheOldKeyDoesNotGiveTheNewOneEither() {
    assertEquals(Optional.empty(), unwrap(key, TERMS, Samples.key(2), made));
  }

  @Test
  void isBoundToFormatDeviceGenerationAndBoot() {
    BootId boot = new BootId("0123456789abcdee");
    for (Terms other :
        List.of(
            new Terms(Format.COSE_2, Samples.DEVICE, 1, Samples.BOOT),
            new Terms(Format.COSE_1, "rpi-08", 1, Samples.BOOT),
            new Terms(Format.COSE_1, Samples.DEVICE, 2, Samples.BOOT),
            new Terms(Format.COSE_1, Samples.DEVICE, 1, boot))) {
      assertEquals(Optional.empty(), unwrap(key, other, OLD, made), other::toString);
    }
    assertEquals(Optional.of(NEW), unwrap(key, TERMS, OLD, made));
  }

  @Test
  void anyOtherDigitIsRefused() {
    for (int i = 0; i < made.enc().length(); i++) {
      Wrapped altered = new Wrapped(altered(made.enc(), i), made.wrapped());
      assertEquals(Optional.empty(), unwrap(key, TERMS, OLD, altered), altered::toString);
    }
    for (int i = 0; i < made.wrapped().length(); i++) {
      Wrapped altered = new Wrapped(made.enc(), altered(made.wrapped(), i));
      assertEquals(Optional.empty(), unwrap(key, TERMS, OLD, altered), altered::toString);
    }
  }

  @Test
  void halvesOfTwoMessagesDoNotFit() {
    Wrapped second = rotation.wrap(key.publicKey(), TERMS, OLD, Samples.key(55)).orElseThrow();
    assertEquals(
        Optional.empty(), unwrap(key, TERMS, OLD, new Wrapped(made.enc(), second.wrapped())));
  }

  @Test
  void whatIsNotTheOneSpellingIsRefused() {
    String upper = made.enc().toUpperCase(Locale.ROOT);
    for (String enc : List.of(upper, made.enc() + " ", "", "٣".repeat(64), "0".repeat(1_000_000))) {
      assertEquals(
          Optional.empty(), rotation.unwrap(key, TERMS, OLD, enc, made.wrapped()), "an odd enc");
      assertThrows(IllegalArgumentException.class, () -> new Wrapped(enc, made.wrapped()));
    }
    String loud = made.wrapped().toUpperCase(Locale.ROOT);
    for (String wrapped : List.of(loud, made.wrapped() + "00", "", made.enc())) {
      assertEquals(Optional.empty(), rotation.unwrap(key, TERMS, OLD, made.enc(), wrapped));
      assertThrows(IllegalArgumentException.class, () -> new Wrapped(made.enc(), wrapped));
    }
    assertEquals(
        Optional.empty(), rotation.wrap(key.publicKey().toUpperCase(Locale.ROOT), TERMS, OLD, NEW));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00",
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0100000000000000000000000000000000000000000000000000000000000000",
        "not hexadecimal, though it has exactly sixty-four characters ...."
      })
  void nothingIsWrappedForWhatIsNoPublicKey(String publicKey) {
    assertEquals(Optional.empty(), rotation.wrap(publicKey, TERMS, OLD, NEW));
  }

  @Test
  void theSameKeyIsNoNewOne() {
    assertThrows(
        IllegalArgumentException.class, () -> rotation.wrap(key.publicKey(), TERMS, OLD, OLD));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 31, 33})
  void keysOfAnotherSizeAreTheCallersFault(int size) {
    SecretBytes wrong = SecretBytes.copyOf(new byte[size]);
    String publicKey = key.publicKey();
    assertThrows(IllegalArgumentException.class, () -> rotation.wrap(publicKey, TERMS, OLD, wrong));
    assertThrows(IllegalArgumentException.class, () -> rotation.wrap(publicKey, TERMS, wrong, NEW));
    assertThrows(IllegalArgumentException.class, () -> unwrap(key, TERMS, wrong, made));
  }

  @Test
  void aClosedKeyPairOpensNothing() {
    SecretBytes inside = key.privateKey();
    key.close();
    assertEquals(SecretBytes.copyOf(new byte[32]), inside);
    assertThrows(IllegalStateException.class, () -> unwrap(key, TERMS, OLD, made));
  }

  @Test
  void leavesTheCallersKeysAlone() {
    assertEquals(Samples.key(1), OLD);
    assertEquals(Samples.key(101), NEW);
    assertEquals(Optional.of(NEW), unwrap(key, TERMS, OLD, made));
    assertEquals(Optional.of(NEW), unwrap(key, TERMS, OLD, made));
  }

  @Test
  void termsAreOfADeviceThatCanRotate() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new Terms(Format.FERNET, Samples.DEVICE, 1, Samples.BOOT));
    assertThrows(
        IllegalArgumentException.class,
        () -> new Terms(Format.COSE_1, Samples.DEVICE, 0, Samples.BOOT));
    assertThrows(
        IllegalArgumentException.class, () -> new Terms(Format.COSE_1, "\uD800", 1, Samples.BOOT));
  }

  private Optional<SecretBytes> unwrap(
      RotationKey with, Terms terms, SecretBytes old, Wrapped message) {
    return rotation.unwrap(with, terms, old, message.enc(), message.wrapped());
  }

  private static String altered(String hex, int at) {
    char other = hex.charAt(at) == '0' ? '8' : '0';
    return hex.substring(0, at) + other + hex.substring(at + 1);
  }

  private static String hex(SecretBytes secret) {
    return HexFormat.of().formatHex(secret.reveal());
  }
}
