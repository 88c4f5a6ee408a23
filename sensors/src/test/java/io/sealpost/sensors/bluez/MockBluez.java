package io.sealpost.sensors.bluez;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A message bus of our own, and somebody who plays bluetoothd on it. */
final class MockBluez {
  private final Path folder;
  private final Process player;
  private final BufferedReader answers;
  private final BufferedWriter commands;
  private Process daemon;

  MockBluez(Path folder) throws IOException {
    this.folder = folder;
    this.daemon = startBus();
    Path script = folder.resolve("mock-bluez");
    try (InputStream source = MockBluez.class.getResourceAsStream("mock-bluez")) {
      assertNotNull(source);
      Files.copy(source, script);
    }
    ProcessBuilder builder = new ProcessBuilder("/usr/bin/python3", script.toString());
    builder.environment().put("DBUS_SYSTEM_BUS_ADDRESS", address());
    builder.redirectError(folder.resolve("player.log").toFile());
    this.player = builder.start();
    this.answers = player.inputReader();
    this.commands = player.outputWriter();
  }

  /** Where the bus is. */
  String address() {
    return "unix:path=" + folder.resolve("bus");
  }

  /** Has something happen, and waits until it has. */
  String tell(String command) throws IOException {
    commands.write(command + "\n");
    commands.flush();
    String answer = answers.readLine();
    if (answer == null || !answer.startsWith("ok")) {
      throw new IOException(
          command + ": " + answer + Files.readString(folder.resolve("player.log")));
    }
    return answer;
  }

  /** The bus ends, and with it every connection. */
  void stopBus() throws IOException, InterruptedException {
    end(daemon);
    Files.deleteIfExists(folder.resolve("bus"));
  }

  /** The bus is there again; bluetoothd is not. */
  void restartBus() throws IOException {
    daemon = startBus();
  }

  private Process startBus() throws IOException {
    List<String> command =
        List.of(
            "dbus-daemon",
            "--session",
            "--nofork",
            "--nopidfile",
            "--print-address",
            "--address=" + address());
    Process started =
        new ProcessBuilder(command)
            .redirectError(Redirect.to(folder.resolve("bus.log").toFile()))
            .start();
    assertNotNull(started.inputReader().readLine(), "the bus does not start");
    return started;
  }

  void close() throws IOException, InterruptedException {
    commands.close();
    player.waitFor(10, TimeUnit.SECONDS);
    end(player);
    end(daemon);
  }

  private static void end(Process process) throws InterruptedException {
    process.destroyForcibly();
    process.waitFor(10, TimeUnit.SECONDS);
  }
}
