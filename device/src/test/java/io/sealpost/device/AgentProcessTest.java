package io.sealpost.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.crypto.Context;
import io.sealpost.crypto.Counter;
import io.sealpost.crypto.Format;
import io.sealpost.crypto.Sealer;
import io.sealpost.device.clock.Boots;
import io.sealpost.device.clock.DeviceClock;
import io.sealpost.device.clock.Moment;
import io.sealpost.device.config.DeviceConfig;
import io.sealpost.device.config.PrivacySettings;
import io.sealpost.device.health.Identity;
import io.sealpost.device.journal.Journal;
import io.sealpost.device.journal.JournalException;
import io.sealpost.device.journal.Syncing;
import io.sealpost.device.uplink.Lanes;
import io.sealpost.protocol.Channel;
import io.sealpost.protocol.Person;
import io.sealpost.protocol.Reading;
import io.sealpost.protocol.StreamName;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The threads of the agent, with a real clock. */
@Timeout(60)
class AgentProcessTest {
  private final Station station = new Station(Format.COSE_1, InstantSource.system());
  private final FakeLink link = new FakeLink();
  private final FakeSensor a = new FakeSensor("a");
  private final FakeSensor b = new FakeSensor("b");
  private final FakeJournal urgent = new FakeJournal(100);
  private static final PrivacySettings PRIVATE =
      new PrivacySettings(
          PrivacySettings.People.PSEUDONYMS, PrivacySettings.Pseudonyms.STABLE, false);

  private final FakeJournal readings = new FakeJournal(100);
  private final FakeTimeStore times = new FakeTimeStore();
  private final TestClock time = new TestClock();
  private final AtomicLong ahead = new AtomicLong();
  private final DeviceClock clock =
      new DeviceClock(TestClock.BOOT, this::nanoTime, this::wall, () -> true, TestClock.FLOOR);
  private final Map<String, Long> sequences = new HashMap<>();
  private final CountDownLatch sealed = new CountDownLatch(3);
  private final AtomicLong seals = new AtomicLong();
  private final Sealer sealer = station.deviceSealer();
  private final FakeSupervisor supervisor = new FakeSupervisor(Optional.of(Duration.ofHours(1)));
  private final AtomicLong restarts = new AtomicLong();
  private final AtomicLong collections = new AtomicLong();
  private Optional<Syncing> syncing = Optional.empty();
  private boolean broken;

  private Lanes open(Syncing syncing, Moment now) {
    this.syncing = Optional.of(syncing);
    return new Lanes(urgent, readings);
  }

  private AgentProcess process(Sealer sealer) throws JournalException {
    return process(sealer, TestConfig.of(Format.COSE_1));
  }

  private AgentProcess process(Sealer sealer, DeviceConfig config) throws JournalException {
    return new AgentProcess(
        config,
        new Outside(
            new Identity(TestConfig.DEVICE, Optional.empty(), TestClock.BOOT, 1, "sealpost 1"),
            new Outside.Time(clock, time.goodTime(), Boots.NONE, times),
            link,
            List.of(a, b),
            sealer,
            station.rotation(TestClock.BOOT),
            station.personal(config),
            new Outside.Kept(
                new FakeSettingsStore(), newest -> Map.of(), sequences::putAll, this::open),
            new Outside.Reach(
                new FakeLight(),
                level -> {},
                Optional.of(() -> restarts.incrementAndGet()),
                supervisor)),
        collections::incrementAndGet);
  }

  private long nanoTime() {
    return System.nanoTime() + ahead.get();
  }

  private Instant wall() {
    if (broken && syncing.isPresent()) {
      throw new IllegalStateException("no time");
    }
    return Instant.now();
  }

  /** Counts what is sealed, and closes nothing. */
  private Sealer counting() {
    return new Sealer() {
      @Override
      public byte[] seal(Context context, Counter counter, byte[] plaintext) {
        seals.incrementAndGet();
        sealed.countDown();
        return sealer.seal(context, counter, plaintext);
      }

      @Override
      public void close() {}
    };
  }

  @Test
  void samplesUntilItIsToldToStopAndLetsGoOfEverything() throws Exception {
    a.reading(1).reading(2).reading(3).reading(4);
    b.reading(1).reading(2).reading(3).reading(4);
    StopSignal stop = new StopSignal();
    AgentProcess process = process(counting());
    Thread stopper =
        new Thread(
            () -> {
              try {
                sealed.await();
                stop.request();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    stopper.start();
    process.run(stop);
    stopper.join();
    assertEquals(StopSignal.Stage.CLOSING, stop.stage());
    assertEquals(List.of("sealpost/rpi-07/control"), link.subscriptions);
    assertTrue(a.isClosed() && b.isClosed());
    assertTrue(link.closedWith().isPresent());
    assertTrue(urgent.isClosed() && readings.isClosed());
    assertEquals(1, times.boots.size(), "kept by the time the process ends");
    assertEquals(2, times.good.size(), "once at the start, once at the end");
    // On a busy machine more may have been sealed before the stop came through.
    assertTrue(seals.get() >= 3);
    assertEquals(seals.get(), sequences.values().stream().mapToLong(last -> last + 1).sum());
  }

  @Test
  void tidiesUpAfterItsStartOnce() throws Exception {
    StopSignal stop = new StopSignal();
    a.reading(1);
    b.telling(
        now -> {
          stop.request();
          return new Reading.Presence(now, false, List.of());
        });
    AgentProcess process = process(sealer);
    ahead.set(Tidying.AFTER.toNanos());
    process.run(stop);
    assertEquals(1, collections.get());
  }

  @Test
  void tellsItsSupervisorFromTheJournalsToTheStop() throws Exception {
    a.reading(1);
    StopSignal stop = new StopSignal();
    b.telling(
        now -> {
          link.connect();
          stop.request();
          return new Reading.Presence(now, false, List.of());
        });
    process(sealer).run(stop);
    assertEquals(
        List.of("starting 1800", "status reading the journals", "alive"),
        supervisor.words.subList(0, 3));
    assertEquals(
        List.of("status stopping", "stopping"),
        supervisor.words.stream().filter(word -> word.endsWith("stopping")).toList());
    assertEquals(1, supervisor.words.stream().filter("ready"::equals).count());
  }

  @Test
  void letsNothingOutThatIsNotToLeaveTheDevice() throws Exception {
    StopSignal stop = new StopSignal();
    a.telling(
        now -> {
          stop.request();
          Person frank =
              new Person(
                  "Frank",
                  Optional.of("88:29:9C:00:61:A9"),
                  Reading.Radio.BLUETOOTH,
                  Duration.ZERO,
                  OptionalInt.empty());
          return new Reading.Presence(now, false, List.of(frank));
        });
    process(sealer, TestConfig.discreet(PRIVATE)).run(stop);
    byte[] kept = kept(TestConfig.A);
    Reading.Presence told =
        assertInstanceOf(Reading.Presence.class, station.reading(TestConfig.A, kept));
    assertEquals(
        List.of("p-"), told.people().stream().map(who -> who.name().substring(0, 2)).toList());
    assertEquals(Optional.empty(), told.people().get(0).mac());
  }

  private byte[] kept(StreamName stream) {
    Optional<Journal.Entry> entry = urgent.after(-1);
    while (!entry.orElseThrow().channel().equals(new Channel.Readings(stream))) {
      entry = urgent.after(entry.orElseThrow().id());
    }
    return entry.orElseThrow().sealed();
  }

  @Test
  void doesNothingMoreWhenItWasToldToStopBeforeItBegan() throws Exception {
    StopSignal stop = new StopSignal();
    stop.request();
    process(sealer).run(stop);
    assertEquals(Map.of(), sequences);
    assertTrue(a.isClosed() && b.isClosed());
  }

  @Test
  void doesNotOutliveAFaultOfItsOwn() throws Exception {
    a.reading(1);
    b.reading(1);
    Sealer broken =
        new Sealer() {
          @Override
          public byte[] seal(Context context, Counter counter, byte[] plaintext) {
            throw new IllegalStateException("broken");
          }

          @Override
          public void close() {}
        };
    AgentProcess process = process(broken);
    assertThrows(IllegalStateException.class, () -> process.run(new StopSignal()));
  }

  @Test
  void keepsAReadingThatASensorHasWhenTheAgentStops() throws Exception {
    StopSignal stop = new StopSignal();
    a.readingWhenInterrupted(stop::request, 21.5);
    process(sealer).run(stop);
    assertTrue(a.isClosed());
    assertEquals(Optional.of(0L), Optional.ofNullable(sequences.get("a")));
    byte[] kept = readings.after(-1).orElseThrow().sealed();
    Reading reading = station.reading(TestConfig.A, kept);
    assertEquals(21.5, assertInstanceOf(Reading.Temperature.class, reading).celsius());
  }

  @Test
  void closesItsJournalsOnlyWhenTheDiskHasDoneWhatWasAskedFor() throws Exception {
    List<Integer> synced = Collections.synchronizedList(new ArrayList<>());
    List<Integer> whenClosed = new ArrayList<>();
    readings.whenClosed(() -> whenClosed.add(synced.size()));
    AgentProcess process = process(sealer);
    for (int i = 0; i < 10_000; i++) {
      int number = i;
      syncing
          .orElseThrow()
          .run(
              () -> {
                synced.add(number);
                return null;
              },
              done -> {});
    }
    StopSignal stop = new StopSignal();
    stop.request();
    process.run(stop);
    assertEquals(List.of(10_000), whenClosed);
  }

  @Test
  void letsGoOfItsJournalsIfItCannotBePutTogether() {
    broken = true;
    assertThrows(IllegalStateException.class, () -> process(sealer));
    assertTrue(urgent.isClosed() && readings.isClosed());
  }
}
