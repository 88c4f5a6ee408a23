package io.sealpost.device.control;

import io.sealpost.device.config.DeviceConfig;
import io.sealpost.device.config.Durations;
import io.sealpost.device.state.RateStore;
import io.sealpost.device.state.StateException;
import io.sealpost.protocol.Settings;
import io.sealpost.protocol.StreamName;
import io.sealpost.protocol.StreamSettings;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.tinylog.Logger;

/**
 * The intervals in force: those of the configuration, and above them those that commands have set.
 * Owned by the agent's thread.
 */
public final class Rates {
  private final RateStore store;
  private final Settings configured;
  private final Map<StreamName, Duration> inForce;
  private final Map<StreamName, Duration> commanded = new HashMap<>();

  /**
   * Takes over what commands have set in earlier boots, as far as the configuration still allows
   * it.
   */
  public Rates(DeviceConfig config, RateStore store) {
    this.store = store;
    this.configured = config.settings();
    this.inForce = new LinkedHashMap<>(config.intervals());
    load().forEach((stream, interval) -> adopt(config, stream, interval));
  }

  /** The interval in force of every stream, in the order of the configuration. */
  public Map<StreamName, Duration> intervals() {
    return Collections.unmodifiableMap(new LinkedHashMap<>(inForce));
  }

  /** Everything in force that a command could have set. */
  public Settings settings() {
    Map<StreamName, StreamSettings> streams = new HashMap<>();
    configured
        .streams()
        .forEach(
            (stream, each) ->
                streams.put(
                    stream,
                    new StreamSettings(
                        inForce.getOrDefault(stream, each.interval()),
                        each.batching(),
                        each.report(),
                        each.duty())));
    return new Settings(streams, configured.log());
  }

  /**
   * Makes new intervals durable and then puts them in force.
   *
   * @throws StateException if they could not be made durable; then nothing changes until a restart,
   *     and the message says what is in force after it
   */
  public void change(Map<StreamName, Duration> intervals) throws StateException {
    Map<StreamName, Duration> changed = new HashMap<>(commanded);
    changed.putAll(intervals);
    try {
      store.save(changed);
    } catch (StateException e) {
      // The new table may stand in the file all the same, if only the last step failed.
      throw new StateException(e.getMessage() + "; " + takeBack(), e);
    }
    commanded.putAll(intervals);
    inForce.putAll(intervals);
  }

  /** Writes the former table again; says what a restart finds. */
  private String takeBack() {
    try {
      store.save(commanded);
      return "the former rates are in force after a restart, too";
    } catch (StateException again) {
      try {
        return store.load().equals(commanded)
            ? "the former rates are in force after a restart, too, if the disk kept its word"
            : "the refused rates are in force after a restart: the former could not be written back";
      } catch (StateException unreadable) {
        return "what is in force after a restart is unknown: the rates cannot be read either";
      }
    }
  }

  private Map<StreamName, Duration> load() {
    try {
      return store.load();
    } catch (StateException e) {
      // A device that samples at the configured rate is better than one that does not start.
      Logger.error("{}; using the intervals of the configuration", e.getMessage());
      return Map.of();
    }
  }

  private void adopt(DeviceConfig config, StreamName stream, Duration interval) {
    if (!inForce.containsKey(stream)) {
      Logger.info("stream {} is not configured any more; its commanded rate is forgotten", stream);
    } else if (!config.limits().allows(interval)) {
      Logger.warn(
          "stream {}: commanded interval {} is outside of [limits] now; using {}",
          stream,
          Durations.format(interval),
          Durations.format(inForce.get(stream)));
    } else {
      commanded.put(stream, interval);
      inForce.put(stream, interval);
    }
  }
}
