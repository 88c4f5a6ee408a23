package io.sealpost.e2e.broker.config;

import io.sealpost.crypto.SecretBytes;
import io.sealpost.protocol.DeviceId;

/**
 * One who may connect.
 *
 * @param name of a device: its id; of a station: 1 to 64 characters by the same rule
 * @param role what it may do
 * @param password UTF-8 bytes
 */
public record BrokerUser(String name, Role role, SecretBytes password) {
  /**
   * @throws IllegalArgumentException if {@code name} could not be a device id
   */
  public BrokerUser {
    new DeviceId(name);
  }

  /** What somebody may do. */
  public enum Role {
    /** Writes its own topics except control, reads its own control. */
    DEVICE,
    /** Reads everything of all devices, writes every control. */
    STATION
  }
}
