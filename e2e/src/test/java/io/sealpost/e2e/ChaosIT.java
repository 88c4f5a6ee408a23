package io.sealpost.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.e2e.rig.Child;
import io.sealpost.e2e.rig.Claims;
import io.sealpost.e2e.rig.Events;
import io.sealpost.e2e.rig.Mosquitto;
import io.sealpost.e2e.rig.Person;
import io.sealpost.e2e.rig.Person.Rights;
import io.sealpost.e2e.rig.Shown;
import io.sealpost.e2e.rig.Site;
import io.sealpost.e2e.rig.Until;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Everything fails at once: 200 faults of the wire, 20 kills of the broker and 20 of agents, under
 * 50 readings a second. Five agents share them, because the pause before a reconnect doubles with
 * every loss. Takes five minutes. Another run with the same draws: {@code -Dsealpost.seed=N}.
 *
 * <p>The broker is killed while the station is connected and has shown all that it has got; what
 * agents send is held back on the wire then, and lost with it. Mosquitto acknowledges a message
 * before it saves its sessions: killed in between, it loses what it acknowledged, and nobody else
 * can know. None of these kills meets a broker that is taking publishes in: that is {@link
 * BrokerKillIT}, where what the broker lost has to be told apart from what agents lost.
 */
final class ChaosIT {
  private static final int READINGS = 10_000;
  private static final int FAULTS_EACH = 40;
  private static final int FAULTS_IN_A_LIFE = 10;
  private static final int BROKER_KILLS = 20;
  private static final List<String> DEVICES =
      List.of("rpi-01", "rpi-02", "rpi-03", "rpi-04", "rpi-05");
  private static final List<Person> PEOPLE =
      Stream.concat(
              DEVICES.stream().map(id -> new Person(id, Rights.DEVICE)),
              Stream.of(new Person("station", Rights.STATION)))
          .toList();

  /** So long nothing new is shown once everything was. */
  private static final Duration REST = Duration.ofMillis(300);

  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final long seed = Long.getLong("sealpost.seed", System.nanoTime());
  private final List<Victim> victims = new ArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void stopAgents() throws IOException {
    threads.shutdownNow();
    for (Victim victim : victims) {
      victim.close();
    }
  }

  @Test
  void whatTheJournalAcknowledgedArrivesOnceAndInOrder(@TempDir Path folder) throws Exception {
    System.out.println("chaos with -Dsealpost.seed=" + seed);
    Site site = Site.create(folder, PEOPLE);
    try (Mosquitto broker =
        Mosquitto.startSaving(folder.resolve("broker"), site.authority(), PEOPLE)) {
      site.stationUses(broker.port());
      for (String device : DEVICES) {
        site.drawKey(device);
      }
      try (Child watch = site.watch(folder.resolve("index"))) {
        for (int i = 0; i < DEVICES.size(); i++) {
          victims.add(Victim.start(site, DEVICES.get(i), broker.port(), seed + i));
        }
        suffer(broker, watch);
        Until.holds(
            READINGS + " readings",
            () -> readings(watch) >= READINGS,
            Duration.ofSeconds(1),
            PATIENCE);
        List<Claims> claims = victims.stream().flatMap(v -> v.claims().stream()).toList();
        awaitDelivery(claims, watch);
        victims.forEach(Victim::stop);
        judge(claims, watch);
      }
    }
  }

  private void suffer(Mosquitto broker, Child watch) throws Exception {
    List<Future<?>> suffering = new ArrayList<>();
    for (Victim victim : victims) {
      suffering.add(threads.submit(() -> victim.suffer(FAULTS_EACH, FAULTS_IN_A_LIFE)));
    }
    Random random = new Random(seed);
    for (int kill = 0; kill < BROKER_KILLS; kill++) {
      int more = readings(watch) + random.nextInt(READINGS / BROKER_KILLS);
      Until.holds("readings between kills", () -> readings(watch) >= more, REST, PATIENCE);
      killAtRest(broker, watch);
    }
    for (Future<?> end : suffering) {
      try {
        end.get();
      } catch (ExecutionException e) {
        throw new AssertionError("chaos ended early: " + victims, e);
      }
    }
  }

  private void killAtRest(Mosquitto broker, Child watch) {
    victims.forEach(victim -> victim.hold(true));
    for (int shown = -1; shown != watch.out().size(); ) {
      shown = watch.out().size();
      Until.pause(REST);
    }
    int before = watch.out().size();
    broker.kill();
    victims.forEach(victim -> victim.hold(false));
    broker.restart();
    watch.out().await("station back", before, Events.of("link", "\"connected\""), PATIENCE);
  }

  private static int readings(Child watch) {
    return (int)
        watch.out().all().stream()
            .filter(Events.of("reading").and(line -> !line.contains("\"health\"")))
            .count();
  }

  private static Set<String> missing(List<Claims> claims, Child watch) {
    List<Shown> shown = Shown.by(watch);
    Set<String> missing = new TreeSet<>();
    claims.forEach(
        claim -> claim.missing(shown).forEach(what -> missing.add(claim.device() + " " + what)));
    return missing;
  }

  private void awaitDelivery(List<Claims> claims, Child watch) {
    try {
      Until.holds(
          "delivery",
          () -> missing(claims, watch).isEmpty(),
          Duration.ofSeconds(2),
          Duration.ofMinutes(2));
    } catch (AssertionError e) {
      throw new AssertionError("lost: " + missing(claims, watch) + "\n" + victims, e);
    }
  }

  private void judge(List<Claims> claims, Child watch) {
    assertEquals(0, watch.terminate().code(), watch::toString);
    String end = watch.out().await("sums", Events.of("end"), Events.PATIENCE);
    List<Shown> shown = Shown.by(watch);
    long durable = claims.stream().mapToLong(Claims::count).sum();
    System.out.println(
        "chaos: " + durable + " messages durable, " + shown.size() + " shown, 0 lost; " + end);
    assertTrue(durable >= READINGS, () -> durable + " messages durable");
    assertEquals(Set.of(), Shown.twice(shown), "twice");
    assertEquals(Set.of(), Shown.outOfOrder(shown), "out of order");
    // What the station misses are the last messages of lives that ended before they were durable.
    assertEquals(Set.of(), Shown.withHoles(shown), "holes");
    assertEquals(0, Events.number(end, "refused"), end);
  }
}
