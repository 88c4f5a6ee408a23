package io.sealpost.device.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.device.config.ConfigFiles;
import io.sealpost.device.config.DeviceConfigReader;
import io.sealpost.device.config.Source;
import io.sealpost.sensors.SensorException;
import io.sealpost.sensors.SensorException.Kind;
import io.sealpost.sensors.i2c.ChipType;
import io.sealpost.sensors.i2c.I2cBus;
import io.sealpost.sensors.i2c.I2cDevice;
import io.sealpost.sensors.i2c.I2cScan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class I2cChipsTest {
  private static final String WITHOUT_SENSORS =
      ConfigFiles.MINIMAL.replaceAll("(?s)\\[\\[sensor.*", "");

  @TempDir Path root;

  /** A bus on which one address answers, and nothing is what it seems. */
  private record OneChip(int number, int at) implements I2cBus {
    @Override
    public I2cDevice device(int address) {
      return new I2cDevice() {
        @Override
        public byte[] read(int register, int count) throws SensorException {
          throw new SensorException(Kind.ABSENT, "no such register");
        }

        @Override
        public byte[] receive(int count) throws SensorException {
          throw new SensorException(Kind.ABSENT, "nothing to read");
        }

        @Override
        public void write(byte[] bytes) {
          throw new AssertionError("a scan never writes");
        }

        @Override
        public Answer probe() throws SensorException {
          if (at < 0) {
            throw new SensorException(Kind.NOT_PERMITTED, "add the user to the group i2c");
          }
          return address == at ? Answer.ANSWERS : Answer.SILENT;
        }

        @Override
        public void close() {}
      };
    }
  }

  private String scan(int at) {
    I2cScan scan =
        I2cScan.of(root.resolve("dev"), root.resolve("sys"), number -> new OneChip(number, at));
    return ScanText.of(List.of(new I2cChips(scan)));
  }

  private void bus() throws IOException {
    Files.createDirectories(root.resolve("dev"));
    Files.createFile(root.resolve("dev/i2c-3"));
  }

  private Source source(int address) throws Exception {
    return DeviceConfigReader.read(ConfigFiles.write(root, WITHOUT_SENSORS + scan(address)))
        .sensors()
        .get(0)
        .source();
  }

  @Test
  void whatIsProbablyAChipHasLinesThatTheConfigurationTakes() throws Exception {
    bus();
    assertTrue(scan(0x45).contains("# bus 3, 0x45: "), scan(0x45));
    assertEquals(new Source.I2cChip(ChipType.SHT31, 3, 0x45), source(0x45));
    // night-config does not read 0x1e.
    assertEquals(new Source.I2cChip(ChipType.MCP9808, 3, 0x1E), source(0x1E));
  }

  @Test
  void whatFitsNoDriverIsListedWithoutLines() throws Exception {
    bus();
    String text = scan(0x3c);
    assertTrue(text.contains("# bus 3, 0x3c: "), text);
    assertFalse(text.contains("[[sensor]]"), text);
  }

  @Test
  void aBusThatMayNotBeUsedSaysWhatToDo() throws Exception {
    bus();
    assertTrue(scan(-1).contains("# bus 3: add the user to the group i2c"), scan(-1));
  }

  @Test
  void aMachineWithoutABusSaysHowToGetOne() throws Exception {
    Files.createDirectories(root.resolve("dev"));
    assertTrue(scan(0x48).contains("dtparam=i2c_arm=on"), scan(0x48));
  }
}
