package io.sealpost.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sealpost.crypto.RefusedException.Reason;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FernetTest {
  private static final byte[] IV = Samples.bytes(16, 1);
  private static final byte[] HELLO = {'h', 'e', 'l', 'l', 'o'};
  private static final Duration MINUTE = Duration.ofSeconds(60);

  /**
   * The longest plaintext: 49,152 decoded bytes less 57 of frame, in whole blocks, less padding.
   */
  private static final int LONGEST = (49_152 - 57) / 16 * 16 - 1;

  private final Fernet fernet = new Fernet(Samples.PRIMITIVES, Samples.key(1));

  @ParameterizedTest
  @ValueSource(longs = {-60, -1, 0, 59, 60})
  void opensATokenOfItsTime(long age) throws RefusedException {
    assertArrayEquals(HELLO, openAtAge(age).plaintext());
  }

  @ParameterizedTest
  @ValueSource(longs = {-61, -1_000_000, 61, 1_000_000})
  void refusesATokenOutsideOfItsTime(long age) {
    RefusedException refused = assertThrows(RefusedException.class, () -> openAtAge(age));
    assertEquals(Reason.EXPIRED, refused.reason());
  }

  @Test
  void countsAgeInWholeSecondsAsThePythonReaderDoes() throws RefusedException {
    byte[] token = fernet.seal(Samples.NOW, IV, HELLO);
    Instant almostNextSecond = Samples.NOW.plus(MINUTE).plusMillis(999);
    assertArrayEquals(HELLO, fernet.open(token, almostNextSecond, MINUTE).plaintext());
  }

  @Test
  void opensATokenOfAnyAgeWithoutATimeToLive() throws RefusedException {
    for (Instant time : new Instant[] {Instant.EPOCH, Instant.MAX}) {
      Opened opened = fernet.open(fernet.seal(time, IV, HELLO));
      assertEquals(Optional.of(Instant.ofEpochSecond(time.getEpochSecond())), opened.sealedAt());
    }
  }

  @Test
  void comparesTimesFarApartWithoutOverflow() {
    byte[] token = fernet.seal(Instant.MAX, IV, HELLO);
    Duration longest = Duration.ofSeconds(Long.MAX_VALUE);
    assertEquals(
        Reason.EXPIRED,
        assertThrows(RefusedException.class, () -> fernet.open(token, Instant.MIN, longest))
            .reason());
  }

  @Test
  void aForgedTokenIsNotAuthenticRatherThanExpired() {
    byte[] token = fernet.seal(Instant.EPOCH, IV, HELLO);
    token[20] = (byte) (token[20] == 'A' ? 'B' : 'A');
    assertEquals(
        Reason.NOT_AUTHENTIC,
        assertThrows(RefusedException.class, () -> fernet.open(token, Samples.NOW, MINUTE))
            .reason());
  }

  @Test
  void namesATokenByTheFirstBytesOfItsMac() throws RefusedException {
    byte[] token = fernet.seal(Samples.NOW, IV, HELLO);
    byte[] decoded = CanonicalBase64.decode(token).orElseThrow();
    int mac = decoded.length - Primitives.HMAC_SIZE;
    assertArrayEquals(
        Arrays.copyOfRange(decoded, mac, mac + Opened.TAG_SIZE), fernet.open(token).tag());
  }

  @Test
  void signsWithTheFirstHalfOfTheKeyAndEncryptsWithTheSecond() throws RefusedException {
    byte[] otherSecond = Samples.bytes(32, 1);
    otherSecond[31] ^= 1;
    byte[] token = fernet.seal(Samples.NOW, IV, new byte[32]);
    try (Fernet sameSigner = new Fernet(Samples.PRIMITIVES, SecretBytes.copyOf(otherSecond))) {
      RefusedException garbled = assertThrows(RefusedException.class, () -> sameSigner.open(token));
      assertEquals(Reason.MALFORMED, garbled.reason());
    }
  }

  @Test
  void drawsAnotherInitialisationVectorForEachToken() {
    try (Sealer sealer = Samples.sealer(Format.FERNET)) {
      byte[] first = sealer.seal(Samples.UP, Samples.COUNTER, HELLO);
      byte[] second = sealer.seal(Samples.UP, Samples.COUNTER, HELLO);
      assertFalse(Arrays.equals(first, second));
    }
  }

  @Test
  void datesTokensByTheClock() throws RefusedException {
    Instant time = Instant.parse("2041-02-03T04:05:06.789Z");
    Sealing sealing = new Sealing(Samples.PRIMITIVES, () -> time, new SecureRandom());
    try (Sealer sealer =
        sealing.sealer(Format.FERNET, Samples.key(1), Samples.DEVICE, Direction.UP)) {
      Opened opened = fernet.open(sealer.seal(Samples.UP, Samples.COUNTER, HELLO));
      assertEquals(Optional.of(Instant.parse("2041-02-03T04:05:06Z")), opened.sealedAt());
    }
  }

  @Test
  void theLongestTokenIsSealedAndOpened() throws RefusedException {
    byte[] token = fernet.seal(Samples.NOW, IV, new byte[LONGEST]);
    assertEquals(LONGEST, fernet.open(token).plaintext().length);
  }

  @ParameterizedTest
  @ValueSource(ints = {LONGEST + 1, 65_536, 65_537, 1_000_000})
  void aLongerTokenIsNotSealed(int size) {
    assertThrows(
        IllegalArgumentException.class, () -> fernet.seal(Samples.NOW, IV, new byte[size]));
  }

  @Test
  void aLongerTokenIsNotOpened() {
    byte[] longer = new byte[65_540];
    Arrays.fill(longer, (byte) 'A');
    assertEquals(
        Reason.TOO_LONG, assertThrows(RefusedException.class, () -> fernet.open(longer)).reason());
  }

  @Test
  void refusesToSealBeforeTheEpoch() {
    assertThrows(
        IllegalArgumentException.class, () -> fernet.seal(Instant.EPOCH.minusNanos(1), IV, HELLO));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 16, 31, 33})
  void refusesAKeyOfAnotherSize(int size) {
    SecretBytes key = SecretBytes.copyOf(new byte[size]);
    assertEquals(
        "a Fernet key has 32 bytes, not " + size,
        assertThrows(IllegalArgumentException.class, () -> new Fernet(Samples.PRIMITIVES, key))
            .getMessage());
  }

  private Opened openAtAge(long seconds) throws RefusedException {
    byte[] token = fernet.seal(Samples.NOW.minusSeconds(seconds), IV, HELLO);
    Sealing sealing = new Sealing(Samples.PRIMITIVES, () -> Samples.NOW, new SecureRandom());
    try (Opener opener =
        sealing.opener(
            Format.FERNET, Samples.key(1), Samples.DEVICE, Direction.UP, Optional.of(MINUTE))) {
      return opener.open(Samples.UP, token);
    }
  }

  @Test
  void aTimeToLiveOfNothingTakesTheVerySecond() throws RefusedException {
    byte[] token = fernet.seal(Samples.NOW, IV, HELLO);
    assertArrayEquals(HELLO, fernet.open(token, Samples.NOW, Duration.ZERO).plaintext());
    assertThrows(
        RefusedException.class,
        () -> fernet.open(token, Samples.NOW.plusSeconds(1), Duration.ZERO));
  }
}
