package io.sealpost.e2e;

import static io.sealpost.e2e.rig.Events.PATIENCE;
import static io.sealpost.e2e.rig.Events.pair;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.e2e.rig.Child;
import io.sealpost.e2e.rig.Events;
import io.sealpost.e2e.rig.FilledJournal;
import io.sealpost.e2e.rig.Memory;
import io.sealpost.e2e.rig.Mosquitto;
import io.sealpost.e2e.rig.Person;
import io.sealpost.e2e.rig.Person.Rights;
import io.sealpost.e2e.rig.Programs;
import io.sealpost.e2e.rig.Shown;
import io.sealpost.e2e.rig.Site;
import io.sealpost.e2e.rig.Until;
import io.sealpost.e2e.rig.fault.FaultProxy;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A week without a network, one reading in ten seconds, and then the broker is back. The journal is
 * filled by the agent's own classes, which takes seconds instead of a week. Takes a minute and a
 * half.
 */
final class OfflineWeekIT {
  private static final String DEVICE = "rpi-07";
  private static final int READINGS = 60_480;
  private static final Duration INTERVAL = Duration.ofSeconds(10);
  private static final Duration DELIVERY = Duration.ofSeconds(60);
  private static final Duration CURRENT = Duration.ofSeconds(2);

  /** The pause before another attempt, after a few that failed. */
  private static final Duration RECONNECT = Duration.ofSeconds(60);

  private static final Predicate<String> CURRENT_VALUES =
      Events.of("hello", pair("epoch", 2), "\"latest\"");

  private static final long GROWTH_KIB = 8 * 1024;
  private static final List<Person> PEOPLE =
      List.of(new Person(DEVICE, Rights.DEVICE), new Person("station", Rights.STATION));

  @TempDir private Path folder;
  private Site site;
  private Path config;

  private Mosquitto broker;
  private FaultProxy proxy;

  @BeforeEach
  void beOfflineForAWeek() throws Exception {
    site = Site.create(folder.resolve("site"), PEOPLE);
    site.drawKey(DEVICE);
    broker = Mosquitto.start(folder.resolve("broker"), site.authority(), PEOPLE);
    site.stationUses(broker.port());
    proxy = FaultProxy.to(broker.port());
    proxy.reachable(false);
    config =
        site.device(DEVICE, proxy.port())
            .set("log", "level", "debug")
            .set("clock", "trust", true)
            .set("health", "interval", "60s")
            .sensor("simulated-temperature", "temperature", "24h")
            .write();
    firstBoot();
    Instant from = Instant.now().minus(INTERVAL.multipliedBy(READINGS));
    FilledJournal.fill(site.folder(DEVICE), DEVICE, from, INTERVAL, READINGS);
  }

  @AfterEach
  void stop() throws IOException {
    proxy.close();
    broker.close();
  }

  @Test
  void weekIsDeliveredWithinAMinuteAndCurrentValuesAtOnce() throws IOException {
    try (Child watch = site.watch(folder.resolve("index"));
        Child agent = launch()) {
      long fresh = settled(agent);
      beConnectedOnce(agent, watch);
      long offline = settled(agent);
      int early = Shown.by(watch).size();
      int from = watch.out().size();
      Instant connected = connect(agent);
      watch.out().await("current value", from, CURRENT_VALUES, PATIENCE);
      Duration current = Duration.between(connected, Instant.now());
      long most = awaitDelivery(agent, watch);
      Duration took = Duration.between(connected, Instant.now());
      System.out.printf(
          "a week offline: %d readings in %d ms, current values after %d ms, resident memory %d KiB"
              + " before the first connection, %d KiB offline after it (and %d readings), at most"
              + " %d KiB from there to the end of delivery%n",
          READINGS - early, took.toMillis(), current.toMillis(), fresh, offline, early, most);
      assertTrue(early < READINGS / 20, () -> early + " readings before it was offline again");
      assertOnceAndInOrder(watch);
      assertTrue(took.compareTo(DELIVERY) < 0, () -> "delivery took " + took);
      assertTrue(current.compareTo(CURRENT) < 0, () -> "current values took " + current);
      assertTrue(
          most - offline < GROWTH_KIB, () -> "grew from " + offline + " to " + most + " KiB");
    }
  }

  /** Makes the epoch and the first reading durable. */
  private void firstBoot() {
    try (Child agent = Site.agent(config)) {
      agent.out().await("reading", line -> line.contains(": durable temperature 1/0"), PATIENCE);
      assertEquals(0, agent.terminate().code(), agent::toString);
    }
  }

  private Child launch() {
    return Child.start(
        "agent",
        List.of(
            Programs.inCheckout("deploy/sealpost-device").toString(),
            "run",
            "--config",
            config.toString()));
  }

  private Instant connect(Child agent) {
    int from = agent.out().size();
    proxy.reachable(true);
    agent.out().await("connection", from, line -> line.contains("connected to "), RECONNECT);
    return Instant.now();
  }

  /**
   * A week offline begins with a loss of the connection after some readings were delivered: what
   * TLS and sending take for good was taken before.
   */
  private void beConnectedOnce(Child agent, Child watch) {
    connect(agent);
    watch
        .out()
        .await("readings before the week", Events.of("reading", pair("sequence", 100)), PATIENCE);
    proxy.reachable(false);
  }

  /** What it takes when it has found out that there is no broker, now or again. */
  private static long settled(Child agent) {
    Predicate<String> failed = line -> line.contains("next attempt in");
    for (String attempt : List.of("first attempt", "second attempt")) {
      agent.out().await(attempt, agent.out().size(), failed, RECONNECT);
    }
    return Memory.residentKib(agent.pid());
  }

  /** Waits for the last reading of the week; returns what the agent took at most. */
  private static long awaitDelivery(Child agent, Child watch) {
    Predicate<String> last = Events.of("reading", pair("epoch", 1), pair("sequence", READINGS - 1));
    long[] most = {0};
    Until.holds(
        "delivery",
        () -> {
          most[0] = Math.max(most[0], Memory.residentKib(agent.pid()));
          return watch.out().all().stream().anyMatch(last);
        },
        Duration.ofMillis(500),
        Duration.ofMinutes(3));
    return most[0];
  }

  private static void assertOnceAndInOrder(Child watch) {
    List<Shown> shown = Shown.by(watch);
    List<Long> sequences =
        shown.stream()
            .filter(reading -> reading.stream().equals("temperature") && reading.epoch() == 1)
            .map(Shown::sequence)
            .toList();
    assertEquals(LongStream.range(0, READINGS).boxed().toList(), sequences);
    assertEquals(Set.of(), Shown.outOfOrder(shown));
  }
}
