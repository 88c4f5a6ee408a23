package io.sealpost.device;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.crypto.SecretFileException;
import io.sealpost.device.config.BrokerSettings.Login;
import io.sealpost.device.config.SensorSettings;
import io.sealpost.device.config.Source;
import io.sealpost.mqtt.Credentials;
import io.sealpost.protocol.DeviceId;
import io.sealpost.protocol.StreamName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmallPartsTest {
  @TempDir Path folder;

  private Path secret(String text, String permissions) throws IOException {
    Path file = folder.resolve("password");
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions)));
    return Files.writeString(file, text);
  }

  @Test
  void aPasswordIsReadAgainAtEveryConnect() throws Exception {
    Path file = secret("pässword\n", "rw-------");
    Credentials credentials = Secrets.credentials(new Login("rpi-07", file));
    assertEquals("rpi-07", credentials.username());
    assertArrayEquals("pässword".toCharArray(), credentials.password().get());
    secret("another", "rw-------");
    assertArrayEquals("another".toCharArray(), credentials.password().get());
  }

  @Test
  void aPasswordThatOthersMayReadIsRefusedAtTheStart() throws Exception {
    Path file = secret("hunter2", "rw-r--r--");
    SecretFileException e =
        assertThrows(
            SecretFileException.class, () -> Secrets.credentials(new Login("rpi-07", file)));
    assertTrue(String.valueOf(e.getMessage()).contains("chmod 600 " + file), e.getMessage());
    assertFalse(String.valueOf(e.getMessage()).contains("hunter2"));
  }

  @Test
  void aPasswordThatVanishesFailsTheAttemptAndNotTheAgent() throws Exception {
    Path file = secret("hunter2", "rw-------");
    Credentials credentials = Secrets.credentials(new Login("rpi-07", file));
    Files.delete(file);
    UncheckedIOException e =
        assertThrows(UncheckedIOException.class, () -> credentials.password().get());
    assertTrue(String.valueOf(e.getMessage()).contains(file.toString()), e.getMessage());
  }

  @Test
  void aBuildKnowsItsVersionAndTime() {
    Build build = Build.current();
    assertTrue(build.version().matches("\\d+\\.\\d+\\.\\d+.*"), build.version());
    assertTrue(build.time().isAfter(Instant.parse("2026-01-01T00:00:00Z")));
    assertEquals("sealpost " + build.version(), build.software());
  }

  @Test
  void aStopThatWasAskedForIsSeen() throws InterruptedException {
    StopSignal stop = new StopSignal();
    assertFalse(stop.isRequested());
    stop.request();
    stop.request();
    assertTrue(stop.isRequested());
    assertEquals(Optional.empty(), stop.awaitDone(Duration.ZERO));
    stop.done(ExitCode.STOPPED);
    assertEquals(Optional.of(ExitCode.STOPPED), stop.awaitDone(Duration.ZERO));
  }

  @Test
  void aStopWakesTheAgentOnceItRuns() {
    StopSignal stop = new StopSignal();
    stop.wake();
    AtomicInteger woken = new AtomicInteger();
    stop.running(woken::incrementAndGet);
    stop.request();
    stop.wake();
    assertEquals(2, woken.get());
  }

  @Test
  void aStopThatIsCutOffFailsOnlyWhileThereIsSomethingToLose() {
    StopSignal stop = new StopSignal();
    assertEquals(ExitCode.STOPPED, stop.stage().exit());
    stop.running(() -> {});
    assertEquals(ExitCode.INTERNAL, stop.stage().exit());
    stop.closing();
    assertEquals(ExitCode.STOPPED, stop.stage().exit());
  }

  @Test
  void aRestartIsAStopWithAnExitCodeOfItsOwn() {
    StopSignal stop = new StopSignal();
    AtomicInteger restarts = new AtomicInteger();
    stop.onRestart(restarts::incrementAndGet);
    assertEquals(ExitCode.STOPPED, stop.exit());
    stop.restart();
    assertTrue(stop.isRequested());
    assertEquals(ExitCode.RESTART, stop.exit());
    assertEquals(1, restarts.get());
  }

  @Test
  void aRestartThatIsCutOffLetsTheAgentBeStartedAgain() {
    StopSignal stop = new StopSignal();
    stop.restart();
    stop.running(() -> {});
    assertEquals(ExitCode.INTERNAL, stop.exitIfCutOff());
    stop.closing();
    assertEquals(ExitCode.RESTART, stop.exitIfCutOff());
  }

  @Test
  void aSimulatedSensorIsTheSameAtEveryStartAndAnotherForEveryStream() {
    assertEquals(simulated("rpi-07", "a"), simulated("rpi-07", "a"));
    assertNotEquals(simulated("rpi-07", "a"), simulated("rpi-07", "b"));
    assertNotEquals(simulated("rpi-07", "a"), simulated("rpi-08", "a"));
  }

  private String simulated(String device, String stream) {
    return new SensorFactory(new DeviceId(device), folder, file -> address -> false)
        .sensor(
            new SensorSettings(
                new StreamName(stream), Duration.ofSeconds(1), new Source.SimulatedTemperature()))
        .descriptor()
        .source();
  }

  @Test
  void aRealSensorIsReadFromTheGivenTree() throws Exception {
    Path zone = Files.createDirectories(folder.resolve("class/thermal/thermal_zone0"));
    Files.write(zone.resolve("type"), "cpu-thermal\n".getBytes(UTF_8));
    Files.write(zone.resolve("temp"), "48312\n".getBytes(UTF_8));
    String reading =
        new SensorFactory(new DeviceId("rpi-07"), folder, file -> address -> false)
            .sensor(
                new SensorSettings(
                    new StreamName("soc"),
                    Duration.ofSeconds(1),
                    new Source.ThermalZone("cpu-thermal")))
            .sample(new TestClock().deviceClock().readingTime())
            .toString();
    assertTrue(reading.contains("celsius=48.312") && reading.contains("simulated=false"), reading);
  }
}
