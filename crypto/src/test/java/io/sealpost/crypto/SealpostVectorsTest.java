package io.sealpost.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.sealpost.protocol.BootId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The envelope byte for byte as an independent implementation made it. */
class SealpostVectorsTest {
  private static final List<Vector> VALID = Vector.listIn("sealpost-1/valid.json");
  private static final List<Vector> REJECT = Vector.listIn("sealpost-1/reject.json");

  @Test
  void sealsByteForByte() {
    for (Vector vector : VALID) {
      try (Sealer sealer =
          Samples.SEALING.sealer(
              format(vector), vector.secret("psk"), vector.string("device"), direction(vector))) {
        byte[] sealed = sealer.seal(context(vector), counter(vector), vector.hex("plaintext"));
        assertArrayEquals(vector.hex("sealed"), sealed, vector::toString);
      }
    }
    assertEquals(48, VALID.size());
  }

  @Test
  void opensWhatWasSealedElsewhere() throws RefusedException {
    for (Vector vector : VALID) {
      try (Opener opener = opener(vector)) {
        byte[] sealed = vector.hex("sealed");
        Opened opened = opener.open(context(vector), sealed);
        assertEquals(Optional.of(counter(vector)), opened.counter());
        assertArrayEquals(vector.hex("plaintext"), opened.plaintext());
        assertArrayEquals(tag(vector, sealed), opened.tag());
        assertEquals(Optional.empty(), opened.sealedAt());
      }
    }
    assertEquals(48, VALID.size());
  }

  @Test
  void derivesTheKeyId() {
    for (Vector vector : VALID) {
      byte[] kid =
          Samples.SEALING.kid(format(vector), vector.secret("psk"), vector.string("device"));
      assertArrayEquals(vector.hex("kid"), kid, vector::toString);
    }
    assertEquals(48, VALID.size());
  }

  @Test
  void refusesEveryReject() {
    for (Vector vector : REJECT) {
      try (Opener opener = opener(vector)) {
        assertNotNull(
            Refusals.reasonFor(opener, context(vector), vector.hex("sealed")), vector::toString);
      }
    }
    assertEquals(64, REJECT.size());
  }

  private static Opener opener(Vector vector) {
    return Samples.SEALING.opener(
        format(vector),
        vector.secret("psk"),
        vector.string("device"),
        direction(vector),
        Optional.empty());
  }

  private static Format format(Vector vector) {
    return Format.of("cose-" + vector.number("suite"));
  }

  private static Direction direction(Vector vector) {
    return vector.string("direction").equals("up") ? Direction.UP : Direction.DOWN;
  }

  private static Context context(Vector vector) {
    String device = vector.string("device");
    String stream = vector.string("stream");
    return direction(vector) == Direction.UP
        ? Context.up(device, stream)
        : Context.down(device, stream, new BootId(vector.string("session")));
  }

  private static Counter counter(Vector vector) {
    return new Counter(vector.number("epoch"), vector.number("sequence"));
  }

  /** The first 8 bytes of the last byte string, which is 32 bytes long in suite 1. */
  private static byte[] tag(Vector vector, byte[] sealed) {
    int from = sealed.length - (vector.number("suite") == 1 ? 32 : 8);
    return Arrays.copyOfRange(sealed, from, from + 8);
  }
}
