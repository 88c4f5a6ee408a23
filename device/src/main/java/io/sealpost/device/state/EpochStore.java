package io.sealpost.device.state;

import io.sealpost.crypto.Counter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The boot counter, which must never go back: a sequence below it would be used twice. */
public final class EpochStore {
  private static final String NAME = "epoch";

  /** What no boot can have written that had no epoch. */
  private static final List<String> OTHERS =
      List.of(
          FileSettingsStore.NAME,
          FileSettingsStore.FORMER,
          FileKeyStore.NAME,
          SequenceStore.NAME,
          BootStore.NAME,
          ClockStore.NAME,
          StateFolder.JOURNAL);

  private final Path folder;
  private final StateFile file;

  EpochStore(Path folder, Disk disk) {
    this.folder = folder;
    this.file = new StateFile(folder.resolve(NAME), NAME, repair(folder), disk);
  }

  /**
   * Counts one boot more; durable on return, so that the caller may seal.
   *
   * @return the epoch of this boot, 1 in an empty folder
   * @throws StateException if the counter is damaged, lost, used up, or cannot be made durable
   */
  public long next() throws StateException {
    Optional<Map<String, Long>> before = file.read();
    if (before.isEmpty() && OTHERS.stream().anyMatch(this::exists)) {
      throw file.damaged("missing, though other state is there");
    }
    long epoch = before.isEmpty() ? 1 : last(before.get()) + 1;
    if (epoch > Counter.MAX) {
      throw new StateException(
          file.path() + ": all " + Counter.MAX + " epochs are used up; " + repair(folder));
    }
    file.write(Map.of(NAME, epoch));
    return epoch;
  }

  /** No restart helps: whatever is guessed here, a counter might be used twice under one key. */
  private static String repair(Path folder) {
    return "this does not mend itself: give the device a new key, empty "
        + folder
        + " and start again";
  }

  private long last(Map<String, Long> table) throws StateException {
    Long epoch = table.get(NAME);
    if (epoch == null || table.size() != 1 || epoch > Counter.MAX) {
      throw file.damaged("it holds no epoch");
    }
    return epoch;
  }

  private boolean exists(String name) {
    return Files.exists(folder.resolve(name));
  }
}
