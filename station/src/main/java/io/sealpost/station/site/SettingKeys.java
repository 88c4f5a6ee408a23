package io.sealpost.station.site;

import io.sealpost.protocol.Batching;
import io.sealpost.protocol.Change;
import io.sealpost.protocol.DutyCycle;
import io.sealpost.protocol.OnChange;
import io.sealpost.protocol.StreamChange;
import io.sealpost.protocol.StreamSettings;
import java.time.Duration;
import java.util.Optional;

/**
 * What an operator wants of one stream, key by key, as command lines and files name them. The
 * ranges are those of what {@link #change} makes of them.
 *
 * @param every the interval
 * @param batch how long readings wait to share a message, or {@code off}
 * @param batchReadings how many readings share a message at most
 * @param onChange from which difference on a temperature is reported, or {@code off}
 * @param heartbeat after which one is reported anyway
 * @param scan how long a Bluetooth scanner listens at a time
 * @param pause how long it does not
 */
public record SettingKeys(
    Optional<Duration> every,
    Optional<String> batch,
    Optional<Integer> batchReadings,
    Optional<String> onChange,
    Optional<Duration> heartbeat,
    Optional<Duration> scan,
    Optional<Duration> pause) {
  private static final String OFF = "off";

  /** Whether nothing is wanted. */
  public boolean isEmpty() {
    return every.isEmpty()
        && batch.isEmpty()
        && batchReadings.isEmpty()
        && onChange.isEmpty()
        && heartbeat.isEmpty()
        && scan.isEmpty()
        && pause.isEmpty();
  }

  /** With what an earlier part of a file wants, where this says nothing. */
  public SettingKeys over(SettingKeys earlier) {
    return new SettingKeys(
        every.or(earlier::every),
        batch.or(earlier::batch),
        batchReadings.or(earlier::batchReadings),
        onChange.or(earlier::onChange),
        heartbeat.or(earlier::heartbeat),
        scan.or(earlier::scan),
        pause.or(earlier::pause));
  }

  /**
   * The change that brings it about.
   *
   * @throws IllegalArgumentException saying which key is wrong, or that nothing is wanted
   */
  public StreamChange change() {
    every.ifPresent(
        interval ->
            range(
                "an interval", interval, StreamSettings.MIN_INTERVAL, StreamSettings.MAX_INTERVAL));
    return new StreamChange(every, batching(), report(), duty());
  }

  private Optional<Change<Batching>> batching() {
    if (batch.equals(Optional.of(OFF))) {
      if (batchReadings.isPresent()) {
        throw new IllegalArgumentException("batch is off, so that batch-readings means nothing");
      }
      return Optional.of(Change.off());
    }
    if (batch.isEmpty() && batchReadings.isEmpty()) {
      return Optional.empty();
    }
    Duration within = batch.map(DurationText::parse).orElse(Batching.USUAL);
    range("batch", within, Batching.SHORTEST, Batching.LONGEST);
    return Optional.of(Change.to(new Batching(within, batchReadings.orElse(Batching.MOST))));
  }

  private Optional<Change<OnChange>> report() {
    if (onChange.isEmpty() || onChange.get().equals(OFF)) {
      if (heartbeat.isPresent()) {
        throw new IllegalArgumentException("heartbeat goes with on-change, which is not given");
      }
      return onChange.map(off -> Change.off());
    }
    Duration anyway = heartbeat.orElse(OnChange.USUAL);
    range("heartbeat", anyway, OnChange.SHORTEST, OnChange.LONGEST);
    return Optional.of(Change.to(new OnChange(degrees(onChange.get()), anyway)));
  }

  private static double degrees(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "on-change \"" + text + "\" must be degrees, 0.5 for instance, or off", e);
    }
  }

  private Optional<DutyCycle> duty() {
    if (scan.isPresent() != pause.isPresent()) {
      throw new IllegalArgumentException("scan and pause are given together");
    }
    if (scan.isEmpty() || pause.isEmpty()) {
      return Optional.empty();
    }
    range("scan", scan.get(), DutyCycle.SHORTEST_SCAN, DutyCycle.LONGEST_SCAN);
    range("pause", pause.get(), Duration.ZERO, DutyCycle.LONGEST_PAUSE);
    return Optional.of(new DutyCycle(scan.get(), pause.get()));
  }

  private static void range(String name, Duration given, Duration least, Duration most) {
    if (given.compareTo(least) < 0 || given.compareTo(most) > 0) {
      throw new IllegalArgumentException(
          name + " must be " + DurationText.of(least) + " to " + DurationText.of(most));
    }
  }
}
