package io.sealpost.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sealpost.crypto.RefusedException.Reason;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadKeysTest {
  private static final byte[] PLAINTEXT = {1, 2, 3};
  private static final String KID = "0123456789abcdef";

  @ParameterizedTest
  @EnumSource(names = {"COSE_1", "COSE_2"})
  void openWhatComesFromTheDevice(Format format) throws RefusedException {
    try (ReadKeys keys = keys(format);
        Opener opener = Samples.SEALING.opener(keys, Samples.DEVICE)) {
      Opened opened = opener.open(Samples.UP, Samples.sealed(format, PLAINTEXT));
      assertArrayEquals(PLAINTEXT, opened.plaintext());
      assertEquals(Optional.of(Samples.COUNTER), opened.counter());
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"COSE_1", "COSE_2"})
  void areTheSameAfterBeingWrittenDown(Format format) throws RefusedException {
    try (ReadKeys keys = keys(format)) {
      ReadKeys read =
          new ReadKeys(
              Format.of(format.label()),
              keys.kid(),
              SecretBytes.copyOf(keys.encryption().reveal()),
              SecretBytes.copyOf(keys.authentication().reveal()));
      assertEquals(keys, read);
      try (Opener opener = Samples.SEALING.opener(read, Samples.DEVICE)) {
        byte[] sealed = Samples.sealed(format, PLAINTEXT);
        assertArrayEquals(PLAINTEXT, opener.open(Samples.UP, sealed).plaintext());
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"COSE_1", "COSE_2"})
  void haveTheKeyIdOfTheDevice(Format format) {
    byte[] kid = Samples.SEALING.kid(format, Samples.key(1), Samples.DEVICE);
    assertEquals(HexFormat.of().formatHex(kid), keys(format).kid());
  }

  @Test
  void openNothingThatGoesToTheDevice() {
    byte[] command =
        Samples.SEALING
            .sealer(Format.COSE_1, Samples.key(1), Samples.DEVICE, Direction.DOWN)
            .seal(Samples.DOWN, Samples.COUNTER, PLAINTEXT);
    try (Opener opener = Samples.SEALING.opener(keys(Format.COSE_1), Samples.DEVICE)) {
      assertThrows(IllegalArgumentException.class, () -> opener.open(Samples.DOWN, command));
      assertEquals(Reason.NOT_AUTHENTIC, Refusals.reasonFor(opener, Samples.UP, command));
    }
  }

  /** Of the keys of a device they hold two, and not the one that everything comes from. */
  @Test
  void holdNoOtherKeyOfTheDevice() {
    ReadKeys keys = keys(Format.COSE_1);
    KeySchedule schedule =
        new KeySchedule(Samples.PRIMITIVES, Suite.ONE, Samples.key(1), Samples.DEVICE);
    CoseKeys down = schedule.keys(Direction.DOWN);
    CoseKeys up = schedule.keys(Direction.UP);
    assertEquals(up.encryption(), keys.encryption());
    assertEquals(up.authentication(), keys.authentication());
    for (SecretBytes held : List.of(keys.encryption(), keys.authentication())) {
      for (SecretBytes other :
          List.of(
              Samples.key(1),
              up.nonce(),
              down.encryption(),
              down.authentication(),
              down.nonce(),
              schedule.derive("rotate", 32))) {
        assertNotEquals(other, held);
      }
    }
  }

  @Test
  void openNothingOfAnotherDeviceKeyOrFormat() {
    byte[] sealed = Samples.sealed(Format.COSE_1, PLAINTEXT);
    for (ReadKeys other :
        List.of(
            keys(Format.COSE_2),
            Samples.SEALING.readKeys(Format.COSE_1, Samples.key(2), Samples.DEVICE),
            Samples.SEALING.readKeys(Format.COSE_1, Samples.key(1), "rpi-08"))) {
      try (Opener opener = Samples.SEALING.opener(other, Samples.DEVICE)) {
        assertEquals(Reason.UNKNOWN_KEY, Refusals.reasonFor(opener, Samples.UP, sealed));
      }
    }
  }

  @Test
  void openUnderTheSuiteOfTheirFormatOnly() {
    ReadKeys one = keys(Format.COSE_1);
    ReadKeys claimed =
        new ReadKeys(Format.COSE_2, one.kid(), one.encryption(), one.authentication());
    try (Opener opener = Samples.SEALING.opener(claimed, Samples.DEVICE)) {
      byte[] sealed = Samples.sealed(Format.COSE_1, PLAINTEXT);
      assertEquals(Reason.UNKNOWN_KEY, Refusals.reasonFor(opener, Samples.UP, sealed));
    }
  }

  @Test
  void areNotToBeHadOfFernet() {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> keys(Format.FERNET));
    assertEquals(
        "a Fernet key cannot be read-only: it has one key for opening and sealing, both ways",
        refused.getMessage());
    SecretBytes secret = Samples.key(1);
    assertThrows(
        IllegalArgumentException.class, () -> new ReadKeys(Format.FERNET, KID, secret, secret));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0123456789abcde", "0123456789ABCDEF", "0123456789abcdef0"})
  void areRefusedWithAnOddKeyId(String kid) {
    SecretBytes secret = Samples.key(1);
    assertThrows(
        IllegalArgumentException.class, () -> new ReadKeys(Format.COSE_1, kid, secret, secret));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 31, 33})
  void areRefusedInAnotherSize(int size) {
    SecretBytes wrong = SecretBytes.copyOf(new byte[size]);
    SecretBytes right = Samples.key(1);
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class, () -> new ReadKeys(Format.COSE_1, KID, wrong, right));
    assertEquals("the encryption key has " + size + " bytes, 32 are needed", refused.getMessage());
    assertThrows(
        IllegalArgumentException.class, () -> new ReadKeys(Format.COSE_1, KID, right, wrong));
  }

  @Test
  void anOpenerOutlivesTheKeysItWasMadeFromButNotItsOwnEnd() throws RefusedException {
    ReadKeys keys = keys(Format.COSE_1);
    Opener opener = Samples.SEALING.opener(keys, Samples.DEVICE);
    keys.close();
    byte[] sealed = Samples.sealed(Format.COSE_1, PLAINTEXT);
    assertArrayEquals(PLAINTEXT, opener.open(Samples.UP, sealed).plaintext());
    opener.close();
    assertThrows(IllegalStateException.class, () -> opener.open(Samples.UP, sealed));
    assertThrows(IllegalStateException.class, () -> Samples.SEALING.opener(keys, Samples.DEVICE));
    assertEquals(SecretBytes.copyOf(new byte[32]), keys.encryption());
    assertEquals(SecretBytes.copyOf(new byte[32]), keys.authentication());
  }

  private static ReadKeys keys(Format format) {
    return Samples.SEALING.readKeys(format, Samples.key(1), Samples.DEVICE);
  }
}
