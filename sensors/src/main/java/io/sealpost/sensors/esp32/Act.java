package io.sealpost.sensors.esp32;

import io.sealpost.sensors.SensorException;
import io.sealpost.sensors.presence.Sighting;

/** What is to be done. */
sealed interface Act {
  /**
   * Send a command.
   *
   * @param command without the end of the line
   */
  record Send(String command) implements Act {}

  /** Tell that a device was heard. */
  record Hear(Sighting sighting) implements Act {}

  /** Tell that the module listens. */
  record Listening() implements Act {}

  /** Tell that the module hears nobody. */
  record Deaf(SensorException why) implements Act {}

  /** Close the port and open it again, after a pause. */
  record Reopen() implements Act {}
}
