package io.sealpost.sensors.bluez;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/**
 * What listening costs: processor time and memory of a process with a scanner and nothing else,
 * beside a dbus-monitor that only prints. Takes 4 minutes, so it runs when asked for.
 */
@EnabledIfEnvironmentVariable(named = "SEALPOST_BENCH", matches = "1")
final class BluezCostIT {
  private static final long WARM_UP_SECONDS = 20;
  private static final long SECONDS = 60;

  /** USER_HZ of every Linux on the machines that Java runs on. */
  private static final double TICKS_PER_SECOND = 100;

  private final List<Process> processes = new ArrayList<>();

  @TempDir private Path folder;

  @AfterEach
  void stop() throws InterruptedException {
    for (Process process : processes) {
      process.destroyForcibly();
      process.waitFor(10, TimeUnit.SECONDS);
    }
  }

  @Test
  void fiftyDevicesCostAtMostTwoPercentOfACore() throws Exception {
    Cost cost = measure("C4:", "50", "2");
    assertTrue(cost.scannerPercent <= 2, cost.toString());
    assertEquals(50, cost.known, "devices heard in the last minute");
  }

  @Test
  void floodOfRandomAddressesLeavesMemoryFlatAndMissesNobody() throws Exception {
    Cost cost = measure("C4:", "50", "20", "fresh");
    assertEquals(
        50, cost.known, "devices heard in the last minute, under " + cost.hits + " others");
    assertTrue(cost.growthKib <= 4096, cost.toString());
  }

  private record Cost(
      double scannerPercent,
      double monitorPercent,
      double busPercent,
      long rssKib,
      long growthKib,
      long hits,
      long known) {}

  private Cost measure(String prefix, String... crowd) throws Exception {
    String address = "unix:path=" + folder.resolve("bus");
    Process bus =
        start("dbus-daemon", "--session", "--nofork", "--print-address", "--address=" + address);
    assertNotNull(bus.inputReader().readLine());
    List<String> player =
        new ArrayList<>(List.of("/usr/bin/python3", script(), crowd[0], crowd[1]));
    player.addAll(List.of(crowd).subList(2, crowd.length));
    assertEquals("ready", start(player.toArray(String[]::new)).inputReader().readLine());
    Process monitor = silent("dbus-monitor", "--address", address, "sender='org.bluez'");
    Process scanner = start(program(address, prefix));
    scanner.waitFor(WARM_UP_SECONDS, TimeUnit.SECONDS);
    count(scanner);
    long rss = rssKib(scanner);
    long[] before = {ticks(scanner), ticks(monitor), ticks(bus)};
    long begun = System.nanoTime();
    scanner.waitFor(SECONDS, TimeUnit.SECONDS);
    double seconds = (System.nanoTime() - begun) / 1e9;
    double[] percent = {
      (ticks(scanner) - before[0]) / TICKS_PER_SECOND / seconds * 100,
      (ticks(monitor) - before[1]) / TICKS_PER_SECOND / seconds * 100,
      (ticks(bus) - before[2]) / TICKS_PER_SECOND / seconds * 100
    };
    String[] counts = count(scanner).split(" ", 2);
    long after = rssKib(scanner);
    Cost cost =
        new Cost(
            percent[0],
            percent[1],
            percent[2],
            after,
            after - rss,
            Long.parseLong(counts[0]),
            Long.parseLong(counts[1]));
    System.out.println(String.join(" ", crowd) + ": " + cost);
    return cost;
  }

  private String[] program(String address, String prefix) {
    return new String[] {
      Path.of(System.getProperty("java.home"), "bin", "java").toString(),
      "-Xmx32m",
      "-XX:+UseSerialGC",
      "-Xss256k",
      "-XX:TieredStopAtLevel=1",
      "-Dtinylog.level=warn",
      "-cp",
      System.getProperty("java.class.path"),
      ScannerProgram.class.getName(),
      address,
      prefix
    };
  }

  private String script() throws IOException {
    Path script = folder.resolve("mock-crowd");
    try (InputStream source = BluezCostIT.class.getResourceAsStream("mock-crowd")) {
      assertNotNull(source);
      Files.copy(source, script);
    }
    return script.toString();
  }

  private static String count(Process scanner) throws IOException {
    scanner.outputWriter(StandardCharsets.US_ASCII).append('\n').flush();
    String counts = scanner.inputReader(StandardCharsets.US_ASCII).readLine();
    assertNotNull(counts);
    return counts;
  }

  private Process start(String... command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(Redirect.INHERIT);
    builder.environment().put("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=" + folder.resolve("bus"));
    Process process = builder.start();
    processes.add(process);
    return process;
  }

  private Process silent(String... command) throws IOException {
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(Redirect.DISCARD)
            .redirectError(Redirect.DISCARD)
            .start();
    processes.add(process);
    return process;
  }

  /** User and system time of a process, fields 14 and 15 of proc(5). */
  private static long ticks(Process process) throws IOException {
    String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
  }

  private static long rssKib(Process process) throws IOException {
    return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .sum();
  }
}
