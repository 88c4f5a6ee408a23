package io.sealpost.e2e;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.crypto.Counter;
import io.sealpost.device.clock.Moment;
import io.sealpost.device.journal.Durability;
import io.sealpost.device.journal.Journal;
import io.sealpost.device.journal.JournalOptions;
import io.sealpost.device.journal.WhenFull;
import io.sealpost.device.journal.ring.RingJournal;
import io.sealpost.e2e.rig.Child;
import io.sealpost.e2e.rig.InPlace;
import io.sealpost.e2e.rig.Tool;
import io.sealpost.e2e.rig.block.Disks;
import io.sealpost.e2e.rig.block.LoopDevice;
import io.sealpost.e2e.rig.block.Mounted;
import io.sealpost.protocol.Channel;
import io.sealpost.protocol.StreamName;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the journal writes to the card for one reading: the sectors that the kernel wrote to a block
 * device with ext4, everything included. Takes half a minute; by itself: {@code ./mvnw -pl e2e
 * verify -Dit.test=CardWearIT}.
 */
final class CardWearIT {
  private static final long DEVICE = 128 << 20;
  private static final int RECORDS = 3_000;

  /** So many that files are used a second time, as they are ever after. */
  private static final int WARM_UP = 12_000;

  /** Bytes of a sealed reading. */
  private static final int RECORD = 160;

  private static final int DEFAULT_JOURNAL = 64 << 20;
  private static final int SMALLEST_JOURNAL = 1_000_000;
  private static final Channel CHANNEL = new Channel.Readings(new StreamName("temperature"));
  private static final Duration INTERVAL = Duration.ofMillis(100);

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"10, 0.7", "60, 0.3"})
  void groupOf(int records, double limit) throws Exception {
    Durability groups = new Durability.Grouped(Duration.ofMinutes(5), records);
    assertWear("groups of " + records, groups, limit);
  }

  @Test
  void eachByItself() throws Exception {
    assertWear("each by itself", new Durability.Each(), 4.5);
  }

  /** Every message acknowledged at once, and none at all so that the oldest are dropped. */
  private void assertWear(String what, Durability durability, double limit) throws Exception {
    double online = kibPerReading(options(DEFAULT_JOURNAL, durability), true, WARM_UP);
    double full = kibPerReading(options(SMALLEST_JOURNAL, durability), false, WARM_UP);
    double first = kibPerReading(options(DEFAULT_JOURNAL, durability), false, 0);
    System.out.printf(
        "card wear, %s: %.2f KiB a reading of %d bytes when online, %.2f in a full journal, limit"
            + " %.1f; %.2f while its first file is laid out%n",
        what, online, RECORD, full, limit, first);
    assertTrue(online <= limit, () -> online + " KiB online");
    assertTrue(full <= limit, () -> full + " KiB in a full journal");
  }

  private static JournalOptions options(long bytes, Durability durability) {
    return new JournalOptions(bytes, Duration.ofDays(30), durability, WhenFull.DROP_OLDEST, 2, 0);
  }

  private double kibPerReading(JournalOptions options, boolean acknowledged, int warmUp)
      throws Exception {
    Disks.assume(folder);
    Path image = folder.resolve("image");
    try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
      file.setLength(DEVICE);
    }
    try (LoopDevice device = LoopDevice.attach(image)) {
      device.format();
      try (Mounted disk = Mounted.device(device, folder.resolve("disk"))) {
        InPlace syncing = new InPlace();
        try (RingJournal journal =
            RingJournal.open(disk.folder().resolve("journal"), options, syncing, at(0))) {
          append(journal, syncing, acknowledged, 0, warmUp);
          long before = written(device, disk);
          append(journal, syncing, acknowledged, warmUp, RECORDS);
          return (written(device, disk) - before) / 1024.0 / RECORDS;
        }
      }
    }
  }

  private static long written(LoopDevice device, Mounted disk) throws IOException {
    Child.succeed(List.of(Tool.SYNC.path(), "-f", disk.folder().toString()));
    return device.bytesWritten();
  }

  private static void append(
      RingJournal journal, InPlace syncing, boolean acknowledged, int first, int records)
      throws Exception {
    Random random = new Random(1);
    byte[] sealed = new byte[RECORD];
    for (int i = first; i < first + records; i++) {
      random.nextBytes(sealed);
      journal.append(CHANNEL, new Counter(1, i), sealed.clone(), at(i));
      syncing.settle();
      if (acknowledged) {
        journal.after(-1).map(Journal.Entry::id).ifPresent(journal::release);
      }
      int now = i;
      if (journal.nextDue().filter(due -> due.compareTo(at(now).uptime()) <= 0).isPresent()) {
        journal.tick(at(i));
        syncing.settle();
      }
    }
  }

  private static Moment at(int reading) {
    Duration uptime = INTERVAL.multipliedBy(reading);
    return new Moment(uptime, Instant.parse("2026-11-21T00:00:00Z").plus(uptime), true);
  }
}
