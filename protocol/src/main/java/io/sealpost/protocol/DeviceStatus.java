package io.sealpost.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** The whole content of the retained status topic, in clear; the broker sends the last will. */
public enum DeviceStatus {
  /** Sent by the device once it is connected. */
  ONLINE("online"),
  /** Connected, but what it reads would not survive a power cut at present; hello says why. */
  DEGRADED("degraded"),
  /** Sent by the device when it stops, and by the broker when the device is gone. */
  OFFLINE("offline");

  private final String word;

  DeviceStatus(String word) {
    this.word = word;
  }

  /** The bytes of the message. */
  public byte[] payload() {
    return word.getBytes(StandardCharsets.US_ASCII);
  }

  /** Returns the status that {@code payload} says, or nothing if it says something else. */
  public static Optional<DeviceStatus> parse(byte[] payload) {
    return Arrays.stream(values())
        .filter(status -> Arrays.equals(status.payload(), payload))
        .findFirst();
  }
}
