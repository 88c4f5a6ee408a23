package io.sealpost.device;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.crypto.Counter;
import io.sealpost.device.clock.Moment;
import io.sealpost.device.journal.Durability;
import io.sealpost.device.journal.Journal;
import io.sealpost.device.journal.JournalException;
import io.sealpost.device.journal.JournalOptions;
import io.sealpost.device.journal.WhenFull;
import io.sealpost.device.uplink.Lanes;
import io.sealpost.protocol.Channel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiskJournalsTest {
  private static final Channel A = new Channel.Readings(TestConfig.A);
  private static final Moment NOW = TestClock.at(Duration.ofSeconds(1));

  @TempDir Path folder;
  private final FakeInbox inbox = new FakeInbox();

  private Lanes open(long maxBytes) throws JournalException {
    JournalOptions options =
        new JournalOptions(
            maxBytes, Duration.ofDays(30), new Durability.Each(), WhenFull.DROP_OLDEST, 2, 0);
    return new DiskJournals(folder.resolve("journal"), options)
        .open(
            (sync, done) -> {
              try {
                sync.call();
                inbox.post(now -> done.accept(Optional.empty()));
              } catch (Exception e) {
                throw new AssertionError(e);
              }
            },
            NOW);
  }

  private static void append(Journal journal, int sequence, int size) {
    journal.append(A, new Counter(1, sequence), new byte[size], NOW);
  }

  private long bytes(String lane) throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("journal").resolve(lane))) {
      return files.filter(Files::isRegularFile).mapToLong(DiskJournalsTest::size).sum();
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void areThereAgainAtTheNextStartEachInItsLane() throws Exception {
    try (Lanes lanes = open(2 << 20)) {
      lanes.urgent().append(A, new Counter(1, 0), new byte[] {1}, NOW);
      lanes.readings().append(A, new Counter(1, 1), new byte[] {2}, NOW);
      inbox.run(0);
    }
    try (Lanes lanes = open(2 << 20)) {
      assertArrayEquals(new byte[] {1}, lanes.urgent().after(-1).orElseThrow().sealed());
      assertArrayEquals(new byte[] {2}, lanes.readings().after(-1).orElseThrow().sealed());
      assertEquals(2, lanes.stats(NOW).messages());
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {2 << 20, 8 << 20})
  void stayWithinTheirBoundTogether(long maxBytes) throws Exception {
    try (Lanes lanes = open(maxBytes)) {
      for (int i = 0; i < 2 * maxBytes / 10_000; i++) {
        append(lanes.urgent(), i, 10_000);
        append(lanes.readings(), i, 10_000);
        inbox.run(0);
      }
      assertTrue(lanes.stats(NOW).totalDropped() > 0);
      long both = bytes("urgent") + bytes("readings");
      assertTrue(both <= maxBytes, both + " bytes");
      assertTrue(both > maxBytes * 3 / 4, "the room is used: " + both + " bytes");
    }
  }

  @Test
  void sayWhichFolderCannotBeUsed() throws IOException {
    Files.createDirectories(folder.resolve("journal"));
    Files.createFile(folder.resolve("journal/readings"));
    JournalException e = assertThrows(JournalException.class, () -> open(2 << 20));
    assertTrue(
        String.valueOf(e.getMessage()).contains(folder.resolve("journal/readings").toString()),
        e.getMessage());
  }
}
