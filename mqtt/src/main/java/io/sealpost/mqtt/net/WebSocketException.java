package io.sealpost.mqtt.net;

import java.io.IOException;

/** The other side does not speak WebSocket as RFC 6455 says; the message says what it did. */
public final class WebSocketException extends IOException {
  WebSocketException(String message) {
    super(message);
  }
}
