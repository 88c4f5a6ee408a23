package io.sealpost.device.control;

import io.sealpost.device.config.DeviceConfig;
import io.sealpost.device.control.Decision.Refuse;
import io.sealpost.device.state.Commanded;
import io.sealpost.device.state.SettingsStore;
import io.sealpost.device.state.StateException;
import io.sealpost.protocol.Action;
import io.sealpost.protocol.Batching;
import io.sealpost.protocol.Change;
import io.sealpost.protocol.OnChange;
import io.sealpost.protocol.Settings;
import io.sealpost.protocol.StreamChange;
import io.sealpost.protocol.StreamName;
import io.sealpost.protocol.StreamSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.tinylog.Logger;

/**
 * The settings in force: those of the configuration, and above them those that commands have made.
 * Owned by the agent's thread.
 */
public final class SettingsInForce {
  private final SettingsStore store;
  private final CommandLimits limits;
  private final List<StreamName> order;
  private Commanded commanded;
  private Settings inForce;

  /**
   * Takes over what commands have set in earlier boots, as far as the configuration still allows
   * it.
   */
  public SettingsInForce(DeviceConfig config, CommandLimits limits, SettingsStore store) {
    this.store = store;
    this.limits = limits;
    this.order = List.copyOf(config.intervals().keySet());
    this.commanded = stillAllowed(load());
    this.inForce = commanded.change().map(config.settings()::with).orElseGet(config::settings);
  }

  /** Everything in force that a command could have set. */
  public Settings settings() {
    return inForce;
  }

  /** The interval in force of every stream, in the order of the configuration. */
  public Map<StreamName, Duration> intervals() {
    Map<StreamName, Duration> intervals = new LinkedHashMap<>();
    order.forEach(stream -> intervals.put(stream, of(stream).interval()));
    return intervals;
  }

  /** How the readings of each stream share messages; streams that are absent do not. */
  public Map<StreamName, Batching> batches() {
    Map<StreamName, Batching> batches = new HashMap<>();
    order.forEach(stream -> of(stream).batching().ifPresent(each -> batches.put(stream, each)));
    return batches;
  }

  /** Which readings of each stream are reported; of streams that are absent, all. */
  public Map<StreamName, OnChange> reporting() {
    Map<StreamName, OnChange> reporting = new HashMap<>();
    order.forEach(stream -> of(stream).report().ifPresent(each -> reporting.put(stream, each)));
    return reporting;
  }

  private StreamSettings of(StreamName stream) {
    return Optional.ofNullable(inForce.streams().get(stream)).orElseThrow();
  }

  /**
   * Makes new settings durable and then puts them in force.
   *
   * @param change allowed as a whole
   * @throws StateException if they could not be made durable; then nothing changes until a restart,
   *     and the message says what is in force after it
   */
  public void change(Action.Set change) throws StateException {
    Commanded changed = commanded.with(change);
    try {
      store.save(changed);
    } catch (StateException e) {
      // The new ones may stand in the file all the same, if only the last step failed.
      throw new StateException(e.getMessage() + "; " + takeBack(), e);
    }
    commanded = changed;
    inForce = inForce.with(change);
  }

  /** Writes the former ones again; says what a restart finds. */
  private String takeBack() {
    try {
      store.save(commanded);
      return "the former settings are in force after a restart, too";
    } catch (StateException again) {
      try {
        return store.load().equals(commanded)
            ? "the former settings are in force after a restart, too, if the disk kept its word"
            : "the refused settings are in force after a restart: the former could not be written back";
      } catch (StateException unreadable) {
        return "what is in force after a restart is unknown: the settings cannot be read either";
      }
    }
  }

  private Commanded load() {
    try {
      return store.load();
    } catch (StateException e) {
      // A device that samples at the configured rate is better than one that does not start.
      Logger.error("{}; using the settings of the configuration", e.getMessage());
      return Commanded.NOTHING;
    }
  }

  private Commanded stillAllowed(Commanded before) {
    Map<StreamName, StreamChange> streams = new HashMap<>();
    before
        .streams()
        .forEach(
            (stream, change) -> {
              if (order.contains(stream)) {
                stillAllowed(stream, change).ifPresent(left -> streams.put(stream, left));
              } else {
                Logger.info(
                    "stream {} is not configured any more; what was commanded is forgotten",
                    stream);
              }
            });
    return new Commanded(streams, before.log());
  }

  private Optional<StreamChange> stillAllowed(StreamName stream, StreamChange change) {
    Optional<Duration> interval = kept(change.interval(), i -> limits.interval(stream, i));
    Optional<Change<Batching>> batching =
        kept(change.batching(), c -> c.value().flatMap(b -> limits.batching(stream, b)));
    Optional<Change<OnChange>> report =
        kept(change.report(), c -> c.value().flatMap(rule -> limits.report(stream, rule)));
    var duty = kept(change.duty(), d -> limits.duty(stream, d));
    return interval.isEmpty() && batching.isEmpty() && report.isEmpty() && duty.isEmpty()
        ? Optional.empty()
        : Optional.of(new StreamChange(interval, batching, report, duty));
  }

  private static <T> Optional<T> kept(Optional<T> part, Function<T, Optional<Refuse>> judge) {
    Optional<Refuse> refuse = part.flatMap(judge);
    refuse.ifPresent(
        why ->
            Logger.warn(
                "a commanded setting is dropped, for the configuration forbids it now: {}",
                why.detail().orElse("")));
    return refuse.isPresent() ? Optional.empty() : part;
  }
}
