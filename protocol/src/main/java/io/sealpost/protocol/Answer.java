package io.sealpost.protocol;

import java.time.Duration;
import java.util.Map;

/**
 * What a device answers to a command.
 *
 * @param command the command's counter, 0 to 2^32 - 1 (0 in Fernet, which has none)
 * @param of the first 8 bytes of the command's tag, 16 lower-case hexadecimal digits
 * @param status what became of it
 * @param rates the intervals in force after it, of every stream: at most 64, each whole
 *     milliseconds from 100 ms to 24 h
 */
public record Answer(long command, String of, Status status, Map<StreamName, Duration> rates) {
  /**
   * @throws IllegalArgumentException if a part is out of the range stated above
   */
  public Answer {
    Check.counter("command", command);
    if (!of.matches("[0-9a-f]{16}")) {
      throw new IllegalArgumentException(
          "tag " + Check.quote(of) + " must be 16 lower-case hexadecimal digits");
    }
    rates = Map.copyOf(rates);
    Check.range("number of streams", rates.size(), 0, Check.MAX_STREAMS);
    rates.forEach(
        (stream, interval) ->
            Check.interval(
                "interval of " + stream,
                interval,
                Hello.Stream.MIN_INTERVAL,
                Hello.Stream.MAX_INTERVAL));
  }

  /** What became of a command. */
  public enum Status {
    /** Persisted and in force. */
    OK("ok"),
    /** A command with a higher counter came before. */
    SUPERSEDED("superseded"),
    /** It came after its deadline. */
    LATE("late"),
    /** A value is outside of the device's own limits; nothing was changed. */
    RANGE("range"),
    /** It names a stream that the device does not have; nothing was changed. */
    UNKNOWN_STREAM("unknown-stream"),
    /** Authentic, but not a command that this version understands. */
    MALFORMED("malformed"),
    /** The device could not make the change durable; nothing was changed. */
    FAILED("failed");

    private final String label;

    Status(String label) {
      this.label = label;
    }

    /** The word on the wire. */
    public String label() {
      return label;
    }

    /**
     * Returns the status that {@code label} names.
     *
     * @throws IllegalArgumentException if none does
     */
    public static Status ofLabel(String label) {
      return Check.label("status", label, values(), Status::label);
    }
  }
}
