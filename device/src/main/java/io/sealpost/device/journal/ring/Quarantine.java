package io.sealpost.device.journal.ring;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.TreeSet;
import org.tinylog.Logger;

/** Damaged files, put aside for whoever wants to look at them. Owned by the agent's thread. */
final class Quarantine {
  /** More of them make the oldest go. */
  static final int MOST = 4;

  private final Disk disk;

  // Owned by the agent's thread.
  private final TreeSet<Integer> kept = new TreeSet<>();

  /**
   * @param names files in the folder
   */
  Quarantine(Disk disk, Iterable<String> names) {
    this.disk = disk;
    names.forEach(name -> FileName.QUARANTINE.number(name).ifPresent(kept::add));
  }

  /** Puts a file aside. A disk that cannot even do that has the file where it was. */
  void put(String name) {
    int number = kept.isEmpty() ? 1 : kept.last() + 1;
    try {
      disk.rename(name, FileName.QUARANTINE.of(number));
      kept.add(number);
      while (kept.size() > MOST) {
        delete(FileName.QUARANTINE.of(kept.first()));
        kept.pollFirst();
      }
      disk.syncFolder();
    } catch (IOException e) {
      Logger.warn("journal file {} could not be put aside: {}", name, Faults.text(e));
    }
  }

  private void delete(String name) throws IOException {
    try {
      disk.delete(name);
    } catch (NoSuchFileException e) {
      Logger.debug("journal file {} was removed by somebody else", name);
    }
  }
}
