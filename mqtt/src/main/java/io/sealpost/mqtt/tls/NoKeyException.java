package io.sealpost.mqtt.tls;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** There is no key to do a handshake with; says why. */
final class NoKeyException extends IOException {
  NoKeyException(@Nullable String message) {
    super(message);
  }

  NoKeyException(@Nullable String message, Throwable cause) {
    super(message, cause);
  }
}
