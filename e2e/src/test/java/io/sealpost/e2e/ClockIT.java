package io.sealpost.e2e;

import static io.sealpost.e2e.rig.Events.PATIENCE;
import static io.sealpost.e2e.rig.Events.pair;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.e2e.rig.Authority.Validity;
import io.sealpost.e2e.rig.Child;
import io.sealpost.e2e.rig.Events;
import io.sealpost.e2e.rig.FakeClock;
import io.sealpost.e2e.rig.Mosquitto;
import io.sealpost.e2e.rig.Person;
import io.sealpost.e2e.rig.Person.Rights;
import io.sealpost.e2e.rig.Shown;
import io.sealpost.e2e.rig.Site;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The real agent with a wall clock that is wrong, and that is set. Takes half a minute. */
final class ClockIT {
  private static final String DEVICE = "rpi-07";
  private static final List<Person> PEOPLE =
      List.of(new Person(DEVICE, Rights.DEVICE), new Person("station", Rights.STATION));

  /** Valid at the build's date, and in 2040. */
  private static final Validity LONG = new Validity("2026-01-01", 36_500);

  private static final Predicate<String> READING =
      Events.of("reading", pair("stream", "temperature"));

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration INTERVAL = Duration.ofMillis(200);

  @TempDir private Path folder;
  private FakeClock clock;
  private Mosquitto broker;
  private Child watch;
  private Path config;

  @BeforeEach
  void startBrokerAndStation() throws IOException {
    Site site = Site.create(folder.resolve("site"), PEOPLE, LONG);
    broker = Mosquitto.start(folder.resolve("broker"), site.authority(), PEOPLE);
    site.stationUses(broker.port());
    site.drawKey(DEVICE);
    config =
        site.device(DEVICE, broker.port())
            .sensor("simulated-temperature", "temperature", INTERVAL.toMillis() + "ms")
            .write();
    clock = FakeClock.create(folder.resolve("clock"));
    watch = site.watch(folder.resolve("index"));
  }

  @AfterEach
  void stop() {
    watch.close();
    broker.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1970-01-01T00:00:10Z", "2040-05-05T00:00:00Z"})
  void readingsFromBeforeTheClockWasSetAreDatedOnceItIs(String shown) throws IOException {
    clock.startAt(Instant.parse(shown));
    try (Child agent = Site.agent(config, clock.variables())) {
      awaitReadings(0, 20);
      clock.setRight();
      clock.synchronised(true);
      String dated = watch.out().await("date of the boot", Events.of("boot-dated"), PATIENCE);
      awaitReadings(watch.out().size(), 10);
      assertEquals(0, agent.terminate().code(), agent::toString);
      Instant started = Instant.parse(Events.text(dated, "started"));
      assertClose(started, startByTheReadings(), SECOND, dated);
      assertDatedRight(started);
      assertComplete();
      RoundTrip.assertNoTrouble(agent);
    }
  }

  @Test
  void clockThatIsSetWhileRunningLosesReordersAndMisdatesNothing() throws IOException {
    clock.setRight();
    clock.synchronised(true);
    try (Child agent = Site.agent(config, clock.variables())) {
      awaitReadings(0, 10);
      for (Duration jump : List.of(Duration.ofHours(2), Duration.ofHours(-2))) {
        clock.synchronised(false);
        clock.set(jump);
        awaitReadings(watch.out().size(), 20);
        clock.setRight();
        clock.synchronised(true);
        int from = watch.out().size();
        watch.out().await("right clock", from, READING.and(line -> !isSinceBoot(line)), PATIENCE);
      }
      assertEquals(0, agent.terminate().code(), agent::toString);
      Instant started = startByTheHello();
      assertClose(started, startByTheReadings(), SECOND, agent.toString());
      assertDatedRight(started);
      assertComplete();
      RoundTrip.assertNoTrouble(agent);
    }
  }

  private void awaitReadings(int from, int count) {
    int[] seen = {0};
    watch
        .out()
        .await(
            count + " readings", from, line -> READING.test(line) && ++seen[0] == count, PATIENCE);
  }

  private static boolean isSinceBoot(String line) {
    return line.contains("\"uptime_s\"");
  }

  /**
   * When the agent started: each reading arrived a little after it was taken, and the quickest
   * tells it best.
   */
  private Instant startByTheReadings() {
    List<Instant> starts = new ArrayList<>();
    List<String> lines = watch.out().all();
    List<Instant> arrivals = watch.out().arrivals();
    for (int i = 0; i < lines.size(); i++) {
      if (READING.test(lines.get(i)) && isSinceBoot(lines.get(i))) {
        starts.add(arrivals.get(i).minus(uptime(lines.get(i))));
      }
    }
    return starts.stream().min(Instant::compareTo).orElseThrow();
  }

  /** When the agent said at last that its boot started. */
  private Instant startByTheHello() {
    List<String> hellos =
        watch.out().all().stream().filter(Events.of("hello", "\"started\"")).toList();
    assertFalse(hellos.isEmpty(), watch::toString);
    return Instant.parse(Events.text(hellos.get(hellos.size() - 1), "started"));
  }

  private static Duration uptime(String line) {
    return Duration.ofMillis(Math.round(Events.number(line, "uptime_s") * 1000));
  }

  /**
   * Every reading was taken before it arrived, and by its interval after the one before it, be they
   * dated by the wall clock or by the start of the boot. One that is dated both ways is so alike.
   */
  private void assertDatedRight(Instant started) {
    List<String> lines = watch.out().all();
    List<Instant> arrivals = watch.out().arrivals();
    String before = null;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (READING.test(line)) {
        Instant taken = taken(line, started);
        assertFalse(taken.isAfter(arrivals.get(i).plus(SECOND)), "not yet taken: " + line);
        if (before != null) {
          long apart = sequence(line) - sequence(before);
          Instant due = taken(before, started).plus(INTERVAL.multipliedBy(apart));
          assertClose(taken, due, SECOND, line + " after " + before);
        }
        before = line;
      }
    }
    assertNotNull(before, "no reading");
  }

  private static long sequence(String line) {
    return (long) Events.number(line, "sequence");
  }

  private static Instant taken(String line, Instant started) {
    if (!isSinceBoot(line)) {
      return Instant.parse(Events.text(line, "time"));
    }
    Instant taken = started.plus(uptime(line));
    if (line.contains("\"time\":")) {
      assertClose(Instant.parse(Events.text(line, "time")), taken, SECOND, line);
    }
    return taken;
  }

  private static void assertClose(Instant actual, Instant expected, Duration most, String what) {
    Duration off = Duration.between(expected, actual);
    assertTrue(off.abs().compareTo(most) <= 0, () -> "off by " + off + ": " + what);
  }

  private void assertComplete() {
    assertEquals(0, watch.terminate().code(), watch::toString);
    List<Shown> shown = Shown.by(watch);
    List<Long> sequences =
        shown.stream()
            .filter(reading -> reading.stream().equals("temperature"))
            .map(Shown::sequence)
            .toList();
    assertEquals(LongStream.range(0, sequences.size()).boxed().toList(), sequences);
    assertEquals(Set.of(), Shown.outOfOrder(shown));
    String end = watch.out().await("sums", Events.of("end"), PATIENCE);
    assertEquals(0, Events.number(end, "missing"), end);
    assertEquals(0, Events.number(end, "refused"), end);
  }
}
