package io.sealpost.sensors.presence;

import io.sealpost.sensors.SensorException;
import java.util.List;
import java.util.stream.Collectors;

/** The failures of several scanners as one. */
final class Failures {
  private Failures() {}

  /**
   * Joins them; the first says what kind it is.
   *
   * @param failures at least one
   */
  static SensorException joined(List<SensorException> failures) {
    SensorException first = failures.get(0);
    if (failures.size() == 1) {
      return first;
    }
    String all =
        failures.stream().map(SensorException::getMessage).collect(Collectors.joining("; "));
    return new SensorException(first.kind(), all, first);
  }
}
