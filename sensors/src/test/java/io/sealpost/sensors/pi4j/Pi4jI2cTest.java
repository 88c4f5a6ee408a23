package io.sealpost.sensors.pi4j;

import static io.sealpost.sensors.Samples.STREAM;
import static io.sealpost.sensors.Samples.celsius;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.pi4j.exception.Pi4JException;
import com.pi4j.library.linuxfs.LinuxFile;
import io.sealpost.sensors.SensorException;
import io.sealpost.sensors.SensorException.Kind;
import io.sealpost.sensors.i2c.I2cDevice;
import io.sealpost.sensors.i2c.Tmp102Sensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Pi4jI2cTest {
  @TempDir Path dev;

  private final SimulatedProvider.Wires wires = new SimulatedProvider.Wires();

  @BeforeEach
  void aBus() throws IOException {
    Files.createFile(dev.resolve("i2c-1"));
  }

  private I2cDevice chip() {
    return bus(1).device(0x48);
  }

  private Pi4jI2c bus(int number) {
    return new Pi4jI2c(number, dev, wires::newProvider);
  }

  private static SensorException fault(I2cDevice chip) {
    return assertThrows(SensorException.class, () -> chip.read(0, 2));
  }

  @Test
  void nothingIsTouchedBeforeTheFirstRead() {
    assertEquals(1, bus(1).number());
    chip().close();
    assertEquals(0, wires.providers);
  }

  @Test
  void registersAreReadThroughPi4j() throws Exception {
    wires.word = 0xE701;
    try (I2cDevice chip = chip()) {
      assertArrayEquals(new byte[] {(byte) 0xE7, 1}, chip.read(0xAB, 2));
      assertEquals(0xAB, wires.lastRegister);
      assertArrayEquals(new byte[] {(byte) 0xE7}, chip.read(0, 1));
    }
  }

  @Test
  void oneContextServesManyReadsAndIsShutDownOnce() throws Exception {
    I2cDevice chip = chip();
    for (int i = 0; i < 10; i++) {
      chip.read(0, 2);
    }
    assertEquals(1, wires.providers);
    assertEquals(1, wires.open());
    chip.close();
    chip.close();
    assertEquals(0, wires.open());
  }

  @Test
  void afterAFailedTransferAFreshContextIsBuilt() throws Exception {
    I2cDevice chip = chip();
    chip.read(0, 2);
    wires.failure = new IOException("Remote I/O error");
    assertEquals(Kind.ABSENT, fault(chip).kind());
    assertEquals(0, wires.open(), "the context in doubt is gone");
    assertEquals(Kind.ABSENT, fault(chip).kind());
    wires.failure = null;
    chip.read(0, 2);
    assertEquals(3, wires.providers);
    assertEquals(1, wires.open());
    chip.close();
  }

  @Test
  void twoChipsOfOneBusDoNotShareAContext() throws Exception {
    Pi4jI2c bus = bus(1);
    try (I2cDevice one = bus.device(0x48);
        I2cDevice other = bus.device(0x49)) {
      one.read(0, 2);
      other.read(0, 2);
      assertEquals(2, wires.open());
      wires.failure = new IOException("Remote I/O error");
      fault(one);
      assertEquals(1, wires.open());
    }
  }

  @Test
  void aChipCanBeReadAfterItWasClosed() throws Exception {
    I2cDevice chip = chip();
    chip.read(0, 2);
    chip.close();
    chip.read(0, 2);
    assertEquals(1, wires.open());
    chip.close();
  }

  @Test
  void aThermometerWorksThroughPi4j() throws Exception {
    wires.word = 0x1900 & 0xFEFF;
    try (Tmp102Sensor sensor = new Tmp102Sensor(STREAM, bus(1), 0x48)) {
      assertEquals(24, celsius(sensor));
    }
    assertEquals(0, wires.open());
  }

  @Test
  void contextsThatAreShutDownLeaveNoThreads() throws Exception {
    int before = Thread.activeCount();
    for (int i = 0; i < 20; i++) {
      I2cDevice chip = chip();
      chip.read(0, 2);
      chip.close();
    }
    assertTrue(Thread.activeCount() <= before + 2, "threads are left: " + Thread.activeCount());
  }

  @ParameterizedTest
  @CsvSource({
    "Remote I/O error, ABSENT, does not answer",
    "Input/output error, ABSENT, does not answer",
    "Entfernter E/A-Fehler, ABSENT, does not answer",
    "Device or resource busy, NOT_PERMITTED, belongs to a driver of the kernel",
    "Permission denied, NOT_PERMITTED, add the user to the group i2c",
    "Operation not permitted, NOT_PERMITTED, add the user to the group i2c",
    "Connection timed out, TIMED_OUT, did not answer in time",
    "Resource temporarily unavailable, TIMED_OUT, did not answer in time",
    "Operation not supported, ABSENT, makes no plain I2C transfers",
  })
  void whatTheKernelSaysDecidesTheKind(String said, Kind kind, String told) {
    wires.failure = new IOException(said);
    SensorException e = fault(chip());
    assertEquals(kind, e.kind());
    assertTrue(e.getMessage().contains(told), e.getMessage());
    assertTrue(e.getMessage().contains(dev.resolve("i2c-1").toString()), e.getMessage());
  }

  @Test
  void aMissingChipIsNamedWithWhatToDo() {
    wires.failure = new IOException("Remote I/O error");
    assertEquals(
        "chip 0x48 on "
            + dev.resolve("i2c-1")
            + " does not answer (\"Remote I/O error\"): check its wires, and its address with"
            + " i2cdetect -y 1",
        fault(chip()).getMessage());
  }

  @Test
  void aMissingBusIsAbsentAndThoseThatExistAreNamed() throws Exception {
    Files.createFile(dev.resolve("i2c-20"));
    SensorException e = fault(bus(7).device(0x48));
    assertEquals(Kind.ABSENT, e.kind());
    assertEquals(
        "there is no I2C bus "
            + dev.resolve("i2c-7")
            + "; this machine has: i2c-1, i2c-20; add dtparam=i2c_arm=on to"
            + " /boot/firmware/config.txt, i2c-dev to /etc/modules, and restart",
        e.getMessage());
    assertEquals(0, wires.providers);
  }

  @Test
  void aBusThatAppearsLaterIsUsed() throws Exception {
    I2cDevice chip = bus(7).device(0x48);
    fault(chip);
    Files.createFile(dev.resolve("i2c-7"));
    assertEquals(2, chip.read(0, 2).length);
    chip.close();
  }

  @Test
  void theRealBusOfThisMachineIsLookedForInDev() {
    SensorException e = fault(new Pi4jI2c(250).device(0x48));
    assertEquals(Kind.ABSENT, e.kind());
    assertTrue(e.getMessage().startsWith("there is no I2C bus /dev/i2c-250;"), e.getMessage());
  }

  @Test
  void aChipThatCannotBeCreatedLeavesNoContextBehind() {
    wires.noCreation = new Pi4JException("I2C bus 1 does not exist.");
    assertEquals(Kind.ABSENT, fault(chip()).kind());
    assertEquals(1, wires.providers);
    assertEquals(0, wires.open());
  }

  @Test
  void aNativeLibraryThatDoesNotLoadIsAFaultAndNotAnError() {
    wires.noCreation = new UnsatisfiedLinkError("failed to map segment from shared object");
    SensorException e = fault(chip());
    assertTrue(e.getMessage().contains("native library"), e.getMessage());
    assertEquals(0, wires.open());
  }

  /** What Pi4J really throws where its native library does not exist. */
  @Test
  void thisMachineIsToldThatPi4jHasNoLibraryForIt() {
    String architecture = System.getProperty("os.arch");
    assumeFalse(
        architecture.startsWith("arm") || architecture.equals("aarch64"), "Pi4J runs on ARM");
    for (int attempt = 0; attempt < 2; attempt++) {
      Path file = dev.resolve("i2c-1");
      wires.noCreation =
          assertThrows(LinkageError.class, () -> new LinuxFile(file.toString(), "rw").close());
      SensorException e = fault(chip());
      assertEquals(Kind.ABSENT, e.kind());
      assertEquals(
          file
              + " cannot be used: Pi4J has no native library for "
              + architecture
              + ", only for 32-bit ARMv7 and 64-bit ARM; use a sensor of the kernel (hwmon)",
          e.getMessage());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 256})
  void aBusNumberOutOfRangeIsRefused(int number) {
    assertThrows(IllegalArgumentException.class, () -> new Pi4jI2c(number));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 7, 0x78, 0x148})
  void anAddressOutOfRangeIsRefused(int address) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> bus(1).device(address));
    assertEquals("I2C address 0x%02X must be 0x08 to 0x77".formatted(address), e.getMessage());
  }

  @ParameterizedTest
  @CsvSource({"-1, 1", "256, 1", "0, 0", "0, 33"})
  void aReadOutOfRangeIsTheCallersFault(int register, int count) {
    I2cDevice chip = chip();
    assertThrows(RuntimeException.class, () -> chip.read(register, count), register + " " + count);
    assertFalse(wires.transfers > 0);
  }
}
