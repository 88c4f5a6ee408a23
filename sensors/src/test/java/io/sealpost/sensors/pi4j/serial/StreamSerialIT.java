package io.sealpost.sensors.pi4j.serial;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.pi4j.Pi4J;
import com.pi4j.context.Context;
import com.pi4j.io.exception.IOException;
import com.pi4j.io.serial.Serial;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract of Pi4J's Serial, on a real terminal of the kernel. */
class StreamSerialIT {
  @TempDir Path folder;

  private ScriptedModem modem;
  private Context context;
  private Serial serial;

  @BeforeEach
  void start() throws Exception {
    modem = new ScriptedModem(folder);
    modem.tell("mode raw");
    modem.plug();
    context =
        Pi4J.newContextBuilder()
            .noAutoDetect()
            .disableShutdownHook()
            .add(new StreamSerialProvider())
            .build();
    serial =
        context.create(
            Serial.newConfigBuilder(context)
                .device(modem.link().toString())
                .use_115200_N81()
                .build());
  }

  @AfterEach
  void stop() throws Exception {
    context.shutdown();
    modem.close();
  }

  private void expect(String text) throws Exception {
    modem.await("raw " + HexFormat.of().formatHex(text.getBytes(ISO_8859_1)));
  }

  @Test
  void itIsOpenBetweenOpenAndClose() {
    assertFalse(serial.isOpen());
    assertThrows(IOException.class, () -> serial.read());
    serial.open();
    serial.open();
    assertTrue(serial.isOpen());
    serial.close();
    serial.close();
    assertFalse(serial.isOpen());
    assertThrows(IOException.class, () -> serial.write((byte) 1));
  }

  @Test
  void theContextClosesIt() {
    serial.open();
    context.shutdown();
    assertFalse(serial.isOpen());
  }

  @Test
  void aByteIsReadAsANumber() throws Exception {
    serial.open();
    modem.say("\377a");
    assertEquals(255, serial.read());
    assertEquals('a', serial.read());
  }

  @Test
  void whatHasComeIsCountedAndThrownAway() throws Exception {
    serial.open();
    modem.say("0123456789");
    assertEquals('0', serial.read());
    assertEquals(9, serial.available());
    assertEquals(9, serial.drain());
    assertEquals(0, serial.available());
    assertEquals(0, serial.drain());
  }

  @Test
  void theConveniencesOfPi4jWork() throws Exception {
    serial.open();
    serial.write("AT\r\n");
    expect("AT\r\n");
    modem.say("text");
    assertEquals('t', serial.readByte());
    assertEquals("ext", serial.readString(3));
  }

  @Test
  void streamsWaitAndEndWithThePort() throws Exception {
    serial.open();
    serial.out().write(new byte[] {'a', 'b', 'c'}, 1, 2);
    expect("bc");
    serial.out().write('d');
    expect("d");
    modem.say("xyz");
    assertArrayEquals("xyz".getBytes(ISO_8859_1), serial.in().readNBytes(3));
    assertEquals(0, serial.in().available());
    assertEquals(0, serial.in().read(new byte[0]));
    serial.close();
    assertEquals(-1, serial.in().read());
    assertEquals(-1, serial.in().read(new byte[5]));
  }

  @Test
  void anUnpluggedPortFails() throws Exception {
    serial.open();
    modem.unplug();
    IOException e = assertThrows(IOException.class, () -> serial.read());
    assertTrue(String.valueOf(e.getMessage()).startsWith(modem.link() + ": "), e.toString());
    assertThrows(IOException.class, () -> serial.available());
    assertThrows(IOException.class, () -> serial.write((byte) 1));
    assertThrows(IndexOutOfBoundsException.class, () -> serial.read(new byte[1], 0, 2));
  }
}
