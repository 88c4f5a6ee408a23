package io.sealpost.sensors.presence.replay;

import java.util.random.RandomGenerator;

/** Whether one scan of 15 s hears somebody who is there. */
public interface Loss {
  /** One scan further. */
  boolean heard(RandomGenerator random);

  /**
   * A tag that is well placed: each scan misses it alike.
   *
   * @param miss probability
   */
  static Loss steady(double miss) {
    return random -> random.nextDouble() >= miss;
  }
}
