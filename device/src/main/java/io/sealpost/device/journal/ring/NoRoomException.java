package io.sealpost.device.journal.ring;

import java.io.IOException;

/** There is no segment to write to, and none may be made. */
final class NoRoomException extends IOException {
  private static final long serialVersionUID = 1;

  NoRoomException(String message) {
    super(message);
  }
}
