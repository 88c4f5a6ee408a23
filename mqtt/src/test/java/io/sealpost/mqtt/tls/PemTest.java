package io.sealpost.mqtt.tls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.mqtt.testing.Thrown;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PemTest {
  @Test
  void sectionsAreReadInTheirOrderAndTextAroundThemIsPassedOver() {
    List<Pem> sections =
        read(
            """
            a key
            -----BEGIN ONE-----
            AQID
            BAUG
            -----END ONE-----
            and another one
            -----BEGIN TWO THINGS-----\r
            Bw==\r
            -----END TWO THINGS-----\r
            """);
    assertEquals(List.of("ONE", "TWO THINGS"), sections.stream().map(Pem::label).toList());
    assertArrayEquals(new byte[] {1, 2, 3, 4, 5, 6}, sections.get(0).content());
    assertArrayEquals(new byte[] {7}, sections.get(1).content());
    assertFalse(sections.get(0).encrypted());
  }

  @Test
  void headersOfAnEncryptedSectionAreNoticed() {
    Pem section =
        read("""
                -----BEGIN EC PRIVATE KEY-----
                Proc-Type: 4,ENCRYPTED
                DEK-Info: AES-128-CBC,00

                AQID
                -----END EC PRIVATE KEY-----
                """)
            .get(0);
    assertTrue(section.encrypted());
    assertEquals(0, section.content().length);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-----BEGIN X-----\nAQID\n",
        "-----BEGIN X",
        "-----BEGIN X-----\nAQ=A\n-----END X"
      })
  void damagedSectionIsRefusedWithoutQuotingIt(String text) {
    String message = Thrown.message(IllegalArgumentException.class, () -> read(text));
    assertFalse(message.contains("AQ"), message);
    assertTrue(message.startsWith("a section "), message);
  }

  @Test
  void textWithoutSectionsHasNone() {
    assertEquals(List.of(), read(""));
    assertEquals(List.of(), read("nothing"));
  }

  @Test
  void wipedContentIsGoneAndNeverPrinted() {
    Pem section = read("-----BEGIN X-----\nAQID\n-----END X-----").get(0);
    assertEquals("Pem[X]", section.toString());
    section.wipe();
    assertArrayEquals(new byte[3], section.content());
  }

  private static List<Pem> read(String text) {
    return Pem.sections(text.getBytes(StandardCharsets.ISO_8859_1));
  }
}
