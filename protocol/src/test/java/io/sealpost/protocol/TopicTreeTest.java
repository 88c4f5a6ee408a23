package io.sealpost.protocol;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopicTreeTest {
  private static final DeviceId DEVICE = new DeviceId("rpi-07");

  private final TopicTree tree = new TopicTree("sealpost");

  static Stream<Channel> everyChannel() {
    return Stream.concat(
        Stream.of(Channel.Fixed.values()),
        Stream.of("temperature", "devices", "ack.2")
            .map(StreamName::new)
            .map(Channel.Readings::new));
  }

  @ParameterizedTest
  @CsvSource({
    "HELLO, hello, hello",
    "STATUS, status, status",
    "CONTROL, control, control",
    "ACK, control/ack, ack"
  })
  void the_fixed_channels_have_their_topics_and_streams(
      Channel.Fixed channel, String path, String stream) {
    assertEquals("sealpost/rpi-07/" + path, tree.topic(DEVICE, channel));
    assertEquals(stream, channel.stream());
  }

  @Test
  void readings_are_below_their_stream() {
    Channel channel = new Channel.Readings(new StreamName("temperature"));
    assertEquals("sealpost/rpi-07/temperature", tree.topic(DEVICE, channel));
    assertEquals("temperature", channel.stream());
  }

  @ParameterizedTest
  @MethodSource("everyChannel")
  void every_topic_is_parsed_back(Channel channel) {
    for (String base : new String[] {"sealpost", "site/3/sealpost", "Ωmega"}) {
      TopicTree other = new TopicTree(base);
      assertEquals(
          Optional.of(new Topic(DEVICE, channel)), other.parse(other.topic(DEVICE, channel)));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "sealpost",
        "sealpost/",
        "sealpost/rpi-07",
        "sealpost/rpi-07/",
        "sealpost/RPI/temperature",
        "sealpost//temperature",
        "sealpost/rpi-07/Temperature",
        "sealpost/rpi-07/temperature/",
        "sealpost/rpi-07/temperature/x",
        "sealpost/rpi-07/ack",
        "sealpost/rpi-07/control/",
        "sealpost/rpi-07/control/ack/x",
        "sealpost/rpi-07/hello/ack",
        "sealpost2/rpi-07/temperature",
        "/sealpost/rpi-07/temperature",
        "other/rpi-07/temperature",
      })
  void anything_else_is_no_topic_of_ours(String topic) {
    assertEquals(Optional.empty(), tree.parse(topic));
  }

  @Test
  void filters_match_one_device_or_all() {
    assertEquals("sealpost/rpi-07/#", tree.ofDevice(DEVICE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "/", "/a", "a/", "a//b", "a+", "+", "a/#", "$SYS", "$share/x", "a\u0000"})
  void a_base_that_cannot_begin_a_topic_is_refused(String base) {
    assertThrows(IllegalArgumentException.class, () -> new TopicTree(base));
  }

  @Test
  void a_base_has_at_most_200_characters() {
    assertEquals("b".repeat(200), new TopicTree("b".repeat(200)).base());
    assertThrows(IllegalArgumentException.class, () -> new TopicTree("b".repeat(201)));
  }

  @Test
  void a_status_is_one_of_two_words() {
    assertArrayEquals("online".getBytes(StandardCharsets.US_ASCII), DeviceStatus.ONLINE.payload());
    for (DeviceStatus status : DeviceStatus.values()) {
      assertEquals(Optional.of(status), DeviceStatus.parse(status.payload()));
    }
    assertEquals(Optional.empty(), DeviceStatus.parse(new byte[0]));
    assertEquals(
        Optional.empty(), DeviceStatus.parse("Online".getBytes(StandardCharsets.US_ASCII)));
  }
}
