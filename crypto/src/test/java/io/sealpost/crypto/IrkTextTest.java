package io.sealpost.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IrkTextTest {
  private static final String HEX = "ec0234a357c8ad05341010a60a397d9b";

  private static final SecretBytes KEY = SecretBytes.copyOf(HexFormat.of().parseHex(HEX));

  private static Optional<SecretBytes> parse(String text) {
    return IrkText.parse(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The last three are as BlueZ and Apple write the sample of the Core Specification. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        HEX,
        "EC0234A357C8AD05341010A60A397D9B",
        "irk:" + HEX,
        "Key=9B7D390AA610103405ADC857A33402EC",
        "Key=0x9B7D390AA610103405ADC857A33402EC",
        "m305CqYQEDQFrchXozQC7A=="
      })
  void readsEachFormInItsOwnOrder(String text) {
    assertEquals(Optional.of(KEY), parse(text));
    assertEquals(Optional.of(KEY), parse(text + "\n"));
    assertEquals(Optional.of(KEY), parse(text + "\r\n"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "irk:",
        "Key=",
        "Key=0x",
        "ec0234a357c8ad05341010a60a397d",
        "ec0234a357c8ad05341010a60a397d9b9b",
        "0x" + HEX,
        " " + HEX,
        HEX + "\n\n",
        HEX + "\n\r\n",
        "IRK:" + HEX,
        "irk:0x" + HEX,
        "ec:02:34:a3:57:c8:ad:05:34:10:10:a6:0a:39:7d:9b",
        "gc0234a357c8ad05341010a60a397d9b",
        "m305CqYQEDQFrchXozQC7A",
        "m305CqYQEDQFrchXozQC7B==",
        "m305CqYQEDQFrchXozQC7AA=",
        "m305CqYQEDQFrchXozQCéA==",
        "\"m305CqYQEDQFrchXozQC7A\""
      })
  void refusesAnythingElse(String text) {
    assertEquals(Optional.empty(), parse(text));
  }

  @Test
  void writesTheFormThatStartsWithTheMostSignificantOctet() {
    assertEquals(HEX + "\n", new String(IrkText.encode(KEY), StandardCharsets.US_ASCII));
    assertEquals(Optional.of(KEY), IrkText.parse(IrkText.encode(KEY)));
  }
}
