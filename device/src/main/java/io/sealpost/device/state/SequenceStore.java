package io.sealpost.device.state;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The last sequence of every stream in an epoch, written when it ends in order. After a crash
 * nothing is known: a number that is too low would say that nothing was lost.
 */
public final class SequenceStore {
  static final String NAME = "sequences";

  /** Not a stream: the protocol reserves the name. */
  private static final String EPOCH = "control";

  private final StateFile file;

  SequenceStore(Path folder, Disk disk) {
    this.file = new StateFile(folder.resolve(NAME), NAME, "remove it", disk);
  }

  /**
   * The last sequences of one epoch, by stream.
   *
   * @return empty if that epoch did not end in order
   * @throws StateException if they cannot be read or are damaged
   */
  public Map<String, Long> load(long epoch) throws StateException {
    Map<String, Long> sequences = new HashMap<>(file.read().orElse(Map.of()));
    Long of = sequences.remove(EPOCH);
    return of != null && of == epoch ? sequences : Map.of();
  }

  /**
   * Keeps the last sequences of an epoch that ends.
   *
   * @throws StateException if that was impossible
   */
  public void save(long epoch, Map<String, Long> sequences) throws StateException {
    Map<String, Long> table = new HashMap<>(sequences);
    table.put(EPOCH, epoch);
    file.write(table);
  }
}
