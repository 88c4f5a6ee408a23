package io.sealpost.sensors.bluez;

import io.sealpost.protocol.DutyCycle;

/** What happens to an adapter that is watched. */
sealed interface WatchEvent {
  /** Time passed. */
  record Tick() implements WatchEvent {}

  /** The connection to the bus is lost, or was never there. */
  record BusLost(String why) implements WatchEvent {}

  /** Whether bluetoothd is on the bus. */
  record Daemon(boolean present) implements WatchEvent {}

  /** The adapter is there. */
  record AdapterFound(boolean powered) implements WatchEvent {}

  /**
   * The adapter is not there.
   *
   * @param others names of those that are, {@code none} without any
   */
  record AdapterMissing(String others) implements WatchEvent {}

  /** Somebody switched the adapter. */
  record Powered(boolean on) implements WatchEvent {}

  /** The adapter says whether it discovers. */
  record Discovering(boolean on) implements WatchEvent {}

  /** bluetoothd let go of our monitor. */
  record Released() implements WatchEvent {}

  /**
   * A device was heard.
   *
   * @param device which, by any name that stays the same for a minute
   */
  record Heard(String device) implements WatchEvent {}

  /** What was asked for is done. */
  record Done(Request request) implements WatchEvent {}

  /**
   * What was asked for failed.
   *
   * @param error name of the D-Bus error
   * @param text what was said about it
   */
  record Refused(Request request, String error, String text) implements WatchEvent {
    static final String UNKNOWN_OBJECT = "org.freedesktop.DBus.Error.UnknownObject";
    static final String UNKNOWN_METHOD = "org.freedesktop.DBus.Error.UnknownMethod";

    /** Whether the adapter is not there; either error means that. */
    boolean isOfMissingObject() {
      return error.equals(UNKNOWN_OBJECT) || error.equals(UNKNOWN_METHOD);
    }
  }

  /**
   * It is to listen more or less than before.
   *
   * @param duty how much
   */
  record Paced(DutyCycle duty) implements WatchEvent {}
}
