package io.sealpost.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.e2e.rig.Child;
import io.sealpost.e2e.rig.Mosquitto;
import io.sealpost.e2e.rig.Person;
import io.sealpost.e2e.rig.Person.Rights;
import io.sealpost.e2e.rig.Site;
import io.sealpost.e2e.rig.Until;
import io.sealpost.e2e.rig.fleet.SimulatedDevice;
import io.sealpost.e2e.rig.fleet.SimulatedFleet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A thousand devices with real envelopes behind a real broker, a tenth of them off, and the built
 * program. Takes half a minute.
 */
@Timeout(120)
final class FleetIT {
  private static final int COUNT = 1000;
  private static final Duration WANTED = Duration.ofMinutes(1);
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Person DEVICES = new Person("fleet", Rights.EVERYTHING);
  private static final List<Person> PEOPLE =
      List.of(DEVICES, new Person("station", Rights.STATION));

  @TempDir private Path folder;

  @Test
  void theThousandAreAsDesiredSoonAndThoseThatWereOffWhenTheyCome() throws Exception {
    Site site = Site.create(folder.resolve("site"), PEOPLE);
    Path ring = Files.createDirectory(site.folder("station").resolve("keys"));
    Files.setPosixFilePermissions(ring, PosixFilePermissions.fromString("rwx------"));
    Path wishes = wishes();
    try (Mosquitto broker = Mosquitto.start(folder.resolve("broker"), site.authority(), PEOPLE);
        SimulatedFleet fleet =
            SimulatedFleet.connect(broker.port(), site.authority(), DEVICES, COUNT)) {
      site.stationUses(broker.port());
      fleet.provision(ring);
      fleet.are(true, device -> !isOff(device));
      fleet.are(false, FleetIT::isOff);

      long begin = System.nanoTime();
      Child.Finished apply = site.run("apply", wishes.toString());
      Duration took = Duration.ofNanos(System.nanoTime() - begin);

      System.out.printf(
          "apply to %d devices, a tenth of them off: %d ms%n", COUNT, took.toMillis());
      assertEquals(0, apply.code(), apply.err() + apply.text());
      assertTrue(
          apply.text().contains("done 900, refused 0, no answer 0, pending 100"), apply.text());
      assertEquals(900, count(fleet, device -> device.interval().equals(WANTED)));
      assertEquals(1, site.run("diff").code());
      assertTrue(took.compareTo(LIMIT) < 0, took.toString());

      comeWhileSomebodyFollows(site, fleet, wishes);
      comeWhileSomebodyWatches(site, fleet);

      assertEquals(COUNT, count(fleet, device -> device.obeyed() == 1));
    }
  }

  private Path wishes() throws IOException {
    return Files.writeString(
        folder.resolve("wishes.toml"),
        """
        [[apply]]
        to = "sim-*"
        [apply.streams.temperature]
        every = "1m"
        batch = "15m"
        """);
  }

  private static void comeWhileSomebodyFollows(Site site, SimulatedFleet fleet, Path wishes)
      throws Exception {
    try (Child follow = site.start("apply", wishes.toString(), "--follow", "--json")) {
      fleet.are(true, device -> device.id().endsWith("50"));
      Until.holds(
          "settings of those that came",
          () -> count(fleet, device -> device.interval().equals(WANTED)) == 910,
          LIMIT);
      assertTrue(follow.isAlive());
    }
  }

  private static void comeWhileSomebodyWatches(Site site, SimulatedFleet fleet) throws Exception {
    try (Child watch = site.watch()) {
      fleet.are(true, FleetIT::isOff);
      Until.holds(
          "settings of all",
          () -> count(fleet, device -> device.interval().equals(WANTED)) == COUNT,
          LIMIT);
      assertTrue(watch.isAlive());
    }
    Child.Finished diff = site.run("diff");
    assertEquals(0, diff.code(), diff.text());
  }

  private static boolean isOff(SimulatedDevice device) {
    return device.id().endsWith("0");
  }

  private static long count(SimulatedFleet fleet, Predicate<SimulatedDevice> which) {
    return fleet.devices().stream().filter(which).count();
  }
}
