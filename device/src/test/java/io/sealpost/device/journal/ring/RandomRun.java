package io.sealpost.device.journal.ring;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sealpost.device.clock.Moment;
import io.sealpost.device.journal.Durability;
import io.sealpost.device.journal.Journal;
import io.sealpost.device.journal.Journal.Entry;
import io.sealpost.device.journal.JournalException;
import io.sealpost.device.journal.WhenFull;
import io.sealpost.device.journal.ring.SimulatedDisk.Operation;
import io.sealpost.device.journal.ring.SimulatedDisk.PowerCut;
import io.sealpost.protocol.Hello;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** A journal, a disk and a model of what the journal must hold, driven by chance. */
final class RandomRun {
  private static final Instant START = Instant.parse("2027-03-01T12:00:00Z");
  private static final int WINDOW = 16;

  private final SplittableRandom random;
  private final SimulatedDisk disk;
  private final Setup setup;
  private final JournalModel model = new JournalModel();
  private QueuedSyncing syncing = new QueuedSyncing();
  private Journal journal;
  private Duration uptime = Duration.ZERO;
  private Duration total = Duration.ZERO;
  private long epoch = 1;
  private long last = -1;
  private final List<Entry> inFlight = new ArrayList<>();

  RandomRun(long seed) throws IOException, JournalException {
    random = new SplittableRandom(seed);
    int blockSize = random.nextBoolean() ? 512 : 4096;
    disk = new SimulatedDisk(blockSize, seed);
    int segmentSize = 8192 << random.nextInt(2);
    WhenFull whenFull = List.of(WhenFull.values()).get(random.nextInt(3));
    setup =
        new Setup(
            "test",
            new Bounds(segmentSize, segmentSize * (4L + random.nextInt(4)), whenFull, 2, 0),
            random.nextInt(4) == 0 ? Duration.ofSeconds(90) : Duration.ofDays(30),
            random.nextInt(4) == 0
                ? new Durability.Each()
                : new Durability.Grouped(Duration.ofSeconds(5), 1 + random.nextInt(20)),
            model::durable);
    journal = open();
  }

  SimulatedDisk disk() {
    return disk;
  }

  JournalModel model() {
    return model;
  }

  @Override
  public String toString() {
    return setup.toString();
  }

  private Journal open() throws IOException, JournalException {
    return RingJournal.open(disk, setup, syncing, now());
  }

  private Moment now() {
    return new Moment(uptime, START.plus(total), true);
  }

  /** Does one thing. */
  void step() throws IOException, JournalException {
    try {
      int what = random.nextInt(33);
      switch (what) {
        case 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 -> append();
        case 12, 13, 14, 15 -> deliver();
        case 16, 17, 18 -> release();
        case 19, 20, 21 -> syncing.sync();
        case 22, 23, 24 -> syncing.answer();
        case 25, 26, 27 -> tick();
        case 28 -> reconnect();
        case 29 -> rarely(4, () -> disk.cutAfter(random.nextInt(20)));
        case 30 -> fault();
        case 31 -> rarely(8, this::forget);
        default -> rarely(8, this::restart);
      }
    } catch (PowerCut e) {
      crash();
    }
  }

  private interface Action {
    void run() throws IOException, JournalException;
  }

  private void rarely(int often, Action action) throws IOException, JournalException {
    if (random.nextInt(often) == 0) {
      action.run();
    }
  }

  private void append() {
    int burst = random.nextInt(20) == 0 ? 60 : 1;
    for (int i = 0; i < burst; i++) {
      JournalModel.Sent sent = model.next(epoch, random);
      long before = journal.stats(now()).totalDropped();
      journal.append(sent.channel(), sent.counter(), sent.sealed(), now());
      if (setup.bounds().whenFull() == WhenFull.DROP_NEWEST
          && journal.stats(now()).totalDropped() > before) {
        model.refused(sent);
      }
    }
  }

  private void deliver() {
    if (inFlight.size() < WINDOW) {
      Optional<Entry> next = journal.after(last);
      next.ifPresent(
          entry -> {
            last = entry.id();
            inFlight.add(entry);
            model.check(entry);
          });
    }
  }

  private void release() {
    for (int n = random.nextInt(6); n > 0 && !inFlight.isEmpty(); n--) {
      Entry entry = inFlight.remove(random.nextInt(inFlight.size()));
      model.released(entry);
      journal.release(entry.id());
    }
  }

  /** What is in flight stays so: its acknowledgements come later. */
  private void forget() {
    Journal.Stats before = journal.stats(now());
    model.forgetting(before);
    Journal.Forgotten gone = journal.forget(now());
    model.forgot(before, gone);
    if (gone.durable()) {
      assertEquals(0, journal.stats(now()).messages());
      assertEquals(
          before.messages(),
          gone.ranges().values().stream()
              .flatMap(List::stream)
              .mapToLong(Hello.Dropped::count)
              .sum());
    }
  }

  private void reconnect() {
    inFlight.clear();
    last = -1;
  }

  private void tick() {
    Duration time = Duration.ofMillis(random.nextInt(3000));
    uptime = uptime.plus(time);
    total = total.plus(time);
    journal.tick(now());
  }

  private void fault() {
    if (disk.isFailing()) {
      disk.repair();
      return;
    }
    if (random.nextInt(8) > 0) {
      return;
    }
    Operation[] some = {
      Operation.CREATE, Operation.WRITE, Operation.FORCE, Operation.OPEN_TO_WRITE
    };
    disk.fail(some[random.nextInt(some.length)], "Input/output error");
  }

  private void restart() throws IOException, JournalException {
    if (random.nextBoolean()) {
      crash();
      return;
    }
    boolean lossy = disk.isFailing();
    disk.repair();
    journal.close();
    // A disk that fails at the last moment, or has no room for what is in memory, loses that.
    began(lossy || journal.stats(now()).alarm().isPresent());
  }

  private void crash() throws IOException, JournalException {
    syncing = new QueuedSyncing();
    disk.cut();
    began(true);
  }

  private void began(boolean afterCrash) throws IOException, JournalException {
    syncing = new QueuedSyncing();
    uptime = Duration.ZERO;
    total = total.plusSeconds(1);
    epoch++;
    reconnect();
    journal = open();
    model.restarted(epoch, afterCrash);
    verify();
  }

  /** Reads everything and compares it with the model. */
  void verify() {
    reconnect();
    List<Entry> all = new ArrayList<>();
    Optional<Entry> next = journal.after(-1);
    while (next.isPresent()) {
      all.add(next.get());
      next = journal.after(next.get().id());
    }
    Journal.Stats stats = journal.stats(now());
    assertEquals(all.size(), stats.messages());
    assertEquals(all.stream().mapToLong(e -> e.sealed().length).sum(), stats.bytes());
    assertEquals(all.isEmpty(), stats.oldest().isEmpty());
    model.verify(all, stats);
  }
}
