package io.sealpost.mqtt;

/**
 * A message that came.
 *
 * @param topic where it was published
 * @param payload its bytes
 * @param retained RETAIN as received; proves nothing about freshness
 * @param acknowledgement to be run once the message needs not come again, on any thread and in any
 *     order; does nothing a second time, after the end of the connection, or unless {@link
 *     LinkOptions#acknowledgedByHand}
 */
@SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
public record IncomingMessage(
    String topic, byte[] payload, boolean retained, Runnable acknowledgement) {
  /** A message that was acknowledged already, or need not be. */
  public IncomingMessage(String topic, byte[] payload, boolean retained) {
    this(topic, payload, retained, () -> {});
  }

  @Override
  public String toString() {
    return "IncomingMessage[" + topic + ", " + payload.length + " bytes]";
  }
}
