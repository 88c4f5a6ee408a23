package io.sealpost.station.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.crypto.Counter;
import io.sealpost.protocol.Channel;
import io.sealpost.protocol.DeviceId;
import io.sealpost.protocol.StreamName;
import io.sealpost.station.StationException;
import io.sealpost.station.index.SequenceBook.Gap;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SequenceBookTest {
  private static final Source SOURCE = source("a", "01", "temperature");

  @TempDir private Path folder = Path.of("");

  @Test
  void everySequenceIsFreshOnceInWhateverOrder() throws StationException {
    try (ReadingIndex index = open()) {
      for (long sequence : new long[] {5, 3, 4, 9, 0, 4_294_967_295L, 8, 1, 2, 7, 6}) {
        assertTrue(fresh(index, SOURCE, 1, sequence), "first " + sequence);
        assertFalse(fresh(index, SOURCE, 1, sequence), "again " + sequence);
      }
      for (long sequence = 0; sequence < 10; sequence++) {
        assertFalse(fresh(index, SOURCE, 1, sequence), "in the end " + sequence);
      }
    }
  }

  @Test
  void devicesKeysStreamsAndEpochsAreCountedApart() throws StationException {
    try (ReadingIndex index = open()) {
      assertTrue(fresh(index, SOURCE, 1, 7));
      assertTrue(fresh(index, source("b", "01", "temperature"), 1, 7));
      assertTrue(fresh(index, source("a", "02", "temperature"), 1, 7));
      assertTrue(fresh(index, source("a", "01", "devices"), 1, 7));
      assertTrue(fresh(index, SOURCE, 2, 7));
      assertFalse(fresh(index, SOURCE, 1, 7));
    }
  }

  @Test
  void whatWasCommittedIsKnownInTheNextRunAndNothingElse() throws StationException {
    try (ReadingIndex index = open()) {
      fresh(index, SOURCE, 1, 0);
      index.commit();
      fresh(index, SOURCE, 1, 1);
    }
    try (ReadingIndex index = open()) {
      assertFalse(fresh(index, SOURCE, 1, 0));
      assertTrue(fresh(index, SOURCE, 1, 1));
    }
  }

  @Test
  void moreSourcesThanAreCachedAreToldApart() throws StationException {
    try (ReadingIndex index = open()) {
      for (int round = 0; round < 2; round++) {
        for (int device = 0; device < 1500; device++) {
          assertEquals(round == 0, fresh(index, source("d" + device, "01", "t"), 1, 0));
        }
      }
    }
  }

  @Test
  void howeverManyReadingsComeTheRowsAreAsManyAsTheGaps() throws Exception {
    try (ReadingIndex index = open()) {
      for (long sequence = 0; sequence < 5000; sequence++) {
        if (sequence % 1000 != 999) {
          fresh(index, SOURCE, 1, sequence);
        }
      }
      index.commit();
    }
    assertEquals(5, SqliteFile.number(file(), "SELECT count(*) FROM seen"));
    assertEquals(4, SqliteFile.number(file(), "SELECT count(*) FROM missing"));
  }

  @Test
  void whatComesLateIsNotMissingAnyMore() throws Exception {
    try (ReadingIndex index = open()) {
      fresh(index, SOURCE, 1, 0);
      fresh(index, SOURCE, 1, 10);
      fresh(index, SOURCE, 1, 5);
      index.commit();
    }
    assertEquals(8, SqliteFile.number(file(), "SELECT sum(last - first + 1) FROM missing"));
    assertEquals(2, SqliteFile.number(file(), "SELECT count(*) FROM missing"));
  }

  /** Random arrivals, drops, commits and crashes against the simplest thing that could be right. */
  @Test
  void itDoesWhatASetOfNumbersWouldDo() throws StationException {
    Random random = new Random(20_261_121);
    Model durable = new Model();
    Model model = durable.copy();
    ReadingIndex index = open();
    for (int step = 0; step < 10_000; step++) {
      switch (random.nextInt(100)) {
        case 0 -> {
          index.close();
          index = open();
          model = durable.copy();
        }
        case 1, 2, 3 -> {
          index.commit();
          durable = model.copy();
        }
        default -> {
          Counter counter = model.likely(random);
          assertEquals(
              model.add(counter),
              index.sequences().add(SOURCE, counter),
              "step " + step + ": " + counter);
        }
      }
    }
    index.close();
  }

  /** What the book should do, with every number by itself. */
  private static final class Model {
    private final Set<Counter> seen = new HashSet<>();
    private final Map<Long, Long> highest = new HashMap<>();

    private Model copy() {
      Model copy = new Model();
      copy.seen.addAll(seen);
      copy.highest.putAll(highest);
      return copy;
    }

    /** Mostly the next one, sometimes a skip, a repetition, a late one or a new epoch. */
    private Counter likely(Random random) {
      long epoch = highest.keySet().stream().max(Long::compare).orElse(1L);
      long last = highest.getOrDefault(epoch, -1L);
      return switch (random.nextInt(40)) {
        case 0 -> new Counter(epoch + 1, random.nextInt(3));
        case 1 -> new Counter(Math.max(0, epoch - random.nextInt(4)), random.nextInt(60));
        case 2, 3, 4 -> new Counter(epoch, Math.max(0, last - random.nextInt(20)));
        case 5, 6 -> new Counter(epoch, last + 2 + random.nextInt(4));
        default -> new Counter(epoch, last + 1);
      };
    }

    private SequenceBook.Arrival add(Counter counter) {
      long epoch = counter.epoch();
      boolean newest = highest.keySet().stream().allMatch(known -> known < epoch);
      boolean first = highest.isEmpty();
      if (!seen.add(counter)) {
        return new SequenceBook.Arrival(false, List.of());
      }
      Long before = highest.get(epoch);
      highest.merge(epoch, counter.sequence(), Math::max);
      List<Gap> gaps = new ArrayList<>();
      long expected = before == null ? 0 : before + 1;
      boolean judged = before == null ? newest && !first : true;
      if (judged && counter.sequence() > expected) {
        gaps.add(new Gap(epoch, new Span(expected, counter.sequence() - 1)));
      }
      return new SequenceBook.Arrival(true, gaps);
    }
  }

  private Path file() {
    return folder.resolve("index.db");
  }

  private ReadingIndex open() throws StationException {
    return ReadingIndex.open(file());
  }

  private static boolean fresh(ReadingIndex index, Source source, long epoch, long sequence)
      throws StationException {
    return index.sequences().add(source, new Counter(epoch, sequence)).fresh();
  }

  private static Source source(String device, String kid, String stream) {
    return new Source(new DeviceId(device), kid, new Channel.Readings(new StreamName(stream)));
  }
}
