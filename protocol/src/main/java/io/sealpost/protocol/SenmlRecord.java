package io.sealpost.protocol;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * One resolved SenML record (RFC 8428 section 4.6): nothing is left to a record before it.
 *
 * @param name its full name
 * @param unit its unit, of the registry of RFC 8428 section 12.1
 * @param value its value; {@link Node.Nothing} if there is only a sum or a data value
 * @param time when
 * @param simulated whether it was made up
 */
record SenmlRecord(
    String name, Optional<String> unit, Node value, ReadingTime time, boolean simulated) {

  /** A record of the same moment and making as {@code reading}. */
  static SenmlRecord of(Reading reading, String name, Optional<String> unit, Node value) {
    return new SenmlRecord(name, unit, value, reading.time(), reading.simulated());
  }

  /** A number in {@code expected} units, or {@code without} a unit. */
  double number(String expected) throws DecodeException {
    if (!unit.equals(Optional.of(expected))) {
      throw refused("unit must be " + expected + ", not " + Check.quote(unit.orElse("")));
    }
    if (value instanceof Node.Real real) {
      return real.value();
    }
    throw refused("a number is missing");
  }

  /** A number without fraction in {@code expected} units. */
  long whole(String expected) throws DecodeException {
    double number = number(expected);
    if (number != Math.rint(number) || Math.abs(number) > Check.MAX_COUNT) {
      throw refused(number + " must be a whole number up to 2^53");
    }
    return (long) number;
  }

  /** Text. */
  String text() throws DecodeException {
    if (value instanceof Node.Text text) {
      return text.value();
    }
    throw refused("a text value is missing");
  }

  /** True or false. */
  boolean truth() throws DecodeException {
    if (value instanceof Node.Truth truth) {
      return truth.value();
    }
    throw refused("true or false is missing");
  }

  /** Checks that it says true, since its name alone says what. */
  void requireTrue() throws DecodeException {
    if (!truth()) {
      throw refused("must be true");
    }
  }

  /** Builds a record of these values, and reports its objection as the peer's fault. */
  <T> T build(Supplier<T> construction) throws DecodeException {
    return DecodeException.building("SenML record \"" + name + "\"", construction);
  }

  DecodeException refused(String why) {
    return new DecodeException("SenML record \"" + name + "\": " + why);
  }
}
