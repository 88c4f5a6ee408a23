package io.sealpost.device.state;

import io.sealpost.protocol.StreamChange;
import io.sealpost.protocol.StreamName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.tinylog.Logger;

/**
 * Settings in the file {@code settings} of the state folder. Where there is none yet, the intervals
 * count that an earlier version kept in the file {@code rates}.
 */
final class FileSettingsStore implements SettingsStore {
  static final String NAME = "settings";
  static final String FORMER = "rates";

  private final StateFile file;
  private final StateFile former;

  FileSettingsStore(Path folder, Disk disk) {
    this.file = new StateFile(folder.resolve(NAME), NAME, "remove it", disk);
    this.former = new StateFile(folder.resolve(FORMER), FORMER, "remove it", disk);
  }

  @Override
  public Commanded load() throws StateException {
    Optional<Map<String, Long>> table = file.read();
    if (table.isEmpty()) {
      return former();
    }
    try {
      return SettingsTable.read(table.get());
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw file.damaged(String.valueOf(e.getMessage()));
    }
  }

  private Commanded former() throws StateException {
    Map<StreamName, StreamChange> streams = new HashMap<>();
    for (Map.Entry<String, Long> entry : former.read().orElse(Map.of()).entrySet()) {
      try {
        streams.put(
            new StreamName(entry.getKey()),
            StreamChange.every(Duration.ofMillis(entry.getValue())));
      } catch (IllegalArgumentException e) {
        throw former.damaged(String.valueOf(e.getMessage()));
      }
    }
    return new Commanded(streams, Optional.empty());
  }

  @Override
  public void save(Commanded commanded) throws StateException {
    file.write(SettingsTable.of(commanded));
    forgetFormer();
  }

  /** Else it would count again for somebody who removes the other. */
  private void forgetFormer() {
    try {
      Files.deleteIfExists(former.path());
    } catch (IOException e) {
      Logger.warn("{} counts no more and can be removed: {}", former.path(), e.getMessage());
    }
  }
}
