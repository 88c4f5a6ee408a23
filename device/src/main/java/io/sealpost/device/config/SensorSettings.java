package io.sealpost.device.config;

import io.sealpost.protocol.Batching;
import io.sealpost.protocol.StreamName;
import java.time.Duration;
import java.util.Optional;

/**
 * One sensor.
 *
 * @param stream where its readings go
 * @param interval 100 ms to 24 h
 * @param batching how its readings share messages; each has its own when absent
 * @param rules what becomes of its readings before they are sealed; of temperatures only
 * @param source what is read
 */
public record SensorSettings(
    StreamName stream,
    Duration interval,
    Optional<Batching> batching,
    ReportRules rules,
    Source source) {
  /** A sensor whose readings have a message each. */
  public SensorSettings(StreamName stream, Duration interval, Source source) {
    this(stream, interval, Optional.empty(), source);
  }

  /** A sensor whose readings are reported as they are. */
  public SensorSettings(
      StreamName stream, Duration interval, Optional<Batching> batching, Source source) {
    this(stream, interval, batching, ReportRules.NONE, source);
  }
}
