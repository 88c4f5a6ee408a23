/** The I2C buses of the kernel, through Pi4J: the only package that imports it. */
@NullMarked
package io.sealpost.sensors.pi4j;

import org.jspecify.annotations.NullMarked;
