package io.sealpost.device.uplink;

import io.sealpost.protocol.Reading;

/** What waits for the broker, in the order in which it is served. */
public enum Lane {
  /** Who comes and goes, and how the agent is: what somebody may be waiting for. */
  URGENT,
  /** All other readings. */
  READINGS;

  /** The lane of a reading. */
  static Lane of(Reading reading) {
    return reading instanceof Reading.Temperature ? READINGS : URGENT;
  }
}
