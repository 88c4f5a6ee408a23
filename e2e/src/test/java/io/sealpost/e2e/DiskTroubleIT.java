package io.sealpost.e2e;

import static io.sealpost.e2e.rig.Events.PATIENCE;
import static io.sealpost.e2e.rig.Events.pair;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sealpost.e2e.rig.Child;
import io.sealpost.e2e.rig.DeviceFile;
import io.sealpost.e2e.rig.Events;
import io.sealpost.e2e.rig.Mosquitto;
import io.sealpost.e2e.rig.Person;
import io.sealpost.e2e.rig.Person.Rights;
import io.sealpost.e2e.rig.Shown;
import io.sealpost.e2e.rig.Site;
import io.sealpost.e2e.rig.block.Disks;
import io.sealpost.e2e.rig.block.LoopDevice;
import io.sealpost.e2e.rig.block.LossyDisk;
import io.sealpost.e2e.rig.block.Mounted;
import io.sealpost.e2e.rig.fault.FaultProxy;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The disk under the journal is full, fails, or becomes read-only while the broker is out of reach:
 * the agent goes on in memory, says so, and goes back to the disk by itself. Takes half a minute.
 */
final class DiskTroubleIT {
  private static final String DEVICE = "rpi-07";
  private static final int DISK = 16 << 20;
  private static final List<String> STREAMS = List.of("a", "b", "c", "d");
  private static final List<Person> PEOPLE =
      List.of(new Person(DEVICE, Rights.DEVICE), new Person("station", Rights.STATION));

  /** A disk that failed is tried again at least once a minute. */
  private static final Duration RECOVERY = Duration.ofSeconds(90);

  private static final Duration RECONNECT = Duration.ofSeconds(90);

  @TempDir private Path folder;
  private Site site;
  private Mosquitto broker;
  private FaultProxy proxy;
  private Child watch;

  @BeforeEach
  void startBrokerAndStation() throws Exception {
    Disks.assume(folder);
    site = Site.create(folder.resolve("site"), PEOPLE);
    broker = Mosquitto.start(folder.resolve("broker"), site.authority(), PEOPLE);
    site.stationUses(broker.port());
    site.drawKey(DEVICE);
    proxy = FaultProxy.to(broker.port());
    watch = site.watch(folder.resolve("index"));
  }

  @AfterEach
  void stop() throws IOException {
    if (watch != null) {
      watch.close();
      proxy.close();
      broker.close();
    }
  }

  private Child agentOn(Path disk) throws IOException {
    DeviceFile device =
        site.device(DEVICE, proxy.port())
            .set("device", "state", disk.resolve("state"))
            .set("journal", "max-bytes", "2MB")
            .set("journal", "min-free", "0B")
            .set("log", "level", "debug");
    STREAMS.forEach(stream -> device.sensor("simulated-temperature", stream, "100ms"));
    Child agent = Site.agent(device.write());
    agent.out().await("journal", line -> line.contains(": durable a "), PATIENCE);
    return agent;
  }

  @Test
  void fullDiskIsBridgedInMemoryUntilThereIsRoom() throws Exception {
    try (Mounted disk = Mounted.memory(folder.resolve("disk"), DISK);
        Child agent = agentOn(disk.folder())) {
      proxy.reachable(false);
      Path waste = disk.folder().resolve("waste");
      fill(disk, waste);
      awaitLog(agent, "kept in memory only");
      proxy.reachable(true);
      assertToldAndDelivering();
      Files.delete(waste);
      assertRecovered(agent);
    }
  }

  @Test
  void diskThatFailsEveryWriteIsBridgedInMemoryUntilItWorks() throws Exception {
    // Without a journal of the file system, whose failure would make it read-only for good.
    try (LossyDisk disk = LossyDisk.create(folder, DISK, "-O", "^has_journal");
        Child agent = agentOn(disk.path())) {
      proxy.reachable(false);
      disk.medium().failing(true);
      awaitLog(agent, "kept in memory only");
      proxy.reachable(true);
      assertToldAndDelivering();
      disk.medium().failing(false);
      assertRecovered(agent);
    }
  }

  @Test
  void readOnlyFileSystemIsBridgedInMemory() throws Exception {
    Path image = folder.resolve("image");
    try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
      file.setLength(2 * DISK);
    }
    try (LoopDevice device = LoopDevice.attach(image)) {
      device.format();
      try (Mounted disk = Mounted.device(device, folder.resolve("disk"));
          Child agent = agentOn(disk.folder())) {
        proxy.reachable(false);
        device.findDamage();
        awaitLog(agent, "kept in memory only");
        proxy.reachable(true);
        assertToldAndDelivering();
        // The kernel lets nobody write again before the file system was checked and mounted anew.
        agent.terminate();
        assertComplete();
      }
    }
  }

  private static void fill(Mounted disk, Path waste) throws IOException {
    long free = Files.getFileStore(disk.folder()).getUsableSpace();
    Files.write(waste, new byte[Math.toIntExact(free)]);
  }

  private static void awaitLog(Child agent, String part) {
    agent.out().await(part, line -> line.contains(part), RECOVERY);
  }

  /** What the agent has in memory arrives, and everybody can see that it is at risk. */
  private void assertToldAndDelivering() {
    int from = watch.out().size();
    watch.out().await("status", from, Events.of("status", pair("status", "degraded")), RECONNECT);
    watch
        .out()
        .await("alarm", from, Events.of("hello").and(line -> line.contains("\"alarm\"")), PATIENCE);
    watch.out().await("reading", watch.out().size(), Events.of("reading"), PATIENCE);
  }

  private void assertRecovered(Child agent) {
    int from = watch.out().size();
    awaitLog(agent, "the journal is on the disk again");
    watch.out().await("status", from, Events.of("status", pair("status", "online")), PATIENCE);
    watch
        .out()
        .await(
            "end of the alarm",
            from,
            Events.of("hello").and(line -> !line.contains("\"alarm\"")),
            PATIENCE);
    assertEquals(0, agent.terminate().code(), agent::toString);
    assertComplete();
  }

  private void assertComplete() {
    watch.out().await("farewell", Events.of("status", pair("status", "offline")), PATIENCE);
    assertEquals(0, watch.terminate().code(), watch::toString);
    List<Shown> shown = Shown.by(watch);
    for (String stream : STREAMS) {
      List<Long> sequences =
          shown.stream()
              .filter(reading -> reading.stream().equals(stream))
              .map(Shown::sequence)
              .toList();
      assertEquals(LongStream.range(0, sequences.size()).boxed().toList(), sequences, stream);
    }
  }
}
