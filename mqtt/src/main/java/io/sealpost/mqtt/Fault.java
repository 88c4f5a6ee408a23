package io.sealpost.mqtt;

/**
 * Why there is no connection.
 *
 * @param text one line for people: with whom, what happened, and what to do
 * @param kind what to expect of it
 */
public record Fault(String text, Kind kind) {
  /** What to expect of a fault. */
  public enum Kind {
    /** It may pass by itself. */
    PASSING,
    /** It stays until somebody changes something. */
    LASTING,
    /**
     * The broker does not let us in for what we showed of ourselves; it stays until somebody
     * changes something, but with another key it might not be there.
     */
    REFUSED
  }

  /** A fault that may pass by itself. */
  public static Fault passing(String text) {
    return new Fault(text, Kind.PASSING);
  }

  /** A fault that stays until somebody changes something. */
  public static Fault lasting(String text) {
    return new Fault(text, Kind.LASTING);
  }

  /** A fault that stays until somebody changes what we show of ourselves, or the broker's mind. */
  public static Fault refused(String text) {
    return new Fault(text, Kind.REFUSED);
  }

  /** Whether it stays until somebody changes something, so that hurrying is no use. */
  public boolean lasting() {
    return kind != Kind.PASSING;
  }
}
