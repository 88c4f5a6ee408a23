package io.sealpost.mqtt;

/**
 * A message that came.
 *
 * @param topic where it was published
 * @param payload its bytes
 * @param retained RETAIN as received; proves nothing about freshness
 */
@SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
public record IncomingMessage(String topic, byte[] payload, boolean retained) {
  @Override
  public String toString() {
    return "IncomingMessage[" + topic + ", " + payload.length + " bytes]";
  }
}
