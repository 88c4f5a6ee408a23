package io.sealpost.device.control;

import io.sealpost.crypto.Format;
import io.sealpost.device.config.DeviceConfig;
import io.sealpost.device.config.Durations;
import io.sealpost.device.config.RateLimits;
import io.sealpost.device.config.SensorSettings;
import io.sealpost.device.config.Source;
import io.sealpost.device.control.Decision.Refuse;
import io.sealpost.protocol.Action;
import io.sealpost.protocol.Answer.Status;
import io.sealpost.protocol.Batching;
import io.sealpost.protocol.Change;
import io.sealpost.protocol.DutyCycle;
import io.sealpost.protocol.OnChange;
import io.sealpost.protocol.StreamChange;
import io.sealpost.protocol.StreamName;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What commands may set on this device; binds even the station. */
public final class CommandLimits {
  private final RateLimits intervals;
  private final boolean fernet;

  /** Of every stream; none of the agent's own, which has no sensor. */
  private final Map<StreamName, Optional<SensorSettings>> streams = new LinkedHashMap<>();

  /** As the configuration wants it. */
  public CommandLimits(DeviceConfig config) {
    this.intervals = config.limits();
    this.fernet = config.seal().format() == Format.FERNET;
    config.sensors().forEach(sensor -> streams.put(sensor.stream(), Optional.of(sensor)));
    streams.put(DeviceConfig.HEALTH, Optional.empty());
  }

  /** The first thing that is wrong with an action; empty if all of it is allowed. */
  Optional<Refuse> judge(Action action) {
    if (action instanceof Action.Sample sample) {
      return unknown(sample.streams());
    }
    return action instanceof Action.Set set
        ? unknown(set.streams().keySet()).or(() -> judge(set.streams()))
        : Optional.empty();
  }

  private Optional<Refuse> unknown(Collection<StreamName> named) {
    return new TreeSet<>(named)
        .stream()
            .filter(stream -> !streams.containsKey(stream))
            .findFirst()
            .map(
                stream ->
                    new Refuse(
                        Status.UNKNOWN_STREAM,
                        "there is no stream " + stream + "; there are " + streams.keySet()));
  }

  private Optional<Refuse> judge(Map<StreamName, StreamChange> changes) {
    return new TreeMap<>(changes)
        .entrySet().stream()
            .flatMap(entry -> judge(entry.getKey(), entry.getValue()).stream())
            .findFirst();
  }

  private Optional<Refuse> judge(StreamName stream, StreamChange change) {
    return Stream.of(
            change.interval().flatMap(interval -> interval(stream, interval)),
            change.batching().flatMap(Change::value).flatMap(batch -> batching(stream, batch)),
            change.report().flatMap(Change::value).flatMap(rule -> report(stream, rule)),
            change.duty().flatMap(duty -> duty(stream, duty)))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** What is wrong with an interval of one of the streams. */
  Optional<Refuse> interval(StreamName stream, Duration interval) {
    return intervals.allows(interval)
        ? Optional.empty()
        : refuse(
            Status.RANGE,
            "%s: interval %s must be %s to %s"
                .formatted(
                    stream,
                    Durations.format(interval),
                    Durations.format(intervals.minimum()),
                    Durations.format(intervals.maximum())));
  }

  /** What is wrong with batches of one of the streams. */
  Optional<Refuse> batching(StreamName stream, Batching batching) {
    if (!isThermometer(stream)) {
      return refuse(Status.UNSUPPORTED, "%s: no batch: it is told at once".formatted(stream));
    }
    return fernet
        ? refuse(
            Status.UNSUPPORTED,
            "%s: no batch: a fernet message carries one reading".formatted(stream))
        : Optional.empty();
  }

  /** What is wrong with a report rule of one of the streams. */
  Optional<Refuse> report(StreamName stream, OnChange rule) {
    if (!isThermometer(stream)) {
      return refuse(
          Status.UNSUPPORTED, "%s: no report rule: it is no temperature".formatted(stream));
    }
    return rule.degrees() < RateLimits.LEAST_STEP
        ? refuse(
            Status.RANGE,
            "%s: report %s degrees must be %s to %s"
                .formatted(stream, rule.degrees(), RateLimits.LEAST_STEP, OnChange.MAX_DEGREES))
        : Optional.empty();
  }

  /** What is wrong with a duty cycle of one of the streams. */
  Optional<Refuse> duty(StreamName stream, DutyCycle duty) {
    Optional<Source.Presence> presence = presence(stream).filter(p -> p.bluetooth().isPresent());
    return presence.isEmpty()
        ? refuse(
            Status.UNSUPPORTED, "%s: no duty cycle: it has no Bluetooth scanner".formatted(stream))
        : presence
            .get()
            .objection(duty)
            .flatMap(why -> refuse(Status.RANGE, "%s: %s".formatted(stream, why)));
  }

  private boolean isThermometer(StreamName stream) {
    return sensor(stream).map(SensorSettings::source).filter(Source::isThermometer).isPresent();
  }

  private Optional<Source.Presence> presence(StreamName stream) {
    return sensor(stream)
        .map(SensorSettings::source)
        .filter(Source.Presence.class::isInstance)
        .map(Source.Presence.class::cast);
  }

  private Optional<SensorSettings> sensor(StreamName stream) {
    return streams.getOrDefault(stream, Optional.empty());
  }

  private static Optional<Refuse> refuse(Status status, String detail) {
    return Optional.of(new Refuse(status, detail));
  }
}
