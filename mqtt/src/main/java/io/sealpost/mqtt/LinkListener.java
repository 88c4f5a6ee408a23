package io.sealpost.mqtt;

/**
 * Told by a {@link MqttLink}, on one thread of its own; what it throws is logged, not obeyed. It
 * may publish, subscribe and close, but not wait for a future of {@link MqttLink#publish}: one that
 * fails completes on the same thread.
 */
public interface LinkListener {
  /** The connection's state changed. */
  void onState(LinkState state);

  /**
   * A message came; it is acknowledged to the broker when this method returns or throws, or, if
   * {@link LinkOptions#acknowledgedByHand}, by {@link IncomingMessage#acknowledgement}. One that is
   * larger than 256 KiB is acknowledged and dropped, see {@link LinkCounters#oversized}.
   */
  void onMessage(IncomingMessage message);
}
