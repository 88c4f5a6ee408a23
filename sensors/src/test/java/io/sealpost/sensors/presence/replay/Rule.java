package io.sealpost.sensors.presence.replay;

import java.util.function.BooleanSupplier;

/** A way to decide whether one person is present. */
public interface Rule {
  /**
   * The person was heard.
   *
   * @param second since the start
   * @param channel by which radio, 0 or 1
   */
  void heard(long second, int channel);

  /**
   * Decides; called every {@link Life#TICK_SECONDS} seconds, after what was heard then.
   *
   * @param ask asks the person's phone, which answers or does not; always no where it cannot be
   *     asked
   */
  boolean present(long second, BooleanSupplier ask);
}
