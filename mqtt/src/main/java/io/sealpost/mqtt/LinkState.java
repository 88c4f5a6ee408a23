package io.sealpost.mqtt;

import java.time.Duration;

/** How a link is. */
public sealed interface LinkState {
  /** A connection is being made. */
  record Connecting() implements LinkState {}

  /**
   * The broker accepted the connection and all subscriptions.
   *
   * @param sessionPresent whether the broker still had our session
   */
  record Connected(boolean sessionPresent) implements LinkState {}

  /**
   * No connection.
   *
   * @param reason one line for people: what happened, to which address, and what to do
   * @param retryIn until the next attempt
   * @param kind what to expect of it
   */
  record Disconnected(String reason, Duration retryIn, Fault.Kind kind) implements LinkState {
    /** Checks the delay. */
    public Disconnected {
      if (retryIn.isNegative()) {
        throw new IllegalArgumentException("retryIn is " + retryIn + ": expected 0 or more");
      }
    }

    /** For a reason that may pass by itself. */
    public Disconnected(String reason, Duration retryIn) {
      this(reason, retryIn, Fault.Kind.PASSING);
    }
  }

  /** Closed for good. */
  record Closed() implements LinkState {}
}
