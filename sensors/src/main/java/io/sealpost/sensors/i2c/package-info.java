/** Chips on an I2C bus, each checked against its data sheet; the bus itself is a port. */
@NullMarked
package io.sealpost.sensors.i2c;

import org.jspecify.annotations.NullMarked;
