package io.sealpost.sensors.sysfs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sealpost.sensors.Excerpt;
import io.sealpost.sensors.SensorException;
import io.sealpost.sensors.SensorException.Kind;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class W1SlaveTest {
  private static final Path FILE = Path.of("/sys/bus/w1/devices/28-0316a2799dff/w1_slave");
  private static final String GOOD =
      "72 01 4b 46 7f ff 0e 10 57 : crc=57 YES\n72 01 4b 46 7f ff 0e 10 57 t=23125";

  private static String fault(String text) {
    SensorException e = assertThrows(SensorException.class, () -> W1Slave.parse(FILE, text), text);
    assertEquals(Kind.BAD_READING, e.kind());
    return e.getMessage();
  }

  @Test
  void aGoodAnswerIsRead() throws Exception {
    assertEquals(23.125, W1Slave.parse(FILE, GOOD).celsius());
  }

  @Test
  void aNegativeAnswerIsRead() throws Exception {
    assertEquals(-0.062, W1Slave.parse(FILE, GOOD.replace("t=23125", "t=-62")).celsius());
  }

  @Test
  void aWrongChecksumIsRefused() {
    assertEquals(
        FILE + " says crc NO: the answer of the chip was damaged; check its wires",
        fault(GOOD.replace("YES", "NO")));
  }

  @Test
  void anEmptyAnswerIsRefused() {
    assertEquals(
        FILE + " is empty: the answer of the chip was damaged; check its wires", fault(""));
  }

  @Test
  void aShortedWireIsRefusedThoughItsChecksumIsRight() {
    String zeroes = "00 ".repeat(9);
    assertEquals(
        FILE + " holds zeroes only: the data wire is shorted or its pull-up is missing",
        fault(zeroes + ": crc=00 YES\n" + zeroes + "t=0"));
  }

  @Test
  void zeroDegreesAreNotAShortedWire() throws Exception {
    assertEquals(
        0.0,
        W1Slave.parse(
                FILE, "00 00 4b 46 7f ff 0c 10 c1 : crc=c1 YES\n00 00 4b 46 7f ff 0c 10 c1 t=0")
            .celsius());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "72 01 4b 46 7f ff 0e 10 57 : crc=57 YES",
        "t=23125",
        "72 01 4b 46 7f ff 0e 10 57 : crc=57 MAYBE\n72 01 4b 46 7f ff 0e 10 57 t=23125",
        "72 01 4b 46 7f ff 0e 10 57 : crc=57 YES\n72 01 4b 46 7f ff 0e 10 57 t=",
        "72 01 4b 46 7f ff 0e 10 57 : crc=57 YES\n72 01 4b 46 7f ff 0e 10 57 t=23.1",
        "72 01 4b 46 7f ff 0e 10 57 : crc=57 YES\n72 01 4b 46 7f ff 0e 10 57 t=23125\nmore",
      })
  void anotherFormIsRefused(String text) {
    assertEquals(
        FILE + " says " + Excerpt.of(text) + ", not a scratchpad and a temperature", fault(text));
  }

  @Test
  void everyTruncationBeforeTheLastNumberIsRefused() {
    int shortest = GOOD.indexOf("t=") + 3;
    for (int length = 0; length < shortest; length++) {
      fault(GOOD.substring(0, length));
    }
  }

  @Test
  void anyDamageIsRefusedWithTheDeclaredException() {
    Random random = new Random(11);
    for (int i = 0; i < 20_000; i++) {
      char[] text = GOOD.toCharArray();
      for (int damage = 0; damage <= random.nextInt(4); damage++) {
        text[random.nextInt(text.length)] = (char) random.nextInt(128);
      }
      try {
        double celsius = W1Slave.parse(FILE, new String(text)).celsius();
        assertEquals(celsius, Math.rint(celsius * 1000) / 1000);
      } catch (SensorException e) {
        assertEquals(Kind.BAD_READING, e.kind());
      }
    }
  }
}
