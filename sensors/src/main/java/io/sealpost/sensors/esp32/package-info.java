/**
 * An ESP32 with Espressif's AT firmware at a serial port, as one more Bluetooth radio: for a Pi
 * whose own is off, or needed elsewhere. Its commands are those of the ESP-AT User Guide, versions
 * 2.2 to 5.0, sections "Basic AT Commands" and "Bluetooth Low Energy AT Commands".
 */
@NullMarked
package io.sealpost.sensors.esp32;

import org.jspecify.annotations.NullMarked;
