package io.sealpost.device.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OneLineTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"", "10s", "Küche", "台所", "مطبخ", "🌡 21.5 °C", "C:\\new\\table", "\"a\" 'b' c"})
  void leavesTextOfEveryScriptAsItIs(String text) {
    assertEquals(text, OneLine.of(text));
  }

  @Test
  void writesLineBreaksAndTabsAsPeopleKnowThem() {
    assertEquals("a\\nb\\r\\nc\\td", OneLine.of("a\nb\r\nc\td"));
  }

  @ParameterizedTest
  @CsvSource({
    "0000", "0007", "001b", "007f", "0085", "009b", "00ad", "061c", "200b", "200e", "2028", "2029",
    "202e", "2066", "2069", "feff", "d800", "dfff"
  })
  void writesWhatIsInvisibleOrSteersAsItsNumber(String number) {
    String text = "a" + (char) Integer.parseInt(number, 16) + "b";
    assertEquals("a\\u" + number + "b", OneLine.of(text));
  }

  @Test
  void writesWhatIsBeyondSixteenBitsWithEightDigits() {
    assertEquals("a\\U000e0041b", OneLine.of("a" + Character.toString(0xe0041) + "b"));
  }

  @Test
  void changesNothingTheSecondTime() {
    String once = OneLine.of("a\n\u001b[31m\u202eb\\");
    assertEquals(once, OneLine.of(once));
  }
}
