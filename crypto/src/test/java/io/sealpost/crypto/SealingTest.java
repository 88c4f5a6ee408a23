package io.sealpost.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SealingTest {
  private static final byte[] PLAINTEXT = {1, 2, 3};

  @ParameterizedTest
  @EnumSource(Format.class)
  void roundTripsBothWaysWithNamesInAnyScript(Format format) throws RefusedException {
    String device = "gärten-süd \uD83C\uDF21";
    for (Context context :
        List.of(Context.up(device, "ack"), Context.down(device, "control", Samples.BOOT))) {
      try (Sealer sealer =
              Samples.SEALING.sealer(format, Samples.key(3), device, context.direction());
          Opener opener =
              Samples.SEALING.opener(
                  format, Samples.key(3), device, context.direction(), Optional.empty())) {
        byte[] sealed = sealer.seal(context, Samples.COUNTER, PLAINTEXT);
        Opened opened = opener.open(context, sealed);
        assertArrayEquals(PLAINTEXT, opened.plaintext());
        assertEquals(format != Format.FERNET, opened.counter().isPresent());
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void refusesToSealInAContextThatIsNotTheKeys(Format format) {
    try (Sealer sealer = Samples.sealer(format);
        Opener opener = Samples.opener(format)) {
      for (Context foreign : List.of(Context.up("rpi-08", Samples.STREAM), Samples.DOWN)) {
        assertThrows(
            IllegalArgumentException.class, () -> sealer.seal(foreign, Samples.COUNTER, PLAINTEXT));
        assertThrows(IllegalArgumentException.class, () -> opener.open(foreign, new byte[0]));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void refusesAKeyOfAnotherSize(Format format) {
    for (int size : new int[] {0, 16, 31, 33}) {
      SecretBytes key = SecretBytes.copyOf(new byte[size]);
      IllegalArgumentException refused =
          assertThrows(
              IllegalArgumentException.class,
              () -> Samples.SEALING.sealer(format, key, Samples.DEVICE, Direction.UP));
      assertEquals(
          (format == Format.FERNET ? "a Fernet" : "a pre-shared")
              + " key has 32 bytes, not "
              + size,
          refused.getMessage());
    }
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void isOfNoUseOnceClosed(Format format) {
    byte[] sealed = Samples.sealed(format, PLAINTEXT);
    Sealer sealer = Samples.sealer(format);
    sealer.close();
    assertThrows(
        IllegalStateException.class, () -> sealer.seal(Samples.UP, Samples.COUNTER, PLAINTEXT));
    Opener opener = Samples.opener(format);
    opener.close();
    assertThrows(IllegalStateException.class, () -> opener.open(Samples.UP, sealed));
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void leavesTheCallersKeyAlone(Format format) throws RefusedException {
    SecretBytes key = Samples.key(1);
    try (Opener opener =
        Samples.SEALING.opener(format, key, Samples.DEVICE, Direction.UP, Optional.empty())) {
      assertEquals(Samples.key(1), key);
      key.close();
      assertArrayEquals(
          PLAINTEXT, opener.open(Samples.UP, Samples.sealed(format, PLAINTEXT)).plaintext());
    }
  }

  @Test
  void everyKeyIsForOneSuiteDeviceDirectionAndUse() {
    List<SecretBytes> keys = new ArrayList<>();
    for (Suite suite : Suite.values()) {
      for (String device : List.of("rpi-07", "rpi-08")) {
        KeySchedule schedule = new KeySchedule(Samples.PRIMITIVES, suite, Samples.key(1), device);
        for (Direction direction : Direction.values()) {
          CoseKeys derived = schedule.keys(direction);
          keys.addAll(List.of(derived.encryption(), derived.authentication(), derived.nonce()));
        }
      }
    }
    assertEquals(24, keys.size());
    assertEquals(
        24, keys.stream().map(SecretBytes::reveal).map(Arrays::toString).distinct().count());
  }

  @Test
  void theKeyIdIsTheSameBothWaysAndDiffersBySuiteAndDevice() {
    byte[] kid = Samples.SEALING.kid(Format.COSE_1, Samples.key(1), "rpi-07");
    assertEquals(8, kid.length);
    String sealed = HexFormat.of().formatHex(Samples.sealed(Format.COSE_1, PLAINTEXT));
    assertTrue(sealed.contains("0448" + HexFormat.of().formatHex(kid)), sealed);
    assertFalse(Arrays.equals(kid, Samples.SEALING.kid(Format.COSE_2, Samples.key(1), "rpi-07")));
    assertFalse(Arrays.equals(kid, Samples.SEALING.kid(Format.COSE_1, Samples.key(1), "rpi-08")));
  }

  @Test
  void fernetHasNoKeyId() {
    assertThrows(
        IllegalArgumentException.class,
        () -> Samples.SEALING.kid(Format.FERNET, Samples.key(1), "rpi-07"));
  }

  @Test
  void refusesATimeToLiveThatMeansNothing() {
    assertThrows(
        IllegalArgumentException.class, () -> opener(Format.COSE_1, Duration.ofSeconds(60)));
    assertThrows(
        IllegalArgumentException.class, () -> opener(Format.FERNET, Duration.ofMillis(-1)));
  }

  private static Opener opener(Format format, Duration timeToLive) {
    return Samples.SEALING.opener(
        format, Samples.key(1), Samples.DEVICE, Direction.UP, Optional.of(timeToLive));
  }
}
