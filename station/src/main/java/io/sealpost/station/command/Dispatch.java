package io.sealpost.station.command;

import io.sealpost.mqtt.OutgoingMessage;

/** What a {@link Fleet} wants of the broker. */
public sealed interface Dispatch {
  /** Publish this, and tell when it was acknowledged. */
  record Publish(OutgoingMessage message) implements Dispatch {}

  /** Subscribe to more. */
  record Subscribe(String filter) implements Dispatch {}
}
