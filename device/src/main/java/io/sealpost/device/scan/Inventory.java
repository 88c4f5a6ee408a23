package io.sealpost.device.scan;

import io.sealpost.sensors.SensorException;

/** Looks for things of one kind. */
public interface Inventory {
  /** What they are, for the title of their section. */
  String title();

  /**
   * Looks.
   *
   * @param tables writes the lines to copy
   * @throws SensorException if it may not look; the message says what to do
   */
  Section look(SensorTables tables) throws SensorException;
}
