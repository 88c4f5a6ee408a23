package io.sealpost.sensors.pi4j;

import static io.sealpost.sensors.Samples.STREAM;
import static io.sealpost.sensors.Samples.celsius;
import static io.sealpost.sensors.Samples.fault;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sealpost.sensors.SensorException.Kind;
import io.sealpost.sensors.i2c.Bme280Sensor;
import io.sealpost.sensors.i2c.FakeBosch;
import io.sealpost.sensors.i2c.FakeSensirion;
import io.sealpost.sensors.i2c.FakeTime;
import io.sealpost.sensors.i2c.Found;
import io.sealpost.sensors.i2c.I2cScan;
import io.sealpost.sensors.i2c.I2cScan.BusContents;
import io.sealpost.sensors.i2c.Sht31Sensor;
import io.sealpost.sensors.i2c.WordChip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Drivers and the scan on real contexts of Pi4J. */
class Pi4jChipsTest {
  @TempDir Path dev;

  private final SimulatedProvider.Wires wires = new SimulatedProvider.Wires();
  private final FakeTime time = new FakeTime();

  @BeforeEach
  void aBus() throws IOException {
    Files.createFile(dev.resolve("i2c-1"));
    wires.wordElsewhere = false;
  }

  private Pi4jI2c bus(int number) {
    return new Pi4jI2c(number, dev, wires::newProvider);
  }

  @Test
  void anSht31IsCommandedThroughPi4j() throws Exception {
    wires.chips.put(
        0x44, new FakeSensirion(time).with("F32D", 0, 0x8010).with("2400", 15_500, 0x6666, 0x9999));
    try (Sht31Sensor sensor = new Sht31Sensor(STREAM, bus(1), 0x44, time)) {
      assertEquals(25, celsius(sensor), 1e-12);
      assertEquals(List.of("44 F32D", "44 2400"), wires.written);
    }
    assertEquals(0, wires.open());
  }

  @Test
  void aBme280ThatFailedIsReadAgainInAFreshContext() throws Exception {
    FakeBosch chip = new FakeBosch(time, 0x60);
    wires.chips.put(0x76, chip);
    try (Bme280Sensor sensor = new Bme280Sensor(STREAM, bus(1), 0x76, time)) {
      assertEquals(25.08, celsius(sensor));
      assertEquals(25.08, celsius(sensor));
      assertEquals(1, wires.providers);
      wires.chips.remove(0x76);
      assertEquals(Kind.ABSENT, fault(sensor).kind());
      assertEquals(0, wires.open(), "the context in doubt is gone");
      wires.chips.put(0x76, chip);
      assertEquals(25.08, celsius(sensor));
      assertEquals(2, wires.providers);
    }
    assertEquals(0, wires.open());
  }

  @Test
  void aChipThatTheKernelTookIsNeverWrittenTo() throws Exception {
    wires.busy.add(0x76);
    wires.chips.put(0x76, new FakeBosch(time, 0x60));
    try (Bme280Sensor sensor = new Bme280Sensor(STREAM, bus(1), 0x76, time)) {
      for (int attempt = 0; attempt < 3; attempt++) {
        assertEquals(Kind.NOT_PERMITTED, fault(sensor).kind());
      }
    }
    assertEquals(0, wires.transfers);
  }

  @Test
  void theBusIsScannedThroughPi4j() throws Exception {
    wires.chips.put(0x18, new WordChip(0x0F).with(6, 0x0054).with(7, 0x0400));
    wires.chips.put(0x76, new FakeBosch(time, 0x60));
    wires.busy.add(0x68);
    List<BusContents> contents = I2cScan.of(dev, dev, this::bus).asking().list();
    assertEquals(1, contents.size());
    assertEquals(Optional.empty(), contents.get(0).problem());
    assertEquals(
        List.of("mcp9808", "", "bme280"),
        contents.get(0).found().stream().map(found -> String.join(" ", found.types())).toList());
    assertEquals(
        List.of(0x18, 0x68, 0x76), contents.get(0).found().stream().map(Found::address).toList());
    assertEquals(List.of(), wires.written, "no plain write");
    assertEquals(0, wires.open());
  }

  @Test
  void aBusThatMayNotBeUsedIsTold() throws Exception {
    wires.failure = new IOException("Permission denied");
    BusContents contents = I2cScan.of(dev, dev, this::bus).list().get(0);
    assertEquals(List.of(), contents.found());
    assertEquals(
        "add the user to the group i2c",
        contents.problem().orElseThrow().replaceAll(".*: (add the user[^(]*) \\(.*", "$1"));
    assertEquals(1, wires.providers);
  }
}
