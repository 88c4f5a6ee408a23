package io.sealpost.sensors.pi4j.serial;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.sensors.SensorException;
import io.sealpost.sensors.SensorException.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real terminal of the kernel, which nobody has set up before. */
class Pi4jSerialLineIT {
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);

  @TempDir Path folder;

  private ScriptedModem modem;
  private Pi4jSerialLine line;

  @BeforeEach
  void start() throws Exception {
    modem = new ScriptedModem(folder);
    modem.tell("mode raw");
    modem.plug();
    line = new Pi4jSerialLine(modem.link(), 115_200, folder);
  }

  @AfterEach
  void stop() throws Exception {
    line.close();
    modem.close();
  }

  private String read(int length) throws SensorException {
    StringBuilder text = new StringBuilder();
    byte[] buffer = new byte[100];
    long deadline = System.nanoTime() + PATIENCE;
    while (text.length() < length) {
      assertTrue(System.nanoTime() < deadline, "only " + text + " came");
      text.append(new String(buffer, 0, line.read(buffer), ISO_8859_1));
    }
    return text.toString();
  }

  @Test
  void bytesPassAsTheyAreInBothDirections() throws Exception {
    byte[] all = new byte[256];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) i;
    }
    line.open();
    modem.say(new String(all, ISO_8859_1));
    assertEquals(new String(all, ISO_8859_1), read(256));
    line.write("\r\n\003\0\377".getBytes(ISO_8859_1));
    modem.await("raw " + HexFormat.of().formatHex("\r\n\003\0\377".getBytes(ISO_8859_1)));
  }

  @Test
  void aReadOfNothingReturns() throws Exception {
    line.open();
    assertEquals(0, line.read(new byte[10]));
    modem.say("late");
    assertEquals("late", read(4));
  }

  @Test
  void anUnpluggedPortIsToldAndCanBeOpenedWhenItIsBack() throws Exception {
    line.open();
    modem.unplug();
    SensorException e = assertThrows(SensorException.class, () -> read(1));
    assertEquals(Kind.ABSENT, e.kind());
    assertEquals(
        modem.link() + " was unplugged: plug it in again, it is looked for", e.getMessage());
    SensorException absent = assertThrows(SensorException.class, line::open);
    assertEquals(Kind.ABSENT, absent.kind());
    assertFalse(Files.exists(modem.link()), "nothing was made in its place");
    modem.plug();
    line.open();
    modem.say("back");
    assertEquals("back", read(4));
  }

  @Test
  void closingEndsARead() throws Exception {
    line.open();
    CountDownLatch begun = new CountDownLatch(1);
    CompletableFuture<Integer> reading =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                begun.countDown();
                return line.read(new byte[10]);
              } catch (SensorException e) {
                return -1;
              }
            });
    assertTrue(begun.await(60, TimeUnit.SECONDS));
    line.close();
    assertTrue(reading.get(60, TimeUnit.SECONDS) <= 0);
    SensorException e = assertThrows(SensorException.class, () -> line.read(new byte[1]));
    assertEquals(modem.link() + " is not open", e.getMessage());
  }

  @Test
  void openingAgainClosesWhatWasOpen() throws Exception {
    line.open();
    line.open();
    modem.say("x");
    assertEquals("x", read(1));
  }

  @Test
  void aFileThatIsNoPortIsRefused() throws Exception {
    Path file = Files.createFile(folder.resolve("ttyUSB7"));
    SensorException e =
        assertThrows(SensorException.class, new Pi4jSerialLine(file, 115_200, folder)::open);
    assertEquals(Kind.ABSENT, e.kind());
    assertEquals(
        file + " is no serial port; this machine has: " + modem.link() + ", " + file,
        e.getMessage());
  }
}
