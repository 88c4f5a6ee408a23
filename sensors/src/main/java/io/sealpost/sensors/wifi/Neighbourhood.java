package io.sealpost.sensors.wifi;

import io.sealpost.sensors.SensorException;
import java.io.IOException;
import java.net.InetAddress;

/** What presence needs of the operating system. Used by one thread at a time. */
interface Neighbourhood {
  /** The network interface, {@code wlan0} for instance. */
  String networkInterface();

  /**
   * Makes sure that others could be heard.
   *
   * @throws SensorException if the interface does not exist, is down, or has no carrier: nobody can
   *     be heard then, which is not the same as nobody being there
   */
  void requireListening() throws SensorException;

  /**
   * Makes the kernel find out whether a host answers; returns at once.
   *
   * @param address of the host
   * @throws IOException if the operating system sends nothing there
   */
  void nudge(InetAddress address) throws IOException;

  /**
   * The neighbour table.
   *
   * @return JSON, as {@link NeighbourTable} reads it
   * @throws SensorException if it cannot be had
   */
  String table() throws SensorException;
}
