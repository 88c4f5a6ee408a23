package io.sealpost.device.journal.ring;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.sealpost.crypto.Counter;
import io.sealpost.device.clock.Moment;
import io.sealpost.device.journal.Durability;
import io.sealpost.device.journal.Journal;
import io.sealpost.device.journal.Journal.Entry;
import io.sealpost.device.journal.JournalException;
import io.sealpost.device.journal.WhenFull;
import io.sealpost.protocol.Channel;
import io.sealpost.protocol.StreamName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A journal on a simulated disk, with clocks and syncs that a test drives. */
final class Bench {
  static final Channel A = new Channel.Readings(new StreamName("a"));
  static final Channel B = new Channel.Readings(new StreamName("b"));
  static final int SEGMENT = 8192;

  /** Of a sealed message, so that 50 of them fill a segment nearly. */
  static final int MESSAGE = 60;

  final SimulatedDisk disk = new SimulatedDisk(512, 1);
  final List<String> durable = new ArrayList<>();
  private final Map<Channel, Long> sequences = new HashMap<>();
  QueuedSyncing syncing = new QueuedSyncing();

  private Bounds bounds = new Bounds(SEGMENT, 4 * SEGMENT, WhenFull.DROP_OLDEST, 2, 0);
  private Duration maxAge = Duration.ofDays(30);
  private Durability durability = new Durability.Grouped(Duration.ofSeconds(5), 10);
  private Duration uptime = Duration.ZERO;
  private Instant wall = Instant.parse("2027-03-01T12:00:00Z");
  private boolean synchronised = true;
  private long epoch = 1;
  private Optional<RingJournal> journal = Optional.empty();

  Bench whenFull(WhenFull whenFull) {
    bounds = new Bounds(SEGMENT, bounds.maxBytes(), whenFull, bounds.thinKeep(), 0);
    return this;
  }

  Bench segments(int count) {
    bounds = new Bounds(SEGMENT, (long) count * SEGMENT, bounds.whenFull(), bounds.thinKeep(), 0);
    return this;
  }

  Bench segmentSize(int size) {
    bounds = new Bounds(size, bounds.maxBytes(), bounds.whenFull(), bounds.thinKeep(), 0);
    return this;
  }

  Bench minFree(long minFree) {
    bounds = new Bounds(SEGMENT, bounds.maxBytes(), bounds.whenFull(), bounds.thinKeep(), minFree);
    return this;
  }

  Bench maxAge(Duration age) {
    maxAge = age;
    return this;
  }

  Bench durability(Durability durability) {
    this.durability = durability;
    return this;
  }

  /** Opens the journal, as another run if it was open before. */
  Bench open() {
    try {
      Setup setup =
          new Setup(
              "readings",
              bounds,
              maxAge,
              durability,
              (path, counter) ->
                  durable.add(path + " " + counter.epoch() + "/" + counter.sequence()));
      syncing = new QueuedSyncing();
      journal = Optional.of(RingJournal.open(disk, setup, syncing, now()));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (JournalException e) {
      throw new IllegalStateException(e);
    }
  }

  Journal journal() {
    return journal.orElseThrow();
  }

  Moment now() {
    return new Moment(uptime, wall, synchronised);
  }

  Bench pass(Duration time) {
    uptime = uptime.plus(time);
    wall = wall.plus(time);
    return this;
  }

  /** Lets time pass, and the journal do what is due then. */
  Bench tick(Duration time) {
    pass(time);
    journal().tick(now());
    return this;
  }

  Bench setWall(Instant wall) {
    this.wall = wall;
    return this;
  }

  Bench setSynchronised(boolean synchronised) {
    this.synchronised = synchronised;
    return this;
  }

  /** Appends messages of which each is the next one of its channel. */
  Bench append(Channel channel, int count) {
    for (int i = 0; i < count; i++) {
      long sequence = sequences.merge(channel, 1L, Long::sum);
      Counter counter = new Counter(epoch, sequence);
      journal().append(channel, counter, sealed(channel, counter, MESSAGE), now());
    }
    return this;
  }

  static byte[] sealed(Channel channel, Counter counter, int length) {
    String text = channel.path() + " " + counter.epoch() + "/" + counter.sequence() + " ";
    return Arrays.copyOf(text.getBytes(US_ASCII), length);
  }

  /** What is delivered from the start on: channel and counter of each. */
  List<String> all() {
    return deliver(Integer.MAX_VALUE).stream().map(Bench::name).toList();
  }

  /** Hands out messages from the oldest on. */
  List<Entry> deliver(int most) {
    List<Entry> entries = new ArrayList<>();
    Optional<Entry> next = journal().after(-1);
    while (next.isPresent() && entries.size() < most) {
      entries.add(next.get());
      next = journal().after(next.get().id());
    }
    return entries;
  }

  static String name(Entry entry) {
    String[] words = new String(entry.sealed(), US_ASCII).split(" ", 3);
    if (!words[0].equals(entry.channel().path())) {
      throw new AssertionError(words[0] + " is on " + entry.channel().path());
    }
    return words[0] + " " + words[1];
  }

  /** Delivers and releases the oldest messages. */
  Bench release(int count) {
    for (Entry entry : deliver(count)) {
      journal().release(entry.id());
    }
    return this;
  }

  /** Names of messages of one epoch. */
  static List<String> names(Channel channel, long epoch, int from, int to) {
    List<String> names = new ArrayList<>();
    for (int sequence = from; sequence <= to; sequence++) {
      names.add(channel.path() + " " + epoch + "/" + sequence);
    }
    return names;
  }

  Bench drain() {
    syncing.drain();
    return this;
  }

  /** Ends the run in order and starts the next. */
  Bench restart() {
    journal().close();
    return nextRun();
  }

  /** Ends the run as kill -9 does. */
  Bench kill() {
    return nextRun();
  }

  /** Ends the run as a power cut does. */
  Bench cut() {
    disk.cut();
    return nextRun();
  }

  private Bench nextRun() {
    uptime = Duration.ZERO;
    epoch++;
    sequences.clear();
    return open();
  }

  Journal.Stats stats() {
    return journal().stats(now());
  }
}
