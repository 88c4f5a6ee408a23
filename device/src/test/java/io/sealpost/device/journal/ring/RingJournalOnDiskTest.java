package io.sealpost.device.journal.ring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.crypto.Counter;
import io.sealpost.device.clock.Moment;
import io.sealpost.device.journal.Durability;
import io.sealpost.device.journal.Journal;
import io.sealpost.device.journal.Journal.Entry;
import io.sealpost.device.journal.JournalException;
import io.sealpost.device.journal.JournalOptions;
import io.sealpost.device.journal.WhenFull;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A journal on a real file system. */
class RingJournalOnDiskTest {
  private static final Moment NOW = new Moment(Duration.ZERO, Instant.EPOCH, false);
  private static final JournalOptions OPTIONS =
      new JournalOptions(
          1_000_000,
          Duration.ofDays(1),
          new Durability.Grouped(Duration.ofSeconds(5), 10),
          WhenFull.DROP_OLDEST,
          2,
          0);

  @TempDir Path parent;

  private Journal open(QueuedSyncing syncing) throws JournalException {
    return RingJournal.open(parent.resolve("readings"), OPTIONS, syncing, NOW);
  }

  private static void append(Journal journal, int from, int to) {
    for (int i = from; i < to; i++) {
      Counter counter = new Counter(1, i);
      journal.append(Bench.A, counter, Bench.sealed(Bench.A, counter, 200), NOW);
    }
  }

  @Test
  void journalOutlivesItsProcess() throws JournalException {
    append(open(new QueuedSyncing()), 0, 1500);
    Journal journal = open(new QueuedSyncing());
    assertEquals(1500, journal.stats(NOW).messages());
    assertEquals(Map.of(Bench.A.path(), new Counter(1, 1499)), journal.newest());
    Optional<Entry> next = journal.after(-1);
    for (int i = 0; i < 1500; i++) {
      assertEquals("a 1/" + i, Bench.name(next.orElseThrow()));
      next = journal.after(next.orElseThrow().id());
    }
    assertTrue(next.isEmpty());
    journal.close();
  }

  @Test
  void journalKeepsItsBoundsOnTheDisk() throws JournalException, IOException {
    QueuedSyncing syncing = new QueuedSyncing();
    try (Journal journal = open(syncing)) {
      append(journal, 0, 20_000);
      syncing.drain();
      assertTrue(journal.stats(NOW).totalDropped() > 10_000);
    }
    long bytes = 0;
    try (Stream<Path> files = Files.list(parent.resolve("readings"))) {
      for (Path file : files.toList()) {
        bytes += Files.size(file);
        assertEquals(
            "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
      }
    }
    assertTrue(bytes <= 1_000_000, bytes + " bytes");
  }

  @Test
  void folderThatIsAFileIsRefused() throws IOException {
    Files.writeString(parent.resolve("readings"), "");
    JournalException refusal =
        assertThrows(JournalException.class, () -> open(new QueuedSyncing()));
    assertTrue(refusal.toString().contains("readings"), refusal::toString);
    assertTrue(refusal.toString().contains("read and write there"), refusal::toString);
  }
}
