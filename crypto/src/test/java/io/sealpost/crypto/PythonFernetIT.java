package io.sealpost.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sealpost.crypto.RefusedException.Reason;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Python's {@code cryptography.fernet} reads ours and we read theirs. The seeds are fixed. */
class PythonFernetIT {
  private static final int MESSAGES = 300;
  private static final String SCRIPT = "fernet_peer.py";

  private final Random random = new Random(80);
  private final List<byte[]> keys = new ArrayList<>();
  private final List<byte[]> plaintexts = new ArrayList<>();

  PythonFernetIT() {
    for (int i = 0; i < MESSAGES; i++) {
      keys.add(randomBytes(32));
      plaintexts.add(randomBytes(i < 70 ? i : random.nextInt(5000)));
    }
  }

  @Test
  void pythonReadsOurs() {
    List<String> requests = new ArrayList<>();
    for (int i = 0; i < MESSAGES; i++) {
      requests.add("open %s %s".formatted(base64(keys.get(i)), sealed(i)));
    }
    List<String> answers = PythonPeer.run(SCRIPT, requests);
    for (int i = 0; i < MESSAGES; i++) {
      assertEquals("=" + hex(plaintexts.get(i)), answers.get(i));
    }
  }

  @Test
  void weReadPythons() throws RefusedException {
    List<String> requests = new ArrayList<>();
    for (int i = 0; i < MESSAGES; i++) {
      requests.add("seal %s %s".formatted(base64(keys.get(i)), hex(plaintexts.get(i))));
    }
    List<String> tokens = PythonPeer.run(SCRIPT, requests);
    for (int i = 0; i < MESSAGES; i++) {
      try (Opener opener = opener(i)) {
        Opened opened = opener.open(Samples.UP, tokens.get(i).getBytes(StandardCharsets.US_ASCII));
        assertArrayEquals(plaintexts.get(i), opened.plaintext());
      }
    }
  }

  @Test
  void bothAgreeOnTheTimeToLive() {
    long now = Samples.NOW.getEpochSecond();
    List<String> requests = new ArrayList<>();
    for (long age = -70; age <= 70; age++) {
      requests.add("open-at %d 30 %s %s".formatted(now, base64(keys.get(0)), sealedAt(now - age)));
    }
    List<String> answers = PythonPeer.run(SCRIPT, requests);
    for (int i = 0; i < answers.size(); i++) {
      long age = i - 70L;
      boolean inTime = age >= -60 && age <= 30;
      assertEquals(inTime ? "=00" : "refused", answers.get(i), "age " + age);
      assertEquals(inTime, opensAt(now, sealedAt(now - age)), "age " + age);
    }
  }

  private boolean opensAt(long now, String token) {
    try (Fernet fernet = fernet(0)) {
      fernet.open(
          token.getBytes(StandardCharsets.US_ASCII),
          Instant.ofEpochSecond(now),
          Duration.ofSeconds(30));
      return true;
    } catch (RefusedException refused) {
      assertEquals(Reason.EXPIRED, refused.reason());
      return false;
    }
  }

  private String sealedAt(long second) {
    try (Fernet fernet = fernet(0)) {
      Instant time = Instant.ofEpochSecond(second);
      return new String(fernet.seal(time, new byte[16], new byte[1]), StandardCharsets.US_ASCII);
    }
  }

  private String sealed(int i) {
    try (Sealer sealer =
        Samples.SEALING.sealer(
            Format.FERNET, SecretBytes.copyOf(keys.get(i)), Samples.DEVICE, Direction.UP)) {
      byte[] token = sealer.seal(Samples.UP, Samples.COUNTER, plaintexts.get(i));
      return new String(token, StandardCharsets.US_ASCII);
    }
  }

  private Opener opener(int i) {
    return Samples.SEALING.opener(
        Format.FERNET,
        SecretBytes.copyOf(keys.get(i)),
        Samples.DEVICE,
        Direction.UP,
        Optional.empty());
  }

  private Fernet fernet(int i) {
    return new Fernet(Samples.PRIMITIVES, SecretBytes.copyOf(keys.get(i)));
  }

  private byte[] randomBytes(int size) {
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    return bytes;
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().encodeToString(bytes);
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
