/**
 * Bluetooth through BlueZ over D-Bus, without any privilege. This package alone knows D-Bus: the
 * messages come and go in {@link io.sealpost.sensors.bluez.DbusLink}, what to do next is decided by
 * {@link io.sealpost.sensors.bluez.DiscoveryWatch}, which knows neither.
 */
@NullMarked
package io.sealpost.sensors.bluez;

import org.jspecify.annotations.NullMarked;
