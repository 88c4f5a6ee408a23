package io.sealpost.sensors.pi4j.serial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.pi4j.exception.Pi4JException;
import io.sealpost.sensors.SensorException;
import io.sealpost.sensors.SensorException.Kind;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SerialFaultTest {
  @TempDir Path dev;

  private Path device;

  @BeforeEach
  void aPort() throws IOException {
    device = Files.createFile(dev.resolve("ttyUSB0"));
  }

  private SensorException fault(String said) {
    return new SerialFault(device, dev)
        .of(new Pi4JException(device + ": " + said, new IOException(said)));
  }

  @Test
  void aMissingPortIsNamedWithThoseThatExist() throws Exception {
    Files.createFile(dev.resolve("ttyAMA0"));
    Files.createFile(dev.resolve("tty0"));
    SerialFault missing = new SerialFault(dev.resolve("ttyUSB9"), dev);
    SensorException e = assertThrows(SensorException.class, missing::requireUsable);
    assertEquals(Kind.ABSENT, e.kind());
    assertEquals(
        ("there is no serial port D/ttyUSB9; this machine has: D/ttyAMA0, D/ttyUSB0; plug it in, or"
                + " for the pins of a Pi add enable_uart=1 to /boot/firmware/config.txt and restart")
            .replace("D", dev.toString()),
        e.getMessage());
  }

  @Test
  void whereThereAreNoPortsThatIsSaid() throws Exception {
    Files.delete(device);
    SensorException e =
        assertThrows(SensorException.class, new SerialFault(device, dev)::requireUsable);
    assertTrue(e.getMessage().contains("this machine has: none;"), e.getMessage());
  }

  @Test
  void manyPortsAreNotAllNamed() throws Exception {
    for (int i = 1; i < 40; i++) {
      Files.createFile(dev.resolve("ttyS" + i));
    }
    SerialFault missing = new SerialFault(dev.resolve("ttyACM0"), dev);
    SensorException e = assertThrows(SensorException.class, missing::requireUsable);
    assertTrue(e.getMessage().contains(" and 24 more;"), e.getMessage());
  }

  @Test
  void aPortThatMayNotBeUsedNamesTheGroup() throws Exception {
    Files.setPosixFilePermissions(device, PosixFilePermissions.fromString("---------"));
    assumeFalse(Files.isReadable(device), "this user may read everything");
    SensorException e =
        assertThrows(SensorException.class, new SerialFault(device, dev)::requireUsable);
    assertEquals(Kind.NOT_PERMITTED, e.kind());
    assertTrue(e.getMessage().contains("usermod -aG dialout "), e.getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "Permission denied, NOT_PERMITTED, may not be used by user",
    "Device or resource busy, NOT_PERMITTED, is in use: fuser -v",
    "Inappropriate ioctl for device, ABSENT, is no serial port; this machine has: ",
    "invalid argument, BAD_READING, check its plug"
  })
  void whatTheSystemSaysIsSorted(String said, Kind kind, String told) {
    SensorException e = fault(said);
    assertEquals(kind, e.kind());
    assertTrue(e.getMessage().contains(told), e.getMessage());
    assertTrue(e.getMessage().contains(device.toString()), e.getMessage());
  }

  @Test
  void aPortThatIsGoneWasUnplugged() throws Exception {
    SensorException gone =
        new SerialFault(device, dev).of(new Pi4JException("x", new EOFException("gone")));
    assertEquals(device + " was unplugged: plug it in again, it is looked for", gone.getMessage());
    Files.delete(device);
    assertEquals(gone.getMessage(), fault("Input/output error").getMessage());
  }

  @Test
  void aPathThatIsNotAbsoluteIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Pi4jSerialLine("ttyUSB0", 115_200));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 115_201})
  void anUnusualSpeedIsRefusedWithThoseThatAreTaken(int baud) {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class, () -> new Pi4jSerialLine("/dev/ttyUSB0", baud));
    assertTrue(
        String.valueOf(e.getMessage())
            .startsWith("baud rate " + baud + " must be one of [9600, 19200,"),
        e.toString());
  }

  @Test
  void nothingIsTouchedBeforeItIsOpened() throws Exception {
    try (Pi4jSerialLine line = new Pi4jSerialLine("/dev/ttyUSB99", 115_200)) {
      assertEquals("/dev/ttyUSB99", line.device());
    }
  }
}
