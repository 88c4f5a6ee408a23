package io.sealpost.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.crypto.SecretBytes;
import io.sealpost.e2e.rig.Child;
import io.sealpost.e2e.rig.Eavesdropper;
import io.sealpost.e2e.rig.Events;
import io.sealpost.e2e.rig.Gaps;
import io.sealpost.e2e.rig.Mosquitto;
import io.sealpost.e2e.rig.Person;
import io.sealpost.e2e.rig.Person.Rights;
import io.sealpost.e2e.rig.Shown;
import io.sealpost.e2e.rig.Site;
import io.sealpost.e2e.rig.Until;
import io.sealpost.e2e.rig.fault.FaultProxy;
import io.sealpost.protocol.Action;
import io.sealpost.protocol.Answer;
import io.sealpost.protocol.StreamName;
import io.sealpost.protocol.StreamSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The key of a running agent is changed by {@code sealpost rotate} while a {@code watch} runs, once
 * in order and then with agent and station killed at any moment. Takes two minutes. Another run
 * with the same draws: {@code -Dsealpost.seed=N}.
 */
final class KeyRotationIT {
  private static final String DEVICE = "rpi-07";
  private static final StreamName TEMPERATURE = new StreamName("temperature");
  private static final int KILLS = 8;
  private static final Person EVE = new Person("eve", Rights.EVERYTHING);
  private static final List<Person> PEOPLE =
      List.of(new Person(DEVICE, Rights.DEVICE), new Person("station", Rights.STATION), EVE);
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final long seed = Long.getLong("sealpost.seed", System.nanoTime());
  private final Random random = new Random(seed);

  @TempDir private Path folder;
  private Site site;
  private Mosquitto broker;
  private FaultProxy proxy;
  private Path config;
  private Child watch;
  private Child agent;

  @BeforeEach
  void start() throws IOException {
    System.out.println("key rotation with -Dsealpost.seed=" + seed);
    site = Site.create(folder.resolve("site"), PEOPLE);
    broker = Mosquitto.startSaving(folder.resolve("broker"), site.authority(), PEOPLE);
    site.stationUses(broker.port());
    site.drawKey(DEVICE);
    proxy = FaultProxy.to(broker.port());
    config = site.configure(DEVICE, "attic", proxy.port(), "200ms");
    watch = site.watch(folder.resolve("index"));
    agent = Site.agent(config);
    awaitReadings(10);
  }

  @AfterEach
  void stop() throws IOException {
    agent.close();
    watch.close();
    proxy.close();
    broker.close();
  }

  @Test
  void readingsBeforeDuringAndAfterAreShownOnceAndTheBacklogOpens() throws Exception {
    String old = Files.readString(site.ringFile(DEVICE));
    // What is sealed now waits at the device, under the key from before.
    proxy.reachable(false);
    Until.pause(Duration.ofSeconds(3));
    Child rotate = site.start("rotate", DEVICE, "--timeout", "20s");
    proxy.reachable(true);

    assertEquals(0, rotate.awaitExit(PATIENCE), rotate::toString);

    assertRotated(1);
    awaitReadings(20);
    assertNothingIsWrong();
    assertEquals(Set.of(), Gaps.by(watch));
    assertTheRingFromBeforeCommandsNothing(old);
    assertTheKeyFromBeforeCommandsNothing(old);
  }

  @Test
  void whoeverIsKilledWheneverBothEndWithOneKey() throws IOException {
    for (int kill = 0; kill < KILLS; kill++) {
      Child rotate = site.start("rotate", DEVICE, "--timeout", "20s");
      Until.pause(Duration.ofMillis(500 + random.nextInt(2500)));
      if (random.nextBoolean()) {
        rotate.kill();
      } else {
        agent.kill();
        agent = Site.agent(config);
        var unused = rotate.awaitExit(PATIENCE);
      }
    }
    settle();
    awaitReadings(20);
    assertNothingIsWrong();
    Child.Finished set = site.set(DEVICE, "temperature", "300ms");
    assertEquals(0, set.code(), set.err());
  }

  /** Whatever is left of the last one ends, however it was cut. */
  private void settle() {
    Until.holds("a rotation to the end", this::rotates, PATIENCE);
    String keys = site.run("key", "list").text();
    assertFalse(keys.contains("under way") || keys.contains("may obey"), keys);
  }

  private boolean rotates() {
    return site.start("rotate", DEVICE, "--timeout", "20s").awaitExit(PATIENCE) == 0;
  }

  private void assertRotated(int generation) {
    String keys = site.run("key", "list").text();
    assertTrue(keys.startsWith(DEVICE + " cose-1 generation " + generation + " kid "), keys);
    assertFalse(keys.contains("under way") || keys.contains("may obey"), keys);
    assertTrue(keys.contains("opens readings until"), keys);
  }

  private void assertTheRingFromBeforeCommandsNothing(String old) throws IOException {
    String now = Files.readString(site.ringFile(DEVICE));
    Files.writeString(site.ringFile(DEVICE), old);
    Child.Finished set = site.set(DEVICE, "temperature", "1s");
    Files.writeString(site.ringFile(DEVICE), now);
    assertEquals(3, set.code(), set.text() + set.err());
  }

  /** Also not by who knows the boot, and a counter that was never used. */
  private void assertTheKeyFromBeforeCommandsNothing(String old) throws Exception {
    try (SecretBytes before = psk(old);
        SecretBytes now = psk(Files.readString(site.ringFile(DEVICE)));
        Eavesdropper eve =
            Eavesdropper.connect(broker.port(), site.authority(), EVE).listen("sealpost/#")) {
      HandStation station = HandStation.of(eve, DEVICE, now).above(100);
      station.send(Action.Set.every(TEMPERATURE, Duration.ofSeconds(7)), before);

      // What came before it would have been answered before it.
      Answer answer = station.ask(new Action.Get(), now, now);

      assertEquals(102, answer.command());
      StreamSettings present = answer.settings().streams().get(TEMPERATURE);
      assertEquals(
          Optional.of(Duration.ofMillis(200)),
          Optional.ofNullable(present).map(StreamSettings::interval));
      assertEquals(
          1, eve.heard().all().stream().filter(each -> each.topic().endsWith("/ack")).count());
    }
  }

  private static SecretBytes psk(String ring) {
    String key = ring.lines().filter(line -> line.startsWith("key = ")).findFirst().orElseThrow();
    return SecretBytes.copyOf(HexFormat.of().parseHex(key.split("\"", -1)[1]));
  }

  private void awaitReadings(int more) {
    int shown = Shown.by(watch).size();
    Until.holds(more + " readings", () -> Shown.by(watch).size() >= shown + more, PATIENCE);
  }

  private void assertNothingIsWrong() {
    List<Shown> shown = Shown.by(watch);
    assertEquals(Set.of(), Shown.twice(shown));
    List<String> alarms =
        watch.out().all().stream().filter(Events.of("alarm").or(Events.of("refused"))).toList();
    assertEquals(List.of(), alarms);
  }
}
