package io.sealpost.sensors.bluez;

import io.sealpost.sensors.MacAddress;
import java.util.function.Consumer;

/** Calls a classic Bluetooth device, which answers though it advertises nothing. */
interface Paging {
  /** How it ended. */
  enum Outcome {
    /** It answered. */
    ANSWERED,
    /** Nobody answered. */
    SILENT,
    /** It could not be tried. */
    FAILED
  }

  /**
   * Pages one device and returns at once.
   *
   * @param end told on any thread, once
   */
  void page(MacAddress address, Consumer<Outcome> end);

  /** Breaks off a page that is under way. */
  void close();
}
