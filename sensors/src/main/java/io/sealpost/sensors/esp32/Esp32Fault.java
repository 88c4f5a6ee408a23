package io.sealpost.sensors.esp32;

import io.sealpost.sensors.Excerpt;
import io.sealpost.sensors.SensorException;
import io.sealpost.sensors.SensorException.Kind;

/**
 * Says what is wrong with a module, and what to do.
 *
 * @param port at which it is
 */
record Esp32Fault(String port) {
  /**
   * It does not answer.
   *
   * @param garbage whether something came that is no text
   */
  SensorException silent(boolean garbage) {
    return fault(
        Kind.TIMED_OUT,
        garbage
            ? "sends what is no text: is its baud rate the configured one?"
            : "does not answer: has it the ESP-AT firmware, are TX and RX crossed, is a console on"
                + " the port (raspi-config, Serial Port)?");
  }

  SensorException busy() {
    return fault(Kind.TIMED_OUT, "stays busy: take its power away for a second");
  }

  SensorException noScan() {
    return fault(Kind.BAD_READING, "refuses to scan: it is being restarted");
  }

  SensorException restarts() {
    return fault(Kind.BAD_READING, "restarts again and again: does its power supply give 500 mA?");
  }

  /**
   * It has no Bluetooth.
   *
   * @param firmware as it says itself
   */
  SensorException noBluetooth(String firmware) {
    return fault(
        Kind.ABSENT,
        "has a firmware without Bluetooth, "
            + Excerpt.of(firmware)
            + ": flash the ESP-AT of an ESP32, ESP32-C3 or ESP32-C6");
  }

  /**
   * It is another firmware.
   *
   * @param said what it answered
   */
  SensorException otherFirmware(String said) {
    return fault(
        Kind.ABSENT, "has another firmware, it says " + Excerpt.of(said) + ": flash ESP-AT");
  }

  private SensorException fault(Kind kind, String what) {
    return new SensorException(kind, "the module at " + port + " " + what);
  }
}
