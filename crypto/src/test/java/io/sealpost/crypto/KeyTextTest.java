package io.sealpost.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyTextTest {
  private static final String HEX =
      "0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20";
  private static final String BASE64 = "AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA=";

  @ParameterizedTest
  @EnumSource(Format.class)
  void readsHexadecimalInEveryFormat(Format format) {
    Optional<SecretBytes> expected = Optional.of(Samples.key(1));
    assertEquals(expected, parse(HEX, format));
    assertEquals(expected, parse(HEX.toUpperCase(Locale.ROOT), format));
    assertEquals(expected, parse(HEX + "\n", format));
    assertEquals(expected, parse(HEX + "\r\n", format));
  }

  @Test
  void readsBase64urlInFernetOnly() {
    assertEquals(Optional.of(Samples.key(1)), parse(BASE64 + "\n", Format.FERNET));
    assertEquals(Optional.empty(), parse(BASE64, Format.COSE_1));
    assertEquals(Optional.empty(), parse(BASE64, Format.COSE_2));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "00",
        HEX + "00",
        HEX + " ",
        HEX + "\n\n",
        " " + HEX,
        "g102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20",
        "0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f2é",
        "AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA",
        "AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyB=",
        "AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHw==",
        "+/IDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA="
      })
  void refusesAnythingElse(String text) {
    assertEquals(Optional.empty(), parse(text, Format.FERNET));
    assertEquals(Optional.empty(), parse(text, Format.COSE_1));
  }

  @Test
  void writesWhatOthersRead() {
    assertEquals(HEX + "\n", encode(Format.COSE_1));
    assertEquals(HEX + "\n", encode(Format.COSE_2));
    assertEquals(BASE64 + "\n", encode(Format.FERNET));
  }

  private static Optional<SecretBytes> parse(String text, Format format) {
    return KeyText.parse(text.getBytes(StandardCharsets.UTF_8), format);
  }

  private static String encode(Format format) {
    return new String(KeyText.encode(Samples.key(1), format), StandardCharsets.US_ASCII);
  }
}
