package io.sealpost.sensors.i2c;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.sensors.SensorException;
import io.sealpost.sensors.SensorException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class I2cScanTest {
  @TempDir Path root;

  private final Map<Integer, FakeBus> buses = new TreeMap<>();
  private final FakeTime time = new FakeTime();

  private FakeBus bus(int number) throws IOException {
    FakeBus bus = new FakeBus();
    bus.number = number;
    buses.put(number, bus);
    Files.createDirectories(root.resolve("dev"));
    Files.createFile(root.resolve("dev/i2c-" + number));
    return bus;
  }

  private I2cScan scan() {
    return I2cScan.of(root.resolve("dev"), root.resolve("sys"), buses::get);
  }

  private List<Found> found(I2cScan scan) throws SensorException {
    List<Found> all = new ArrayList<>();
    scan.list().forEach(contents -> all.addAll(contents.found()));
    return all;
  }

  private Found only(I2cScan scan) throws SensorException {
    List<Found> all = found(scan);
    assertEquals(1, all.size(), all.toString());
    return all.get(0);
  }

  @Test
  void anEmptyBusIsReadAtEveryAddressAndNothingIsWritten() throws Exception {
    FakeBus bus = bus(1);
    assertEquals(List.of(), found(scan()));
    assertEquals(0x70, bus.transfers.size());
    assertEquals("08 r1", bus.transfers.get(0));
    assertEquals("77 r1", bus.transfers.get(0x6F));
    assertTrue(bus.transfers.stream().allMatch(transfer -> transfer.endsWith(" r1")));
    assertEquals(0x70, bus.closed);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatIsWrittenToAnAddressIsWhatTheDocumentationSays(boolean asking) throws Exception {
    FakeBus bus = bus(1);
    for (int address = 0x08; address <= 0x77; address++) {
      bus.chips.put(address, new WordChip(0xFF));
    }
    found(asking ? scan().asking() : scan());
    bus.transfers.removeIf(transfer -> transfer.endsWith(" r1") && !transfer.contains("w"));
    List<String> expected = new ArrayList<>();
    if (asking) {
      for (int address = 0x18; address <= 0x1F; address++) {
        expected.add("%02X w06 r2".formatted(address));
        expected.add("%02X w07 r2".formatted(address));
      }
      for (int address = 0x48; address <= 0x4B; address++) {
        expected.add("%02X w0F r2".formatted(address));
      }
      expected.add("76 wD0 r1");
      expected.add("77 wD0 r1");
    }
    assertEquals(expected, bus.transfers);
  }

  @Test
  void busesAreListedInOrderOfTheirNumbers() throws Exception {
    bus(10).chips.put(0x44, new WordChip(0));
    bus(2);
    bus(1).chips.put(0x45, new WordChip(0));
    Files.createFile(root.resolve("dev/i2c-x"));
    Files.createFile(root.resolve("dev/i2c-999"));
    assertEquals(List.of(1, 2, 10), scan().list().stream().map(I2cScan.BusContents::bus).toList());
    assertEquals(List.of(1, 10), found(scan()).stream().map(Found::bus).toList());
  }

  @Test
  void aMachineWithoutBusesHasNone() throws Exception {
    Files.createDirectories(root.resolve("dev"));
    assertEquals(List.of(), scan().list());
  }

  @Test
  void aFolderThatCannotBeListedIsAFault() {
    SensorException e = assertThrows(SensorException.class, () -> scan().list());
    assertTrue(e.getMessage().contains("cannot be listed"), e.getMessage());
  }

  @Test
  void anMcp9808SaysWhatItIs() throws Exception {
    bus(1).chips.put(0x1A, new WordChip(0x0F).with(6, 0x0054).with(7, 0x0400));
    assertEquals(
        new Found(
            1,
            0x1A,
            "MCP9808 (registers 0x06 and 0x07 say 0x0054 and 0x0400)",
            List.of("mcp9808"),
            true,
            false),
        only(scan().asking()));
  }

  @Test
  void anotherChipThereIsNoMcp9808() throws Exception {
    bus(1).chips.put(0x19, new WordChip(0xFF));
    Found found = only(scan().asking());
    assertEquals(List.of(), found.types());
    assertEquals(Optional.empty(), found.type());
    assertTrue(found.what().contains("no thermometer of this kind"), found.what());
  }

  @Test
  void aChipThatDoesNotTakeTheRegisterRemainsKnownByItsAddress() throws Exception {
    FakeSensirion commands = new FakeSensirion(time).with("F0", 0, 1);
    commands.write(new byte[] {(byte) 0xF0});
    bus(1).chips.put(0x18, commands);
    Found found = only(scan().asking());
    assertEquals(List.of("mcp9808"), found.types());
    assertFalse(found.certain());
  }

  @Test
  void whoIsNotAskedIsKnownByItsAddress() throws Exception {
    FakeBus bus = bus(1);
    bus.chips.put(0x44, new WordChip(0));
    bus.chips.put(0x48, new FakeTmp117(time));
    bus.chips.put(0x76, new FakeBosch(time, 0x58));
    List<Found> found = found(scan());
    assertEquals(
        List.of(
            List.of("sht31", "sht4x"), List.of("tmp102", "tmp117"), List.of("bme280", "bmp280")),
        found.stream().map(Found::types).toList());
    assertTrue(found.stream().noneMatch(Found::certain));
    assertEquals(
        "probably TMP102 or TMP117, or else a converter (ADS1115, PCF8591) (by its address)",
        found.get(1).what());
    assertEquals(Optional.of("tmp102"), found.get(1).type());
  }

  @Test
  void whoIsAskedSaysWhatItIs() throws Exception {
    FakeBus bus = bus(1);
    bus.chips.put(0x48, new FakeTmp117(time));
    bus.chips.put(0x49, new WordChip(3).with(3, 0x5000));
    bus.chips.put(0x4A, new WordChip(0x0F).with(0x0F, 0x7500));
    bus.chips.put(0x76, new FakeBosch(time, 0x58));
    bus.chips.put(0x77, new FakeBosch(time, 0x60));
    List<Found> found = found(scan().asking());
    assertEquals(
        List.of(
            List.of("tmp117"), List.of("tmp102"), List.of(), List.of("bmp280"), List.of("bme280")),
        found.stream().map(Found::types).toList());
    assertEquals(
        List.of(true, false, false, true, true), found.stream().map(Found::certain).toList());
    assertEquals("probably a TMP1075 (register 0x0F says 0x7500)", found.get(2).what());
  }

  @Test
  void whatTheKernelHasIsNamedAndNotTouched() throws Exception {
    FakeBus bus = bus(1);
    bus.inUse.add(0x68);
    bus.chips.put(0x68, new WordChip(0xFF));
    Path device = Files.createDirectories(root.resolve("sys/bus/i2c/devices/1-0068"));
    Files.writeString(device.resolve("name"), "ds3231\n");
    assertEquals(
        new Found(1, 0x68, "in use by the kernel: \"ds3231\"", List.of(), false, true),
        only(scan()));
    assertFalse(bus.log().contains("68 "));
  }

  @Test
  void whatTheKernelHasWithoutAnEntryIsStillInUse() throws Exception {
    bus(1).inUse.add(0x48);
    Found found = only(scan());
    assertTrue(found.inUse());
    assertEquals("in use by the kernel: a driver without a name", found.what());
  }

  @Test
  void aBusInTroubleIsGivenUpAndTheOthersAreScanned() throws Exception {
    FakeBus stuck = bus(1);
    stuck.trouble = new SensorException(Kind.TIMED_OUT, "did not answer in time");
    bus(2).chips.put(0x45, new WordChip(0));
    List<I2cScan.BusContents> contents = scan().list();
    assertEquals(Optional.of("did not answer in time"), contents.get(0).problem());
    assertEquals(1, stuck.transfers.size());
    assertEquals(Optional.empty(), contents.get(1).problem());
    assertEquals(1, contents.get(1).found().size());
  }
}
