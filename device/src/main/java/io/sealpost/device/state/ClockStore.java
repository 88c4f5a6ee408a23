package io.sealpost.device.state;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** The last time that was known to be right, in the file {@code clock} of the state folder. */
public final class ClockStore {
  static final String NAME = "clock";

  private static final String GOOD = "good";

  private final StateFile file;

  ClockStore(Path folder, Disk disk) {
    this.file = new StateFile(folder.resolve(NAME), NAME, "remove it", disk);
  }

  /**
   * That time.
   *
   * @return empty if none was ever known
   * @throws StateException if it cannot be read or is damaged
   */
  public Optional<Instant> load() throws StateException {
    return file.read().map(table -> table.get(GOOD)).map(Instant::ofEpochMilli);
  }

  /**
   * Replaces it, to the millisecond; durable on return.
   *
   * @param good not before 1970
   * @throws StateException if that was impossible
   */
  public void save(Instant good) throws StateException {
    file.write(Map.of(GOOD, good.toEpochMilli()));
  }
}
