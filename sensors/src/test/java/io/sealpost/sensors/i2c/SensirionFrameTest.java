package io.sealpost.sensors.i2c;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sealpost.sensors.i2c.SensirionFrame.CrcException;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SensirionFrameTest {
  private static SensirionFrame frame(String hex) throws CrcException {
    return SensirionFrame.of(HexFormat.of().parseHex(hex));
  }

  /** 0xBEEF is the example of both data sheets; the others follow from the polynomial. */
  @ParameterizedTest
  @CsvSource({"BEEF, 92", "0000, 81", "FFFF, AC", "0001, B0"})
  void theChecksumIsThatOfTheDataSheet(String word, String crc) {
    assertEquals(Integer.parseInt(crc, 16), SensirionFrame.crc(Integer.parseInt(word, 16)));
  }

  @Test
  void wordsAreReadInOrder() throws Exception {
    assertEquals(List.of(0xBEEF), frame("beef92").words());
    assertEquals(List.of(0xBEEF, 0), frame("beef92000081").words());
  }

  @Test
  void everyWrongBitIsNoticed() throws Exception {
    byte[] right = HexFormat.of().parseHex("beef92000081");
    for (int bit = 0; bit < 8 * right.length; bit++) {
      byte[] wrong = right.clone();
      wrong[bit / 8] ^= (byte) (1 << (bit % 8));
      assertThrows(CrcException.class, () -> SensirionFrame.of(wrong), "bit " + bit);
    }
  }

  @Test
  void twoWrongBitsOfAWordAreNoticed() {
    for (int one = 0; one < 24; one++) {
      for (int other = 0; other < one; other++) {
        int wrong = 0xBEEF92 ^ (1 << one) ^ (1 << other);
        byte[] wire = {(byte) (wrong >> 16), (byte) (wrong >> 8), (byte) wrong};
        assertThrows(CrcException.class, () -> SensirionFrame.of(wire), one + " " + other);
      }
    }
  }

  @Test
  void theMessageSaysWhatCameAndWhatWasExpected() {
    CrcException e = assertThrows(CrcException.class, () -> frame("beef93"));
    assertEquals("word 0xBEEF has the checksum 0x93 instead of 0x92", e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"ffffff", "000000"})
  void aBusThatIsStuckIsNoticed(String hex) {
    assertThrows(CrcException.class, () -> frame(hex));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 4})
  void anotherLengthIsTheCallersFault(int length) {
    assertThrows(IllegalArgumentException.class, () -> SensirionFrame.of(new byte[length]));
  }
}
