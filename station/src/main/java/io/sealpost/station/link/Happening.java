package io.sealpost.station.link;

import io.sealpost.mqtt.IncomingMessage;
import io.sealpost.mqtt.LinkState;
import io.sealpost.mqtt.OutgoingMessage;

/** Something that a command waits for. */
public sealed interface Happening {
  /** A message came. */
  record Arrived(IncomingMessage message) implements Happening {}

  /** The connection's state changed. */
  record Changed(LinkState state) implements Happening {}

  /** The broker acknowledged a message of ours. */
  record Delivered(OutgoingMessage message) implements Happening {}

  /** The operator wants to end. */
  record Stop() implements Happening {}
}
