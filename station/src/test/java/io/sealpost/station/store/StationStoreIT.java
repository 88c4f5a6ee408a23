package io.sealpost.station.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sealpost.protocol.BootId;
import io.sealpost.protocol.DeviceId;
import io.sealpost.station.StationException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Several processes on one state folder. */
@Timeout(60)
class StationStoreIT {
  private static final int PROCESSES = 3;
  private static final int EACH = 20;

  @TempDir private Path folder = Path.of("");

  /** Takes counters and prints them. */
  static final class Taker {
    private Taker() {}

    /** Takes {@link #EACH} counters in the folder that is the only argument. */
    public static void main(String[] arguments) throws StationException {
      StationStore store = new StationStore(Path.of(arguments[0]));
      DeviceId device = new DeviceId("rpi-07");
      for (int i = 0; i < EACH; i++) {
        Counters.Claim claim =
            new Counters.Claim(
                device, new BootId("0123456789abcdef"), OptionalLong.empty(), Optional.empty());
        System.out.println(store.take(List.of(claim)).get(device));
      }
    }
  }

  @Test
  void noCounterIsEverTakenTwice() throws Exception {
    List<Process> processes = new ArrayList<>();
    for (int i = 0; i < PROCESSES; i++) {
      processes.add(start());
    }

    TreeSet<Long> taken = new TreeSet<>();
    for (Process process : processes) {
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      out.lines().map(Long::valueOf).forEach(taken::add);
      assertEquals(0, process.waitFor());
    }

    assertEquals(PROCESSES * EACH, taken.size());
    assertEquals(PROCESSES * EACH, taken.last());
  }

  private Process start() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Taker.class.getName(),
            folder.resolve("state").toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }
}
