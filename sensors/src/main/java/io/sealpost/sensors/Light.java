package io.sealpost.sensors;

/** A light that people see. Used by one thread at a time. */
public interface Light {
  /**
   * Blinks from now on, until it is restored; does nothing if it blinks already.
   *
   * @throws SensorException if there is none, or it may not be used; the message says what to do
   */
  void blink() throws SensorException;

  /**
   * Shows again what it showed before it blinked; does nothing if it does not blink.
   *
   * @throws SensorException if that was impossible
   */
  void restore() throws SensorException;
}
