package io.sealpost.mqtt;

/**
 * Why there is no connection.
 *
 * @param text one line for people: with whom, what happened, and what to do
 * @param lasting whether it stays until somebody changes something, so that hurrying is no use
 */
public record Fault(String text, boolean lasting) {
  /** A fault that may pass by itself. */
  public static Fault passing(String text) {
    return new Fault(text, false);
  }

  /** A fault that stays until somebody changes something. */
  public static Fault lasting(String text) {
    return new Fault(text, true);
  }
}
