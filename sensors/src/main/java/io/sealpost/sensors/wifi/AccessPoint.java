package io.sealpost.sensors.wifi;

import io.sealpost.sensors.SensorException;

/** What presence needs of an access point on this machine. Used by one thread at a time. */
interface AccessPoint {
  /** The network interface, {@code wlan0} for instance. */
  String networkInterface();

  /**
   * Makes sure that stations could be there.
   *
   * @throws SensorException if there is no such interface, or it is no access point, or one that
   *     does not work
   */
  void requireListening() throws SensorException;

  /**
   * Its stations.
   *
   * @return text, as {@link StationDump} reads it
   * @throws SensorException if it cannot be had
   */
  String dump() throws SensorException;
}
