/** Tests of Bluetooth through BlueZ, as timelines and with a message bus of our own. */
@NullMarked
package io.sealpost.sensors.bluez;

import org.jspecify.annotations.NullMarked;
