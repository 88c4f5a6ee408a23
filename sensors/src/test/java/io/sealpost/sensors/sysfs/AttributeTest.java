package io.sealpost.sensors.sysfs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.sensors.SensorException;
import io.sealpost.sensors.SensorException.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AttributeTest {
  @TempDir Path root;

  private Attribute holding(String text) throws IOException {
    return new Attribute(new SysTree(root).with("attribute", text).path("attribute"));
  }

  @Test
  void whiteSpaceAroundTheTextIsNotPartOfIt() throws Exception {
    assertEquals("cpu-thermal", holding(" cpu-thermal\n").text());
  }

  @Test
  void anAttributeMayBeEmpty() throws Exception {
    assertEquals("", holding("").text());
  }

  @Test
  void aWholePageIsRead() throws Exception {
    assertEquals(4096, holding("x".repeat(4096)).text().length());
  }

  @Test
  void moreThanAPageIsRefused() throws Exception {
    Attribute attribute = holding("x".repeat(4097));
    SensorException e = assertThrows(SensorException.class, attribute::text);
    assertEquals(Kind.BAD_READING, e.kind());
    assertEquals(
        attribute.file() + " is longer than 4096 bytes: it is no attribute of sysfs",
        e.getMessage());
  }

  @Test
  void anEndlessFileIsRefused() {
    SensorException e =
        assertThrows(SensorException.class, new Attribute(Path.of("/dev/zero"))::text);
    assertEquals(Kind.BAD_READING, e.kind());
  }

  @Test
  void aMissingFileIsAbsent() {
    SensorException e =
        assertThrows(SensorException.class, new Attribute(root.resolve("nothing"))::text);
    assertEquals(Kind.ABSENT, e.kind());
    assertEquals(root.resolve("nothing") + " does not exist", e.getMessage());
  }

  @Test
  void aReadThatFailsIsABadReadingThatQuotesTheKernel() throws Exception {
    Path file = new SysTree(root).withUnreadable("attribute").path("attribute");
    SensorException e = assertThrows(SensorException.class, new Attribute(file)::text);
    assertEquals(Kind.BAD_READING, e.kind());
    assertTrue(e.getMessage().startsWith(file + ": the device gave no value ("), e.getMessage());
  }

  @Test
  void aReadThatIsInterruptedTimesOutAndLeavesTheMark() throws Exception {
    Attribute attribute = holding("1");
    Thread.currentThread().interrupt();
    SensorException e = assertThrows(SensorException.class, attribute::text);
    assertTrue(Thread.interrupted());
    assertEquals(Kind.TIMED_OUT, e.kind());
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1, 0.001",
    "-1, -0.001",
    "48312, 48.312",
    "-10062, -10.062",
    "-274000, -274.0"
  })
  void thousandthsOfADegreeBecomeDegrees(String text, double celsius) throws Exception {
    assertEquals(celsius, holding(text + "\n").celsius());
  }

  @Test
  void everyThousandthIsTheNearestNumberToItsDecimal() throws Exception {
    Random random = new Random(3);
    for (int i = 0; i < 500; i++) {
      int thousandths = random.nextInt(400_000) - 100_000;
      String decimal = "%se-3".formatted(thousandths);
      assertEquals(
          Double.parseDouble(decimal), holding(Integer.toString(thousandths)).celsius(), decimal);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-", "+1", "1.5", "0x10", "12345678", "1 2", "NaN", "१२", "--1"})
  void anythingElseIsNoTemperature(String text) throws Exception {
    Attribute attribute = holding(text);
    SensorException e = assertThrows(SensorException.class, attribute::celsius);
    assertEquals(Kind.BAD_READING, e.kind());
    assertEquals(
        attribute.file() + " says \"" + text + "\", not a number of thousandths of a degree",
        e.getMessage());
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "-4368.191406, -4368.191406", "98.345678906, 98.345678906", "30000, 30000"})
  void aNumberMayHaveAFraction(String text, double expected) throws Exception {
    assertEquals(expected, holding(text + "\n").decimal());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1.", ".5", "+1", "1e3", "NaN", "0x10", "1234567890123", "1 dB"})
  void whatIsNoNumberIsABadReading(String text) throws Exception {
    Attribute attribute = holding(text);
    SensorException e = assertThrows(SensorException.class, attribute::decimal);
    assertEquals(Kind.BAD_READING, e.kind());
    assertEquals(attribute.file() + " says \"" + text + "\", not a number", e.getMessage());
  }

  @Test
  void anAttributeThatIsMissingSaysNothing() throws Exception {
    assertTrue(holding("1\n").says("1"));
    assertFalse(holding("0\n").says("1"));
    assertFalse(new Attribute(root.resolve("nothing")).says(""));
  }
}
