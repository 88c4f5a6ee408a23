package io.sealpost.device;

import io.sealpost.device.clock.Moment;
import io.sealpost.device.journal.JournalException;
import io.sealpost.device.journal.JournalOptions;
import io.sealpost.device.journal.Syncing;
import io.sealpost.device.journal.ring.RingJournal;
import io.sealpost.device.uplink.Lanes;
import java.nio.file.Path;

/** The journals in the state folder, one for each lane. */
final class DiskJournals implements Outside.Journals {
  /** What is urgent is small and rare: a sixteenth of the room, but no less than this. */
  private static final long LEAST_URGENT = 1024 * 1024;

  private static final int URGENT_SHARE = 16;

  private final Path folder;
  private final JournalOptions options;

  /**
   * @param options of both together
   */
  DiskJournals(Path folder, JournalOptions options) {
    this.folder = folder;
    this.options = options;
  }

  @Override
  public Lanes open(Syncing syncing, Moment now) throws JournalException {
    long bytes = Math.max(LEAST_URGENT, options.maxBytes() / URGENT_SHARE);
    RingJournal urgent = RingJournal.open(folder.resolve("urgent"), sized(bytes), syncing, now);
    try {
      return new Lanes(
          urgent,
          RingJournal.open(
              folder.resolve("readings"), sized(options.maxBytes() - bytes), syncing, now));
    } catch (JournalException e) {
      urgent.close();
      throw e;
    }
  }

  private JournalOptions sized(long bytes) {
    return new JournalOptions(
        bytes,
        options.maxAge(),
        options.durability(),
        options.whenFull(),
        options.thinKeep(),
        options.minFree());
  }
}
