package io.sealpost.mqtt;

/**
 * A message to publish.
 *
 * @param topic a topic name without wildcards, 1 to 65535 bytes of UTF-8 (MQTT 3.1.1 section 4.7)
 * @param payload its bytes, at most 1 MiB; not to be changed afterwards
 * @param retained whether the broker keeps it for later subscribers
 */
@SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
public record OutgoingMessage(String topic, byte[] payload, boolean retained) {
  private static final int MOST_BYTES = 1 << 20;

  /** Checks what the broker would hang up on. */
  public OutgoingMessage {
    Topics.check(topic);
    if (topic.indexOf('+') >= 0 || topic.indexOf('#') >= 0) {
      throw new IllegalArgumentException(
          "topic is '" + topic + "': expected no wildcard, so neither '+' nor '#'");
    }
    if (payload.length > MOST_BYTES) {
      throw new IllegalArgumentException(
          "payload for '" + topic + "' has " + payload.length + " bytes: expected at most 1 MiB");
    }
  }

  @Override
  public String toString() {
    return "OutgoingMessage[" + topic + ", " + payload.length + " bytes]";
  }
}
