package io.sealpost.device.control;

import io.sealpost.crypto.RefusedException;
import io.sealpost.protocol.Command;
import java.util.Optional;

/** What came on the control topic. */
public sealed interface Delivery {
  /** A message that the broker had kept. */
  record Retained() implements Delivery {}

  /**
   * A message whose seal does not open in this boot of this device.
   *
   * @param reason for the log
   */
  record Sealed(RefusedException.Reason reason) implements Delivery {}

  /**
   * A message that the station sealed for this boot.
   *
   * @param order where it stands among the others
   * @param tag the first 8 bytes of its tag, 16 lower-case hexadecimal digits
   * @param command what it asks; empty if this version does not understand it
   */
  record Authentic(Order order, String tag, Optional<Command> command) implements Delivery {}
}
