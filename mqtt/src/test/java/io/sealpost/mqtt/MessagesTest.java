package io.sealpost.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sealpost.mqtt.testing.Thrown;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessagesTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "a/+", "a/#", "nul\0"})
  void topicThatNobodyMayPublishToIsRefused(String topic) {
    assertThrows(
        IllegalArgumentException.class, () -> new OutgoingMessage(topic, new byte[0], false));
  }

  @Test
  void topicMayHave65535BytesOfUtf8() {
    new OutgoingMessage("é".repeat(32_767) + "x", new byte[0], false);
    String longer = "é".repeat(32_768);
    assertThrows(
        IllegalArgumentException.class, () -> new OutgoingMessage(longer, new byte[0], false));
  }

  @Test
  void payloadMayFillAPacketThatALinkTakes() {
    int rest = 256 * 1024 - 2 - 2 - 2;
    new OutgoingMessage("é", new byte[rest], false);
    String message =
        Thrown.message(
            IllegalArgumentException.class,
            () -> new OutgoingMessage("é", new byte[rest + 1], false));
    assertEquals(
        "payload for 'é' has 262139 bytes: expected at most 262138 with this topic", message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "#", "+", "a/#", "+/+/#", "/", "a//b", "$share/g/t"})
  void filtersOfSection47AreTaken(String filter) {
    Topics.checkFilter(filter);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a#", "#/a", "a+", "+a/b", "a/#/b", "nul\0"})
  void otherFiltersAreRefused(String filter) {
    assertThrows(IllegalArgumentException.class, () -> Topics.checkFilter(filter));
  }

  @Test
  void payloadIsNotPrinted() {
    assertEquals(
        "OutgoingMessage[t, 2 bytes]", new OutgoingMessage("t", new byte[2], false).toString());
    assertEquals(
        "IncomingMessage[t, 2 bytes]", new IncomingMessage("t", new byte[2], false).toString());
  }

  @Test
  void negativeNumbersAreRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> new LinkCounters(0, -1, 0, 0, Optional.empty()));
    assertThrows(
        IllegalArgumentException.class,
        () -> new LinkState.Disconnected("", Duration.ofMillis(-1)));
  }
}
