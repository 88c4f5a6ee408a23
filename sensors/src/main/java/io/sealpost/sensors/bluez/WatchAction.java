package io.sealpost.sensors.bluez;

import io.sealpost.sensors.SensorException;

/** What is to be done next. */
sealed interface WatchAction {
  /** Do it, and tell when it is done or refused. */
  record Do(Request request) implements WatchAction {}

  /** Say in the log what should be changed about this machine. */
  record Warn(String text) implements WatchAction {}

  /** Say that the scanner works. */
  record Listening() implements WatchAction {}

  /** Say that it does not. */
  record Deaf(SensorException why) implements WatchAction {}
}
