package io.sealpost.protocol;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The labels of a SenML record (RFC 8428 section 4.3; their numbers, section 6), and ours beside
 * them, in the order that deterministic CBOR demands of map keys.
 */
enum SenmlLabel {
  NAME(0, "n"),
  UNIT(1, "u"),
  VALUE(2, "v"),
  TEXT_VALUE(3, "vs"),
  TRUTH_VALUE(4, "vb"),
  SUM(5, "s"),
  TIME(6, "t"),
  UPDATE_TIME(7, "ut"),
  DATA_VALUE(8, "vd"),
  BASE_VERSION(-1, "bver"),
  BASE_NAME(-2, "bn"),
  BASE_TIME(-3, "bt"),
  BASE_UNIT(-4, "bu"),
  BASE_VALUE(-5, "bv"),
  BASE_SUM(-6, "bs"),
  /** Seconds since the agent started, instead of a time that can be trusted. */
  UPTIME(null, "up_"),
  /**
   * True where the value was made up by a simulated sensor; a reader that does not know the label
   * must not take the value for a real one.
   */
  SIMULATED(null, "sim_"),
  /** The boot id, 8 bytes, whose uptime that is. */
  BOOT(null, "boot_"),
  /** True where the time is by a clock that was not synchronised. */
  UNSYNCHRONISED(null, "unsync");

  // Section 4.4: a record with such a label that the reader does not know must not be used.
  private static final String MUST_UNDERSTAND = "_";

  private final @Nullable Integer number;
  private final String text;

  SenmlLabel(@Nullable Integer number, String text) {
    this.number = number;
    this.text = text;
  }

  /** The label as JSON spells it, for messages. */
  String text() {
    return text;
  }

  void write(CborWriter writer) {
    if (number == null) {
      writer.text(text);
    } else {
      writer.integer(number);
    }
  }

  /**
   * Reads a label.
   *
   * @return nothing if it is not known and may be ignored
   * @throws DecodeException if it must be understood, or is spelled out though it has a number
   */
  static Optional<SenmlLabel> read(CborReader reader) throws DecodeException {
    if (reader.peek() == CborReader.Kind.INTEGER) {
      long number = reader.integer();
      return Arrays.stream(values())
          .filter(label -> label.number != null && label.number == number)
          .findFirst();
    }
    String text = reader.text();
    Optional<SenmlLabel> known =
        Arrays.stream(values()).filter(label -> label.text.equals(text)).findFirst();
    if (known.isPresent() && known.get().number != null) {
      throw new DecodeException("SenML label \"" + text + "\" must be " + known.get().number);
    }
    if (known.isEmpty() && text.endsWith(MUST_UNDERSTAND)) {
      throw new DecodeException(
          "SenML label " + Check.quote(text) + " must be understood, and is not");
    }
    return known;
  }
}
