package io.sealpost.mqtt.paho;

import java.io.IOException;

/** The broker sent what MQTT 3.1.1 does not allow, or nobody needs; the message says what. */
final class PacketException extends IOException {
  PacketException(String message) {
    super(message);
  }
}
