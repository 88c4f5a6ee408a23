package io.sealpost.sensors.presence;

import io.sealpost.sensors.SensorException;

/**
 * Takes what one scanner hears. Safe for use by several threads; returns at once.
 *
 * <p>A scanner that works says so again and again: one that says nothing for {@link #LEASE_SECONDS}
 * is taken for deaf, so that a thread that hangs does not make people leave.
 */
public interface Ear {
  /** For how long a scanner's word that it listens is good. */
  int LEASE_SECONDS = 60;

  /** A device was heard. */
  void heard(Sighting sighting);

  /**
   * The scanner works: a device in range would be heard. Pauses that are part of its plan (a duty
   * cycle) count as listening.
   */
  void listening();

  /**
   * The scanner hears nobody. Time from now on counts against nobody, until {@link #listening}.
   *
   * @param why the thing, the value, and what to do
   */
  void deaf(SensorException why);
}
