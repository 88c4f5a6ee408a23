package io.sealpost.device.health;

import io.sealpost.device.config.DeviceConfig;
import io.sealpost.protocol.Hello;
import io.sealpost.protocol.Reading;
import io.sealpost.protocol.StreamName;
import io.sealpost.sensors.SensorDescriptor;
import io.sealpost.sensors.SensorException.Kind;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tinylog.Logger;

/**
 * How each stream is. Logs when a sensor begins or ceases to fail, or fails in another way, and not
 * at every sample. Owned by the agent's thread.
 */
public final class SensorBoard {
  private final Map<StreamName, SensorDescriptor> descriptors = new LinkedHashMap<>();
  private final Map<StreamName, Reading> latest = new HashMap<>();
  private final Map<StreamName, Failure> failures = new HashMap<>();

  private record Failure(Kind kind, Hello.Failure told) {
    /** Whether it is the same but for its figures, a value or for how long it lasts. */
    boolean isLike(Failure other) {
      return kind == other.kind() && words().equals(other.words());
    }

    private String words() {
      return told.reason().replaceAll("\\S*[0-9]\\S*", "#");
    }
  }

  /**
   * @param sensors every stream but the agent's own, which is added
   */
  public SensorBoard(Collection<SensorDescriptor> sensors) {
    sensors.forEach(sensor -> descriptors.put(sensor.stream(), sensor));
    descriptors.put(
        DeviceConfig.HEALTH,
        new SensorDescriptor(DeviceConfig.HEALTH, "", 0, 1, 1, false, "the agent itself"));
  }

  /**
   * What a stream is.
   *
   * @throws IllegalArgumentException if there is no such stream
   */
  public SensorDescriptor descriptor(StreamName stream) {
    SensorDescriptor descriptor = descriptors.get(stream);
    if (descriptor == null) {
      throw new IllegalArgumentException(
          "stream \"" + stream + "\" must be one of " + descriptors.keySet());
    }
    return descriptor;
  }

  /**
   * A stream has a reading, and all of its sensor works.
   *
   * @param uptime now
   * @return whether it failed before
   */
  public boolean sampled(StreamName stream, Reading reading, Duration uptime) {
    latest.put(stream, reading);
    Failure before = failures.remove(stream);
    if (before != null) {
      Logger.info(
          "stream {}: {} works again, after {} s",
          stream,
          descriptor(stream).source(),
          uptime.minus(before.told().since()).toSeconds());
    }
    return before != null;
  }

  /**
   * A stream has a reading, but a part of its sensor fails.
   *
   * @param problem one line for people
   * @param uptime now
   * @return whether it did not fail before, or not in this way
   */
  public boolean sampledPartly(
      StreamName stream, Reading reading, Kind kind, String problem, Duration uptime) {
    latest.put(stream, reading);
    return fail(stream, kind, problem, uptime, "the rest of it works");
  }

  /**
   * A stream has no reading.
   *
   * @param problem one line for people
   * @param uptime now
   * @return whether it did not fail before, or not in this way
   */
  public boolean failed(StreamName stream, Kind kind, String problem, Duration uptime) {
    return fail(stream, kind, problem, uptime, "trying again, ever more slowly");
  }

  private boolean fail(
      StreamName stream, Kind kind, String problem, Duration uptime, String outlook) {
    Failure before = failures.get(stream);
    // Without a good reading in between it is one failure, whatever its reasons.
    Duration since = before == null ? uptime : before.told().since();
    Failure failure = new Failure(kind, new Hello.Failure(problem, since));
    failures.put(stream, failure);
    boolean changed = before == null || !failure.isLike(before);
    if (changed) {
      Logger.warn("stream {}: {}; {}", stream, problem, outlook);
    }
    return changed;
  }

  /** The last reading of a stream. */
  public Optional<Reading> latest(StreamName stream) {
    return Optional.ofNullable(latest.get(stream));
  }

  /** Why a stream, or a part of it, fails at present, and since when. */
  public Optional<Hello.Failure> failure(StreamName stream) {
    return Optional.ofNullable(failures.get(stream)).map(Failure::told);
  }

  /** The streams that fail at present, in alphabetical order. */
  public List<StreamName> failing() {
    return failures.keySet().stream().sorted().toList();
  }
}
