package io.sealpost.device.clock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MachineBootTest {
  private static final String ID = "1c9f3d0e-5a1b-4c58-9d3f-0a2b4c6d8e0f";

  @TempDir Path proc;

  private void write(String id, String uptime) throws IOException {
    Path random = Files.createDirectories(proc.resolve("sys/kernel/random"));
    Files.writeString(random.resolve("boot_id"), id);
    Files.writeString(proc.resolve("uptime"), uptime);
  }

  @Test
  void readsWhatTheKernelSays() throws IOException {
    write(ID + "\n", "350735.47 1382343.36\n");
    assertEquals(
        Optional.of(new MachineBoot(ID, Duration.ofMillis(350_735_470))), MachineBoot.now(proc));
  }

  @Test
  void isUnknownWhereThereIsNoSuchFile() {
    assertEquals(Optional.empty(), MachineBoot.now(proc));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "1e99 0", "0.00001 0"})
  void isUnknownWhereTheUptimeIsNone(String uptime) throws IOException {
    write(ID, uptime);
    assertEquals(Optional.empty(), MachineBoot.now(proc));
  }

  @Test
  void isUnknownWhereTheIdIsNone() throws IOException {
    write("../../etc", "1.00 1.00");
    assertEquals(Optional.empty(), MachineBoot.now(proc));
    assertThrows(
        IllegalArgumentException.class, () -> new MachineBoot("X".repeat(36), Duration.ZERO));
  }
}
