package io.sealpost.device.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.protocol.Batching;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchingTest {
  @TempDir Path folder;

  private DeviceConfig read(String text) throws ConfigException {
    return DeviceConfigReader.read(ConfigFiles.write(folder, text));
  }

  private Optional<Batching> batching(String keys) throws ConfigException {
    return read(ConfigFiles.MINIMAL + keys + "\n").sensors().get(0).batching();
  }

  private String refused(String text) {
    return String.valueOf(assertThrows(ConfigException.class, () -> read(text)).getMessage());
  }

  @Test
  void isNotUnlessAskedFor() throws ConfigException {
    assertEquals(Optional.empty(), batching(""));
  }

  @Test
  void isBoundedByTimeOrNumberOrBoth() throws ConfigException {
    assertEquals(
        Optional.of(new Batching(Duration.ofMinutes(1), 60)),
        batching("batch = \"60s\"\nbatch-readings = 60"));
    assertEquals(
        Optional.of(new Batching(Duration.ofSeconds(1), Batching.MOST)),
        batching("batch = \"1s\""));
    assertEquals(Optional.of(new Batching(Batching.USUAL, 2)), batching("batch-readings = 2"));
    assertEquals(Duration.ofMinutes(1), Batching.USUAL, "no reading waits for a day unasked");
  }

  @ParameterizedTest
  @CsvSource({
    "batch = \"60s\", simulated-presence",
    "batch-readings = 10, simulated-presence",
    "batch = \"60s\", presence"
  })
  void isNotForPresenceWhichIsToldAtOnce(String key, String type) {
    String message =
        refused(ConfigFiles.MINIMAL.replace("simulated-temperature", type) + key + "\n");
    assertTrue(message.contains("line 12: sensor[1].batch"), message);
    assertTrue(message.contains(": presence is told at once; leave it out"), message);
  }

  @Test
  void isNotForFernetWhoseMessagesCarryOneReading() {
    String message =
        refused(
            ConfigFiles.MINIMAL.replace("[seal]", "[seal]\nformat = \"fernet\"")
                + "batch = \"60s\"\n");
    assertTrue(message.contains("sensor[1].batch: a fernet message carries one reading"), message);
  }

  @ParameterizedTest
  @CsvSource({"PT0.999S, 2", "PT24H0.001S, 2", "PT1S, 1", "PT1S, 1001"})
  void hasBoundsOfItsOwn(Duration within, int readings) {
    assertThrows(IllegalArgumentException.class, () -> new Batching(within, readings));
  }
}
