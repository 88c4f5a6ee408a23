package io.sealpost.sensors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ExcerptTest {
  @Test
  void shortTextIsQuotedAsItIs() {
    assertEquals("\"t=21°\"", Excerpt.of("t=21°"));
  }

  @Test
  void lineBreaksAndEscapeSequencesDoNotReachTheLog() {
    assertEquals("\"a\\u000Ab\\u001B[31m\"", Excerpt.of("a\nb\u001b[31m"));
  }

  @Test
  void directionOverridesAndLineSeparatorsDoNotReachTheLog() {
    assertEquals("\"\\u202Ea\\u2028\"", Excerpt.of("\u202ea\u2028"));
  }

  @Test
  void longTextIsCutAndItsLengthTold() {
    assertEquals(
        "\"" + "x".repeat(120) + "\" and so on, 1000 characters", Excerpt.of("x".repeat(1000)));
  }

  @Test
  void charactersOutsideTheBasicPlaneAreNotCutInHalf() {
    assertEquals(
        "\"" + "😀".repeat(120) + "\" and so on, 121 characters", Excerpt.of("😀".repeat(121)));
  }

  @Test
  void anyTextGivesOneLine() {
    Random random = new Random(7);
    for (int i = 0; i < 2_000; i++) {
      StringBuilder text = new StringBuilder();
      random.ints(200, 0, 0x10000).forEach(c -> text.append((char) c));
      String excerpt = Excerpt.of(text.toString());
      assertFalse(excerpt.chars().anyMatch(Character::isISOControl), excerpt);
    }
  }
}
