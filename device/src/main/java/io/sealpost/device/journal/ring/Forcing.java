package io.sealpost.device.journal.ring;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Syncs files, one caller at a time. The operating system tells of a failure only once: whoever
 * syncs after that must hear of it all the same, because what it relies on may be gone. Safe for
 * use by several threads.
 */
final class Forcing {
  // Guarded by this.
  private Optional<IOException> failure = Optional.empty();

  /**
   * Returns when what was written before is on the medium.
   *
   * @throws IOException if this or an earlier sync failed
   */
  synchronized void force(List<Disk.File> files) throws IOException {
    if (failure.isPresent()) {
      throw failure.get();
    }
    try {
      for (Disk.File file : files) {
        file.force();
      }
    } catch (IOException e) {
      failure = Optional.of(e);
      throw e;
    }
  }
}
