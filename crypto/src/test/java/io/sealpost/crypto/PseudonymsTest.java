package io.sealpost.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PseudonymsTest {
  private static Pseudonyms of(Format format) {
    return Pseudonyms.of(Samples.PRIMITIVES, format, Samples.key(1), Samples.DEVICE);
  }

  /** Computed with Python's hmac, hashlib and base64. */
  @ParameterizedTest
  @CsvSource({
    "COSE_1, person, '', Frank, p-gzyulqmh4vzhv4vm",
    "COSE_1, person, 2026-11-28, Frank, p-jfww7kyamen7mr3r",
    "COSE_1, stranger, '', 88:29:9C:00:61:A9, p-upewz6vpfeufmozd",
    "COSE_1, person, '', Mädchen, p-ku2ictfxx75tsbbl",
    "COSE_2, person, '', Frank, p-a43zxrjmquqphnhh",
    "COSE_2, person, 2026-11-28, Frank, p-uo32kp5ou5dc72z5",
    "FERNET, person, '', Frank, p-elp2tkf3ga6xcb6q",
    "FERNET, stranger, '', 88:29:9C:00:61:A9, p-2fsqkpyrnbx3lqka"
  })
  void areWhatAKeyHolderComputes(
      Format format, String kind, String period, String name, String expected) {
    try (Pseudonyms pseudonyms = of(format)) {
      assertEquals(expected, pseudonyms.of(kind, period, name));
    }
  }

  @Test
  void differWithEveryPartAndKey() {
    Set<String> all = new HashSet<>();
    for (int key = 1; key <= 2; key++) {
      for (String device : new String[] {"rpi-07", "rpi-08"}) {
        Pseudonyms pseudonyms =
            Pseudonyms.of(Samples.PRIMITIVES, Format.COSE_1, Samples.key(key), device);
        for (String kind : new String[] {"person", "stranger"}) {
          for (String period : new String[] {"", "2026-11-28", "2026-11-29"}) {
            all.add(pseudonyms.of(kind, period, "a"));
            all.add(pseudonyms.of(kind, period, "b"));
          }
        }
      }
    }
    assertEquals(2 * 2 * 2 * 3 * 2, all.size());
  }

  @Test
  void areOfOneFormThatFitsAnyDisplay() {
    try (Pseudonyms pseudonyms = of(Format.COSE_1)) {
      for (int i = 0; i < 500; i++) {
        String pseudonym = pseudonyms.of("person", "", "n" + i);
        assertTrue(pseudonym.matches("p-[a-z2-7]{16}"), pseudonym);
      }
    }
  }

  @Test
  void standForWhatIsNotWellFormedToo() {
    try (Pseudonyms pseudonyms = of(Format.COSE_1)) {
      assertTrue(pseudonyms.of("person", "", "\uD800").startsWith("p-"));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 16, 31, 33})
  void needAKeyOfTheirSize(int size) {
    SecretBytes psk = SecretBytes.copyOf(new byte[size]);
    assertThrows(
        IllegalArgumentException.class,
        () -> Pseudonyms.of(Samples.PRIMITIVES, Format.FERNET, psk, "rpi-07"));
  }

  @Test
  void doNotPrintTheirKeyAndEndWithIt() {
    Pseudonyms pseudonyms = of(Format.COSE_1);
    assertEquals("Pseudonyms[SecretBytes[32 bytes]]", pseudonyms.toString());
    pseudonyms.close();
    assertThrows(IllegalStateException.class, () -> pseudonyms.of("person", "", "Frank"));
  }
}
