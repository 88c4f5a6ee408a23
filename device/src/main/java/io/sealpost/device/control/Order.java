package io.sealpost.device.control;

import io.sealpost.crypto.Counter;
import io.sealpost.crypto.Verdict;
import java.time.Instant;

/** What tells an authentic command from those before it. */
public sealed interface Order {
  /**
   * COSE: the station counts.
   *
   * @param counter the device's epoch, and the station's counter within it
   */
  record Counted(Counter counter) implements Order {}

  /**
   * Fernet: the station dates.
   *
   * @param sealedAt by the station's clock, in whole seconds
   * @param verdict whether the token is new
   */
  record Dated(Instant sealedAt, Verdict verdict) implements Order {}
}
