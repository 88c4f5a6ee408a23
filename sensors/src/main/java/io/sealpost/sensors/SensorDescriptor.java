package io.sealpost.sensors;

import io.sealpost.protocol.StreamName;

/**
 * What a sensor says of itself.
 *
 * @param stream where its readings go
 * @param unit a SenML unit (RFC 8428 section 12.1), {@code Cel} for instance; empty where a reading
 *     has none: the values are then counts, of who is present for instance
 * @param minimum smallest value it can report, in {@code unit}
 * @param maximum largest value it can report, in {@code unit}; above {@code minimum}
 * @param resolution smallest step, in {@code unit}; above 0
 * @param simulated whether its readings are made up
 * @param source what is read, for people: {@code thermal zone cpu-thermal} for instance
 */
public record SensorDescriptor(
    StreamName stream,
    String unit,
    double minimum,
    double maximum,
    double resolution,
    boolean simulated,
    String source) {
  /** The SenML unit of degrees Celsius. */
  public static final String CELSIUS = "Cel";

  /**
   * @throws IllegalArgumentException if a part is out of the range stated above
   */
  public SensorDescriptor {
    if (!Double.isFinite(minimum) || !Double.isFinite(maximum) || minimum >= maximum) {
      throw new IllegalArgumentException(
          "range "
              + minimum
              + " to "
              + maximum
              + " of "
              + source
              + " must be finite and ascending");
    }
    if (!Double.isFinite(resolution) || resolution <= 0) {
      throw new IllegalArgumentException(
          "resolution " + resolution + " of " + source + " must be finite and above 0");
    }
    if (source.isBlank()) {
      throw new IllegalArgumentException(
          "the sensor of stream " + stream + " must name its source");
    }
  }

  /**
   * Whether the sensor can report this value.
   *
   * @param value in {@link #unit()}
   */
  public boolean covers(double value) {
    return value >= minimum && value <= maximum;
  }
}
