package io.sealpost.sensors;

/** A sensor gave no reading; says which, what happened, and what to do. */
public final class SensorException extends Exception {
  /** The kinds of failure. */
  public enum Kind {
    /** The device or file is not there. */
    ABSENT,
    /** The operating system forbids it. */
    NOT_PERMITTED,
    /** It answered something that cannot be true. */
    BAD_READING,
    /** It did not answer in time. */
    TIMED_OUT
  }

  private final Kind kind;
  private final String message;

  /**
   * @param kind what sort of failure
   * @param message the thing, the value, and what to do
   */
  public SensorException(Kind kind, String message) {
    super(message);
    this.kind = kind;
    this.message = message;
  }

  /**
   * @param kind what sort of failure
   * @param message the thing, the value, and what to do
   * @param cause what the library said
   */
  public SensorException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
    this.message = message;
  }

  /** What sort of failure. */
  public Kind kind() {
    return kind;
  }

  /** The thing, the value, and what to do; one line. */
  @Override
  public String getMessage() {
    return message;
  }
}
