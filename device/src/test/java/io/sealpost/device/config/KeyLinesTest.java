package io.sealpost.device.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class KeyLinesTest {
  private static final KeyLines LINES =
      new KeyLines(
          """
          # a comment = no key
          top = 1
          [device]
            id = "rpi-07"   # trailing
          "name" = "x"

          [ broker ] # comment
          url= "y"
          [[sensor]]
          type = "presence"
            [[sensor.person]]
            name = "a"
            [[sensor.person]]
            name = "b"
          [[sensor]]
          type = "hwmon"
          [[sensor.person]]
          name = "c"
          [seal]
          a.b = 1
          id = "not the device's"
          """
              .lines()
              .toList());

  private static void assertLine(int expected, String path) {
    assertEquals(OptionalInt.of(expected), LINES.of(path), path);
  }

  @Test
  void findsKeysOfTheRootAndOfTables() {
    assertLine(2, "top");
    assertLine(4, "device.id");
    assertLine(8, "broker.url");
  }

  @Test
  void findsQuotedAndDottedKeys() {
    assertLine(5, "device.name");
    assertLine(20, "seal.a.b");
  }

  @Test
  void countsTheElementsOfAnArrayOfTablesFromOne() {
    assertLine(10, "sensor[1].type");
    assertLine(16, "sensor[2].type");
  }

  @Test
  void countsNestedElementsAnewInEachElementOfTheOuterArray() {
    assertLine(12, "sensor[1].person[1].name");
    assertLine(14, "sensor[1].person[2].name");
  }

  @Test
  void doesNotMixUpKeysOfTheSameNameInOtherTables() {
    assertLine(21, "seal.id");
    assertLine(4, "device.id");
  }

  @Test
  void pointsToTheTableThatLacksAKey() {
    assertLine(3, "device.state");
    assertLine(15, "sensor[2].interval");
    assertLine(7, "broker.password-file");
  }

  @Test
  void saysNothingOfWhatIsNowhere() {
    assertEquals(OptionalInt.empty(), LINES.of("nowhere"));
    assertEquals(OptionalInt.empty(), LINES.of("nowhere.key"));
    assertEquals(OptionalInt.empty(), LINES.of("a comment"));
  }

  @Test
  void joinsPathsWithoutALeadingDot() {
    assertEquals("device.id", KeyLines.join("device", "id"));
    assertEquals("device", KeyLines.join("", "device"));
  }
}
