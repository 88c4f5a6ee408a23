/**
 * Serial ports through Pi4J. Its own provider needs pigpio, a daemon that runs as root; this one
 * needs the kernel's device file, {@code stty} of coreutils, and the group dialout.
 */
@NullMarked
package io.sealpost.sensors.pi4j.serial;

import org.jspecify.annotations.NullMarked;
