package io.sealpost.protocol;

import java.util.List;
import java.util.Optional;

/**
 * What a device answers to a command.
 *
 * @param command the command's counter, 0 to 2^32 - 1 (0 in Fernet, which has none)
 * @param of the first 8 bytes of the command's tag, 16 lower-case hexadecimal digits
 * @param status what became of it
 * @param settings in force after it
 * @param detail which part of it was wrong, and why; made to fit {@link #MAX_DETAIL} characters
 *     without control characters
 * @param result what else the command asked for
 */
public record Answer(
    long command,
    String of,
    Status status,
    Settings settings,
    Optional<String> detail,
    Result result) {
  /** Most characters of a detail. */
  public static final int MAX_DETAIL = 200;

  /**
   * @throws IllegalArgumentException if a part is out of the range stated above
   */
  public Answer {
    Check.counter("command", command);
    Check.hex("tag", of, 8);
    detail = detail.map(why -> Check.fit(why, MAX_DETAIL));
  }

  /** An answer that says what became of the command, and nothing else. */
  public Answer(long command, String of, Status status, Settings settings) {
    this(command, of, status, settings, Optional.empty(), Result.NONE);
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
    /** This device has not got what it takes; nothing was changed. */
    UNSUPPORTED("unsupported"),
    /** A key came that nobody offered to take in this boot; nothing was changed. */
    NO_OFFER("no-offer"),
    /** Authentic, but not a command that this version understands. */
    MALFORMED("malformed"),
    /**
     * The device could not make the change durable, or its hardware failed; nothing was changed. Of
     * what it was to forget, what it names may come back after a restart.
     */
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

  /** What some commands ask for. */
  public sealed interface Result {
    /** Most ranges that one answer names. */
    int MAX_RANGES = 256;

    /** Nothing. */
    Result NONE = new None();

    /** Nothing. */
    record None() implements Result {}

    /**
     * What was given up.
     *
     * @param ranges at most {@link #MAX_RANGES}
     */
    record Forgotten(List<Range> ranges) implements Result {
      /**
       * @throws IllegalArgumentException if there are more than stated above
       */
      public Forgotten {
        ranges = List.copyOf(ranges);
        Check.range("number of forgotten ranges", ranges.size(), 0, MAX_RANGES);
      }
    }

    /**
     * Messages of one stream.
     *
     * @param stream whose
     * @param dropped which
     */
    record Range(StreamName stream, Hello.Dropped dropped) {}

    /**
     * A public key that a new pre-shared key can be wrapped to.
     *
     * @param publicKey X25519 (RFC 7748), 32 bytes as lower-case hexadecimal digits
     */
    record Offer(String publicKey) implements Result {
      /**
       * @throws IllegalArgumentException if it is not as stated above
       */
      public Offer {
        Check.hex("public key", publicKey, 32);
      }
    }
  }
}
