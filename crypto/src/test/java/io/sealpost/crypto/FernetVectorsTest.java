package io.sealpost.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.sealpost.crypto.RefusedException.Reason;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The vectors of the Fernet specification, and more made by Python's cryptography. */
class FernetVectorsTest {
  @Test
  void sealsTheSpecificationsVectorsByteForByte() {
    List<Vector> vectors = Vector.listIn("fernet-spec/generate.json");
    for (Vector vector : vectors) {
      byte[] iv = new byte[16];
      for (int i = 0; i < iv.length; i++) {
        iv[i] = ((Long) vector.array("iv").get(i)).byteValue();
      }
      try (Fernet fernet = fernet(vector)) {
        byte[] token = fernet.seal(now(vector), iv, ascii(vector.string("src")));
        assertEquals(vector.string("token"), new String(token, StandardCharsets.US_ASCII));
      }
    }
    assertEquals(1, vectors.size());
  }

  @Test
  void opensTheSpecificationsVectors() throws RefusedException {
    List<Vector> vectors = Vector.listIn("fernet-spec/verify.json");
    for (Vector vector : vectors) {
      try (Opener opener = opener(vector, Optional.of(ttl(vector)))) {
        Opened opened = opener.open(Samples.UP, ascii(vector.string("token")));
        assertArrayEquals(ascii(vector.string("src")), opened.plaintext());
      }
    }
    assertEquals(1, vectors.size());
  }

  @Test
  void refusesTheSpecificationsInvalidVectorsEachForItsCause() {
    Map<String, Reason> expected =
        Map.of(
            "incorrect mac", Reason.NOT_AUTHENTIC,
            "too short", Reason.MALFORMED,
            "invalid base64", Reason.MALFORMED,
            "payload size not multiple of block size", Reason.MALFORMED,
            "payload padding error", Reason.MALFORMED,
            "far-future TS (unacceptable clock skew)", Reason.EXPIRED,
            "expired TTL", Reason.EXPIRED,
            "incorrect IV (causes padding error)", Reason.MALFORMED);
    Map<String, Reason> found = new HashMap<>();
    for (Vector vector : Vector.listIn("fernet-spec/invalid.json")) {
      try (Opener opener = opener(vector, Optional.of(ttl(vector)))) {
        byte[] token = ascii(vector.string("token"));
        found.put(vector.string("desc"), Refusals.reasonFor(opener, Samples.UP, token));
      }
    }
    assertEquals(expected, found);
  }

  @Test
  void sealsPythonsVectorsByteForByte() {
    List<Vector> vectors = Vector.listIn("fernet-generated/valid.json");
    for (Vector vector : vectors) {
      try (Fernet fernet = fernet(vector)) {
        byte[] token = fernet.seal(time(vector), vector.hex("iv_hex"), vector.hex("msg_hex"));
        assertEquals(vector.string("token"), new String(token, StandardCharsets.US_ASCII));
      }
    }
    assertEquals(20, vectors.size());
  }

  @Test
  void opensPythonsVectors() throws RefusedException {
    List<Vector> vectors = Vector.listIn("fernet-generated/valid.json");
    for (Vector vector : vectors) {
      try (Opener opener = opener(vector, Optional.empty())) {
        Opened opened = opener.open(Samples.UP, ascii(vector.string("token")));
        assertArrayEquals(vector.hex("msg_hex"), opened.plaintext());
        assertEquals(Optional.of(time(vector)), opened.sealedAt());
        assertEquals(Optional.empty(), opened.counter());
      }
    }
    assertEquals(20, vectors.size());
  }

  @Test
  void refusesWhatAStrictReaderRefusesWithoutATimeToLive() {
    List<Vector> vectors = Vector.listIn("fernet-generated/reject.json");
    for (Vector vector : vectors) {
      try (Opener opener = opener(vector, Optional.empty())) {
        byte[] token = vector.string("token").getBytes(StandardCharsets.UTF_8);
        assertNotNull(Refusals.reasonFor(opener, Samples.UP, token), vector::toString);
      }
    }
    assertEquals(38, vectors.size());
  }

  private static Fernet fernet(Vector vector) {
    return new Fernet(Samples.PRIMITIVES, key(vector));
  }

  private static Opener opener(Vector vector, Optional<Duration> ttl) {
    Instant now = vector.has("now") ? now(vector) : Samples.NOW;
    return new Sealing(Samples.PRIMITIVES, () -> now, new SecureRandom())
        .opener(Format.FERNET, key(vector), Samples.DEVICE, Direction.UP, ttl);
  }

  private static SecretBytes key(Vector vector) {
    return SecretBytes.copyOf(Base64.getUrlDecoder().decode(vector.string("secret")));
  }

  private static Instant now(Vector vector) {
    return OffsetDateTime.parse(vector.string("now")).toInstant();
  }

  private static Instant time(Vector vector) {
    return Instant.ofEpochSecond(vector.number("time"));
  }

  private static Duration ttl(Vector vector) {
    return Duration.ofSeconds(vector.number("ttl_sec"));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
