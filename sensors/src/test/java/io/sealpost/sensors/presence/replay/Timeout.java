package io.sealpost.sensors.presence.replay;

import java.util.function.BooleanSupplier;

/**
 * Present when heard, away when not heard for a time. So decide, with their defaults:
 *
 * <ul>
 *   <li>Home Assistant's device trackers, {@code consider_home} 180 s (page "Device tracker");
 *   <li>Home Assistant's Bluetooth integrations (Private BLE Device, iBeacon Tracker): an
 *       advertisement is stale after 195 s where the device can be connected to, else after 15
 *       minutes, unless its interval is known; looked at every 5 minutes (constants of its
 *       Bluetooth integration; their pages say "several minutes")
 *   <li>room-assistant's Bluetooth Low Energy, {@code timeout} 5 s (page "Bluetooth Low Energy");
 *   <li>andrewjfreyer/monitor's beacons, {@code PREF_BEACON_EXPIRATION} 240 s as shipped.
 * </ul>
 */
public final class Timeout implements Rule {
  private final long seconds;
  private final long lookEvery;
  private long heardAt = Long.MIN_VALUE / 2;
  private boolean present;

  /**
   * @param seconds the timeout
   * @param lookEvery how often it is looked at, in seconds; a multiple of {@link Life#TICK_SECONDS}
   */
  public Timeout(long seconds, long lookEvery) {
    this.seconds = seconds;
    this.lookEvery = lookEvery;
  }

  @Override
  public void heard(long second, int channel) {
    heardAt = second;
    present = true;
  }

  @Override
  public boolean present(long second, BooleanSupplier ask) {
    if (second % lookEvery == 0 && second - heardAt >= seconds) {
      present = false;
    }
    return present;
  }
}
