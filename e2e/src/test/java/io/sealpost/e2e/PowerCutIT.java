package io.sealpost.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.e2e.rig.Child;
import io.sealpost.e2e.rig.Claims;
import io.sealpost.e2e.rig.DeviceFile;
import io.sealpost.e2e.rig.Events;
import io.sealpost.e2e.rig.Mosquitto;
import io.sealpost.e2e.rig.Person;
import io.sealpost.e2e.rig.Person.Rights;
import io.sealpost.e2e.rig.Shown;
import io.sealpost.e2e.rig.Site;
import io.sealpost.e2e.rig.Tool;
import io.sealpost.e2e.rig.Until;
import io.sealpost.e2e.rig.block.Disks;
import io.sealpost.e2e.rig.block.LossyDisk;
import io.sealpost.e2e.rig.fault.FaultProxy;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The power is cut at random moments while the agent writes to a disk that loses what was not
 * flushed, a hundred readings a second; the broker is out of reach for half of the time. What the
 * journal had reported durable arrives all the same, once and in order, and does not once fsync
 * does nothing. Takes two minutes. Another run with the same draws: {@code -Dsealpost.seed=N}.
 */
final class PowerCutIT {
  private static final String DEVICE = "rpi-07";
  private static final int DISK = 64 << 20;
  private static final int CUTS = 30;
  private static final int CUTS_WITHOUT_FSYNC = 3;

  /** Ten readings a second each. */
  private static final int STREAMS = 10;

  private static final int READINGS = 3_000;

  /** In a life; half as many on average, the pause before the cut adds to them. */
  private static final int READINGS_IN_A_LIFE = 400;

  private static final List<Person> PEOPLE =
      List.of(new Person(DEVICE, Rights.DEVICE), new Person("station", Rights.STATION));
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final long seed = Long.getLong("sealpost.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final List<Claims> claims = new ArrayList<>();

  @TempDir private Path folder;
  private Site site;
  private Mosquitto broker;
  private FaultProxy proxy;
  private Path config;
  private LossyDisk disk;

  @BeforeEach
  void prepare() throws Exception {
    Disks.assume(folder);
    System.out.println("power cuts with -Dsealpost.seed=" + seed);
    site = Site.create(folder.resolve("site"), PEOPLE);
    broker = Mosquitto.start(folder.resolve("broker"), site.authority(), PEOPLE);
    site.stationUses(broker.port());
    site.drawKey(DEVICE);
    proxy = FaultProxy.to(broker.port());
    disk = LossyDisk.create(folder, DISK);
    config = configure();
  }

  private Path configure() throws IOException {
    DeviceFile file =
        site.device(DEVICE, proxy.port())
            .set("device", "state", disk.path().resolve("state"))
            .set("journal", "durability", "200ms")
            .set("journal", "group", 5)
            .set("journal", "min-free", "0B")
            .set("log", "level", "debug")
            .set("clock", "trust", true)
            .sensor("simulated-presence", "devices", "300ms");
    for (int i = 0; i < STREAMS; i++) {
      file.sensor("simulated-temperature", "room-" + i, "100ms");
    }
    return file.write();
  }

  @AfterEach
  void takeDown() throws IOException {
    if (disk != null) {
      disk.close();
      proxy.close();
      broker.close();
    }
  }

  @Test
  void whatTheJournalReportedDurableSurvivesEveryCut() throws Exception {
    try (Child watch = site.watch(folder.resolve("index"))) {
      for (int cut = 0; cut < CUTS; cut++) {
        proxy.reachable(random.nextBoolean());
        liveUntilTheCut(Map.of(), 1 + random.nextInt(READINGS_IN_A_LIFE), random.nextDouble());
      }
      proxy.reachable(true);
      try (Child agent = Site.agent(config)) {
        awaitDelivery(agent, watch);
      }
      judge(watch);
    }
  }

  private void judge(Child watch) {
    assertEquals(0, watch.terminate().code(), watch::toString);
    String end = watch.out().await("sums", Events.of("end"), Events.PATIENCE);
    List<Shown> shown = Shown.by(watch);
    long durable = claims.stream().mapToLong(Claims::readings).sum();
    System.out.printf(
        "%d power cuts: %d readings durable, %d messages shown, 0 lost; %s%n",
        CUTS, durable, shown.size(), end);
    assertTrue(durable >= READINGS, () -> durable + " readings durable");
    assertEquals(Set.of(), missing(watch), "lost");
    assertEquals(Set.of(), Shown.twice(shown), "twice");
    assertEquals(Set.of(), Shown.outOfOrder(shown), "out of order");
    // What the station misses are the last messages of lives that ended before they were durable.
    assertEquals(Set.of(), Shown.withHoles(shown), "holes");
    assertEquals(0, Events.number(end, "refused"), end);
  }

  @Test
  void withoutFsyncMessagesAreLost() throws Exception {
    Map<String, String> withoutFsync = Map.of("LD_PRELOAD", Tool.EATMYDATA.library());
    proxy.reachable(false);
    for (int cut = 0; cut < CUTS_WITHOUT_FSYNC; cut++) {
      liveUntilTheCut(withoutFsync, 1 + random.nextInt(READINGS_IN_A_LIFE), 0);
    }
    proxy.reachable(true);
    try (Child watch = site.watch(folder.resolve("index"));
        Child agent = Site.agent(config)) {
      // All that had survived comes before anything new.
      watch.out().await("reading of the next life", this::isAfterTheCuts, Events.PATIENCE);
      Until.pause(Duration.ofSeconds(2));
      List<Shown> shown = Shown.by(watch);
      for (Claims claim : claims) {
        int lost = claim.missing(shown).size();
        System.out.printf(
            "a power cut without fsync: %d messages durable, %d lost%n", claim.count(), lost);
        assertTrue(lost > 0, () -> "nothing lost without fsync\n" + agent);
      }
    }
  }

  private boolean isAfterTheCuts(String line) {
    return Events.of("reading", Events.pair("stream", "room-0")).test(line)
        && Instant.parse(Events.text(line, "time")).isAfter(claims.get(claims.size() - 1).died());
  }

  /** Lives until so many readings are durable, and a little longer. */
  private void liveUntilTheCut(Map<String, String> variables, int readings, double survival)
      throws IOException {
    Instant born = Instant.now();
    Child agent = Site.agent(config, variables);
    try {
      Until.holds(
          readings + " durable readings",
          () -> durable(agent, born) >= readings,
          Duration.ofMillis(50),
          PATIENCE);
      Until.pause(Duration.ofMillis(random.nextInt(300)));
      disk.cut(random, survival);
    } finally {
      agent.kill();
    }
    claims.add(Claims.of(DEVICE, agent, born, Instant.now()));
    disk.restart();
  }

  private static long durable(Child agent, Instant born) {
    if (!agent.isAlive()) {
      throw new AssertionError("the agent ended\n" + agent);
    }
    return Claims.of(DEVICE, agent, born, Instant.now()).readings();
  }

  private Set<String> missing(Child watch) {
    List<Shown> shown = Shown.by(watch);
    return claims.stream()
        .flatMap(claim -> claim.missing(shown).stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private void awaitDelivery(Child agent, Child watch) {
    try {
      Until.holds("delivery", () -> missing(watch).isEmpty(), Duration.ofMillis(500), PATIENCE);
    } catch (AssertionError e) {
      throw new AssertionError("lost: " + missing(watch) + "\n" + agent + "\n" + watch, e);
    }
  }
}
