package io.sealpost.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.protocol.BootId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The rotation byte for byte as an independent implementation made it. */
class RotationVectorsTest {
  private static final List<Vector> VALID = Vector.listIn("sealpost-1-rotation/valid.json");
  private static final List<Vector> REJECT = Vector.listIn("sealpost-1-rotation/reject.json");
  private static final List<Vector> MASTER = Vector.listIn("sealpost-1-rotation/master.json");

  private final Rotation rotation = new Rotation(Samples.PRIMITIVES);

  @Test
  void unwrapsWhatWasWrappedElsewhere() {
    for (Vector vector : VALID) {
      SecretBytes unwrapped = unwrap(vector).orElseThrow();
      assertArrayEquals(vector.hex("new"), unwrapped.reveal(), vector::toString);
    }
    assertEquals(33, VALID.size());
  }

  @Test
  void offersThePublicKey() {
    for (Vector vector : VALID) {
      try (RotationKey key = key(vector)) {
        assertEquals(vector.string("pkR"), key.publicKey());
      }
    }
    assertEquals(33, VALID.size());
  }

  @Test
  void refusesEveryReject() {
    for (Vector vector : REJECT) {
      assertEquals(Optional.empty(), unwrap(vector), vector::toString);
    }
    assertEquals(27, REJECT.size());
    assertTrue(VALID.stream().anyMatch(valid -> valid.string("new").equals(newKeyOfRejects())));
  }

  @Test
  void derivesTheKeysOfAFleet() {
    for (Vector vector : MASTER) {
      SecretBytes psk =
          Samples.SEALING.psk(
              vector.secret("master"), vector.string("device"), vector.number("generation"));
      assertArrayEquals(vector.hex("psk"), psk.reveal(), vector::toString);
    }
    assertEquals(18, MASTER.size());
  }

  private Optional<SecretBytes> unwrap(Vector vector) {
    try (RotationKey key = key(vector)) {
      return rotation.unwrap(
          key, terms(vector), vector.secret("old"), vector.string("enc"), vector.string("wrapped"));
    }
  }

  private static String newKeyOfRejects() {
    return REJECT.get(0).string("new");
  }

  private static RotationKey key(Vector vector) {
    return new RotationKey(Samples.PRIMITIVES.hpke(), vector.secret("skR"));
  }

  private static Terms terms(Vector vector) {
    return new Terms(
        Format.of("cose-" + vector.number("suite")),
        vector.string("device"),
        vector.number("generation"),
        new BootId(vector.string("boot")));
  }
}
