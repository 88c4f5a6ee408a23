package io.sealpost.device.state;

import io.sealpost.protocol.StreamName;
import java.time.Duration;
import java.util.Map;

/** The sampling intervals that commands have set. */
public interface RateStore {
  /**
   * All of them; none before the first command.
   *
   * @throws StateException if they cannot be read or are damaged
   */
  Map<StreamName, Duration> load() throws StateException;

  /**
   * Replaces all of them; durable on return.
   *
   * @throws StateException if that was impossible
   */
  void save(Map<StreamName, Duration> intervals) throws StateException;
}
