package io.sealpost.sensors.bluez;

import java.util.List;

/**
 * A message from the bus. Bodies are plain: numbers, strings, lists, and maps; variants are
 * replaced by their values.
 */
sealed interface Incoming {
  /** Its n-th argument, or what cannot be taken for anything if there is none. */
  static Object argument(List<?> body, int n) {
    return n < body.size() ? body.get(n) : List.of();
  }

  /**
   * Something happened.
   *
   * @param sender unique name of who says so
   * @param path of the object it happened to
   * @param name interface and member
   */
  record Signal(String sender, String path, String name, List<?> body) implements Incoming {}

  /**
   * A call succeeded.
   *
   * @param serial of the call
   */
  record Answer(long serial, List<?> body) implements Incoming {}

  /**
   * A call failed.
   *
   * @param serial of the call
   * @param error name of the error
   * @param text what was said about it, possibly nothing
   */
  record Refusal(long serial, String error, String text) implements Incoming {}

  /**
   * Somebody calls a method of ours.
   *
   * @param serial of the call
   * @param sender unique name of who calls
   * @param path of the object
   * @param name interface and member
   * @param wantsAnswer whether the caller waits for an answer
   */
  record Invocation(
      long serial, String sender, String path, String name, List<?> body, boolean wantsAnswer)
      implements Incoming {}
}
