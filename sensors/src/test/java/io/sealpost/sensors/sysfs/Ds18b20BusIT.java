package io.sealpost.sensors.sysfs;

import static io.sealpost.sensors.Samples.STREAM;
import static io.sealpost.sensors.Samples.celsius;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Several chips on one bus. The kernel lets one read after the other onto the wires: here each
 * {@code w1_slave} is a pipe, whose reader waits until it is its turn.
 */
@Timeout(60)
class Ds18b20BusIT {
  private static final int CHIPS = 12;

  @TempDir Path root;

  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void endThreads() {
    threads.shutdownNow();
  }

  private static String id(int chip) {
    return "28-%012x".formatted(chip);
  }

  private Path pipe(int chip) throws Exception {
    Path folder = Files.createDirectories(root.resolve("bus/w1/devices").resolve(id(chip)));
    Path pipe = folder.resolve("w1_slave");
    Process mkfifo = new ProcessBuilder("mkfifo", pipe.toString()).inheritIO().start();
    assertTrue(mkfifo.waitFor(20, TimeUnit.SECONDS), "mkfifo does not end");
    assertEquals(0, mkfifo.exitValue());
    return pipe;
  }

  /** Blocks until somebody reads. */
  private static void answer(Path pipe, int chip) throws Exception {
    String scratchpad = "50 05 4b 46 7f ff 0c 10 1c";
    Files.writeString(
        pipe, "%s : crc=1c YES%n%s t=%d%n".formatted(scratchpad, scratchpad, 20_000 + chip * 500));
  }

  @Test
  void chipsThatAreReadTogetherAreServedOneAfterTheOther() throws Exception {
    List<Path> pipes = new ArrayList<>();
    List<Future<Double>> readings = new ArrayList<>();
    for (int chip = 0; chip < CHIPS; chip++) {
      pipes.add(pipe(chip));
      Ds18b20Sensor sensor = new Ds18b20Sensor(STREAM, root, id(chip));
      readings.add(threads.submit(() -> celsius(sensor)));
    }
    assertEquals(CHIPS, Ds18b20Sensor.list(root).size());
    // The last one first: nobody gives up, or gets another's value, however long it waits.
    for (int chip = CHIPS - 1; chip >= 0; chip--) {
      for (int waiting = 0; waiting < chip; waiting++) {
        assertFalse(readings.get(waiting).isDone(), "chip " + waiting + " was not served yet");
      }
      answer(pipes.get(chip), chip);
      assertEquals(20 + chip * 0.5, readings.get(chip).get(20, TimeUnit.SECONDS));
    }
  }
}
