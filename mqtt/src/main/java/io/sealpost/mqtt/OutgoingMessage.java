package io.sealpost.mqtt;

import java.nio.charset.StandardCharsets;

/**
 * A message to publish.
 *
 * @param topic a topic name without wildcards, 1 to 65535 bytes of UTF-8 (MQTT 3.1.1 section 4.7)
 * @param payload its bytes, together with the topic at most 256 KiB less 4 bytes, which is what a
 *     link at the other end takes; not to be changed afterwards
 * @param retained whether the broker keeps it for later subscribers
 */
@SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
public record OutgoingMessage(String topic, byte[] payload, boolean retained) {
  /** Topic and payload; a PUBLISH adds the length of the topic and an identifier, 2 bytes each. */
  private static final int MOST_BYTES = 256 * 1024 - 4;

  /** Checks what the broker would hang up on. */
  public OutgoingMessage {
    Topics.check(topic);
    if (topic.indexOf('+') >= 0 || topic.indexOf('#') >= 0) {
      throw new IllegalArgumentException(
          "topic is '" + topic + "': expected no wildcard, so neither '+' nor '#'");
    }
    int most = MOST_BYTES - topic.getBytes(StandardCharsets.UTF_8).length;
    if (payload.length > most) {
      throw new IllegalArgumentException(
          "payload for '"
              + topic
              + "' has "
              + payload.length
              + " bytes: expected at most "
              + most
              + " with this topic");
    }
  }

  @Override
  public String toString() {
    return "OutgoingMessage[" + topic + ", " + payload.length + " bytes]";
  }
}
