package io.sealpost.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.crypto.RefusedException.Reason;
import io.sealpost.protocol.DecodeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever arrives, the declared exception is the only one. The seeds are fixed. */
class HostileInputTest {
  private static final int INPUTS = 200_000;

  @ParameterizedTest
  @EnumSource(Format.class)
  void refusesRandomAndMutatedMessages(Format format) {
    Mutator mutator = new Mutator(format.label().hashCode(), originals(format));
    Map<Reason, Integer> refusals = new EnumMap<>(Reason.class);
    int unaltered = 0;
    try (Opener opener = Samples.opener(format)) {
      for (int i = 0; i < INPUTS; i++) {
        byte[] input = mutator.next();
        try {
          opener.open(Samples.UP, input);
          assertTrue(mutator.isOriginal(input), () -> "opened " + Arrays.toString(input));
          unaltered++;
        } catch (RefusedException refused) {
          refusals.merge(refused.reason(), 1, Integer::sum);
        }
      }
    }
    int refused = refusals.values().stream().mapToInt(Integer::intValue).sum();
    assertEquals(INPUTS, refused + unaltered);
    assertTrue(refused > INPUTS * 9 / 10, () -> "only refused: " + refusals);
    assertTrue(refusals.containsKey(Reason.MALFORMED), refusals::toString);
    assertTrue(refusals.containsKey(Reason.NOT_AUTHENTIC), refusals::toString);
  }

  /** As from somebody who has the MAC key alone: the checks behind the MAC are reached. */
  @Test
  void refusesMutatedCiphertextUnderAValidMac() {
    CoseMac0 outer = original();
    Mutator mutator = new Mutator(9052, List.of(outer.payload()));
    int notAuthentic = 0;
    try (Opener opener = Samples.opener(Format.COSE_1);
        OpeningKeys keys = keys()) {
      CoseAuthenticator authenticator = new CoseAuthenticator(Samples.PRIMITIVES, keys);
      byte[] context = Samples.UP.encode();
      for (int i = 0; i < INPUTS / 10; i++) {
        byte[] payload = mutator.next();
        byte[] tag = authenticator.tag(context, outer.protectedHeader(), payload);
        byte[] forged = new CoseMac0(outer.protectedHeader(), payload, tag).encode();
        if (!mutator.isOriginal(payload)
            && Refusals.reasonFor(opener, Samples.UP, forged) == Reason.NOT_AUTHENTIC) {
          notAuthentic++;
        }
      }
    }
    assertTrue(notAuthentic > 1000, "reached GCM " + notAuthentic + " times");
  }

  /** A Fernet signing key alone lets anything be sealed: it is opened or refused, no more. */
  @Test
  void survivesMutatedTokensUnderAValidMac() {
    byte[] token = Samples.sealed(Format.FERNET, Samples.bytes(46, 7));
    byte[] whole = CanonicalBase64.decode(token).orElseThrow();
    byte[] signed = Arrays.copyOf(whole, whole.length - Primitives.HMAC_SIZE);
    Mutator mutator = new Mutator(80, List.of(signed));
    int refused = 0;
    try (Opener opener = Samples.opener(Format.FERNET);
        SecretBytes signingKey = Samples.key(1).part(0, 16)) {
      for (int i = 0; i < INPUTS / 10; i++) {
        byte[] input = mutator.next();
        byte[] mac = Samples.PRIMITIVES.hmacSha256(signingKey, input);
        try {
          opener.open(Samples.UP, CanonicalBase64.encode(CoseAuthenticator.sequence(input, mac)));
        } catch (RefusedException expected) {
          assertEquals(Reason.MALFORMED, expected.reason());
          refused++;
        }
      }
    }
    assertTrue(refused > 1000 && refused < INPUTS / 10, "refused " + refused);
  }

  private static CoseMac0 original() {
    try {
      return CoseMac0.decode(Samples.sealed(Format.COSE_1, Samples.bytes(46, 7)));
    } catch (DecodeException e) {
      throw new AssertionError(e);
    }
  }

  private static OpeningKeys keys() {
    return new KeySchedule(Samples.PRIMITIVES, Suite.ONE, Samples.key(1), Samples.DEVICE)
        .openingKeys(Direction.UP);
  }

  private static List<byte[]> originals(Format format) {
    List<byte[]> originals = new ArrayList<>();
    for (int size : new int[] {0, 1, 16, 46, 200, 300}) {
      originals.add(Samples.sealed(format, Samples.bytes(size, size)));
    }
    return originals;
  }
}
