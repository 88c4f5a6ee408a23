/**
 * What Bluetooth devices say of themselves, from any radio: advertising data and the beacon formats
 * in it. Knows no hardware and no library.
 */
@NullMarked
package io.sealpost.sensors.bluetooth;

import org.jspecify.annotations.NullMarked;
