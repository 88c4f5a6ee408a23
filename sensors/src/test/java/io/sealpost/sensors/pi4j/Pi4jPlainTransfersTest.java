package io.sealpost.sensors.pi4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.sensors.SensorException;
import io.sealpost.sensors.SensorException.Kind;
import io.sealpost.sensors.i2c.FakeChip;
import io.sealpost.sensors.i2c.I2cDevice;
import io.sealpost.sensors.i2c.I2cDevice.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Transfers that name no register. */
class Pi4jPlainTransfersTest {
  @TempDir Path dev;

  private final SimulatedProvider.Wires wires = new SimulatedProvider.Wires();

  @BeforeEach
  void aBus() throws IOException {
    Files.createFile(dev.resolve("i2c-1"));
  }

  private I2cDevice chip() {
    return new Pi4jI2c(1, dev, wires::newProvider).device(0x48);
  }

  @Test
  void commandsAreWrittenAndTheirResultsReceived() throws Exception {
    wires.word = 0xBEEF;
    try (I2cDevice chip = chip()) {
      chip.write(new byte[] {0x24, 0});
      assertEquals(List.of("48 2400"), wires.written);
      assertArrayEquals(new byte[] {(byte) 0xBE, (byte) 0xEF}, chip.receive(2));
    }
  }

  @Test
  void afterAFailedWriteAFreshContextIsBuilt() throws Exception {
    I2cDevice chip = chip();
    wires.failure = new IOException("Remote I/O error");
    assertThrows(SensorException.class, () -> chip.write(new byte[] {1}));
    assertEquals(0, wires.open());
    assertThrows(SensorException.class, () -> chip.receive(1));
    assertEquals(0, wires.open());
    wires.failure = null;
    assertEquals(1, chip.receive(1).length);
    assertEquals(3, wires.providers);
    chip.close();
  }

  /** In one context Pi4J would believe the address selected, and write to another chip. */
  @Test
  void whatIsWrittenAfterAChipWasBusyReachesNoOtherChip() throws Exception {
    wires.busy.add(0x48);
    I2cDevice chip = chip();
    for (int attempt = 0; attempt < 3; attempt++) {
      SensorException e =
          assertThrows(SensorException.class, () -> chip.write(new byte[] {0x24, 0}));
      assertEquals(Kind.NOT_PERMITTED, e.kind());
    }
    assertEquals(List.of(), wires.written);
    wires.busy.clear();
    chip.write(new byte[] {0x24, 0});
    assertEquals(List.of("48 2400"), wires.written);
    chip.close();
  }

  @Test
  void anAnswerThatIsTooShortIsABadReading() {
    wires.chips.put(
        0x48,
        new FakeChip() {
          @Override
          public void write(byte[] bytes) {}

          @Override
          public byte[] read(int count) {
            return new byte[0];
          }
        });
    SensorException e = assertThrows(SensorException.class, () -> chip().receive(6));
    assertEquals(Kind.BAD_READING, e.kind());
    assertTrue(e.getMessage().contains("-1 bytes came instead of 6"), e.getMessage());
    assertEquals(0, wires.open());
  }

  @ParameterizedTest
  @CsvSource({
    "Remote I/O error, SILENT",
    "No such device or address, SILENT",
    "Input/output error, SILENT",
    "Entfernter E/A-Fehler, SILENT",
    "Device or resource busy, IN_USE",
  })
  void whatTheKernelSaysTellsWhetherAChipIsThere(String said, Answer answer) throws Exception {
    I2cDevice chip = chip();
    assertEquals(Answer.ANSWERS, chip.probe());
    wires.failure = new IOException(said);
    assertEquals(answer, chip.probe());
    assertEquals(0, wires.open(), "the context in doubt is gone");
    assertEquals(List.of(), wires.written);
  }

  @ParameterizedTest
  @CsvSource({
    "Connection timed out, TIMED_OUT",
    "Permission denied, NOT_PERMITTED",
    "Operation not supported, ABSENT",
  })
  void aBusInTroubleSaysNothingOfTheChip(String said, Kind kind) {
    wires.failure = new IOException(said);
    assertEquals(kind, assertThrows(SensorException.class, () -> chip().probe()).kind());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 33})
  void aTransferOfAnotherLengthIsTheCallersFault(int length) {
    I2cDevice chip = chip();
    assertThrows(IllegalArgumentException.class, () -> chip.write(new byte[length]));
    assertThrows(IllegalArgumentException.class, () -> chip.receive(length));
    assertEquals(0, wires.transfers);
  }
}
