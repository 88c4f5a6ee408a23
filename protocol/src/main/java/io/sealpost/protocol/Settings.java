package io.sealpost.protocol;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Everything that a command can set, as it is in force.
 *
 * @param streams of every stream, by name, at most 64
 * @param log from which level on the device logs
 */
public record Settings(Map<StreamName, StreamSettings> streams, LogLevel log) {
  /**
   * @throws IllegalArgumentException if there are more streams than stated above
   */
  public Settings {
    streams = Map.copyOf(streams);
    Check.range("number of streams", streams.size(), 0, Check.MAX_STREAMS);
  }

  /** The sampling interval of every stream. */
  public Map<StreamName, Duration> intervals() {
    Map<StreamName, Duration> intervals = new HashMap<>();
    streams.forEach((stream, each) -> intervals.put(stream, each.interval()));
    return intervals;
  }

  /**
   * What is in force after a change.
   *
   * @throws IllegalArgumentException if it names a stream that is not here
   */
  public Settings with(Action.Set change) {
    Map<StreamName, StreamSettings> changed = new HashMap<>(streams);
    change
        .streams()
        .forEach(
            (stream, each) -> {
              StreamSettings before = streams.get(stream);
              if (before == null) {
                throw new IllegalArgumentException("there is no stream " + stream);
              }
              changed.put(stream, before.with(each));
            });
    return new Settings(changed, change.log().orElse(log));
  }
}
