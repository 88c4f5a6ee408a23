package io.sealpost.device.state;

import io.sealpost.protocol.StreamName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Rates in the file {@code rates} of the state folder, in milliseconds. */
final class FileRateStore implements RateStore {
  static final String NAME = "rates";

  private final StateFile file;

  FileRateStore(Path folder, Disk disk) {
    this.file = new StateFile(folder.resolve(NAME), NAME, "remove it", disk);
  }

  @Override
  public Map<StreamName, Duration> load() throws StateException {
    Map<StreamName, Duration> intervals = new HashMap<>();
    for (Map.Entry<String, Long> entry : file.read().orElse(Map.of()).entrySet()) {
      try {
        intervals.put(new StreamName(entry.getKey()), Duration.ofMillis(entry.getValue()));
      } catch (IllegalArgumentException e) {
        throw file.damaged(String.valueOf(e.getMessage()));
      }
    }
    return intervals;
  }

  @Override
  public void save(Map<StreamName, Duration> intervals) throws StateException {
    file.write(
        intervals.entrySet().stream()
            .collect(
                Collectors.toMap(
                    entry -> entry.getKey().value(), entry -> entry.getValue().toMillis())));
  }
}
