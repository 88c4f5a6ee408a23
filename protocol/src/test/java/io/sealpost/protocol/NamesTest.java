package io.sealpost.protocol;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {
  static Stream<String> neitherDeviceNorStream() {
    return Stream.of("", "a".repeat(65), "A", "a b", "a/b", "a+", "a#", "ä", "a\n", "a:b", "$a");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "rpi-07", "0", "-", "_", ".", "a.b_c-9"})
  void a_device_id_has_its_alphabet(String value) {
    assertEquals(value, new DeviceId(value).toString());
    assertEquals(Optional.of(new DeviceId(value)), DeviceId.parse(value));
  }

  @Test
  void names_may_have_64_characters() {
    assertEquals("a".repeat(64), new DeviceId("a".repeat(64)).value());
    assertEquals("a".repeat(64), new StreamName("a".repeat(64)).value());
  }

  @ParameterizedTest
  @MethodSource("neitherDeviceNorStream")
  void nothing_else_is_a_device_id(String value) {
    assertThrows(IllegalArgumentException.class, () -> new DeviceId(value));
    assertEquals(Optional.empty(), DeviceId.parse(value));
  }

  @ParameterizedTest
  @ValueSource(strings = {"temperature", "0", "loft.2_b-c"})
  void a_stream_name_begins_with_a_letter_or_digit(String value) {
    assertEquals(value, new StreamName(value).toString());
    assertEquals(Optional.of(new StreamName(value)), StreamName.parse(value));
  }

  @ParameterizedTest
  @MethodSource("neitherDeviceNorStream")
  @ValueSource(strings = {"-a", "_a", ".a", "hello", "status", "control", "ack"})
  void nothing_else_is_a_stream_name(String value) {
    assertThrows(IllegalArgumentException.class, () -> new StreamName(value));
    assertEquals(Optional.empty(), StreamName.parse(value));
  }

  @Test
  void streams_are_in_alphabetical_order() {
    StreamName loft = new StreamName("loft");
    StreamName attic = new StreamName("attic");
    assertEquals(List.of(attic, loft), Stream.of(loft, attic).sorted().toList());
  }

  @Test
  void a_refusal_shows_no_control_characters_and_not_everything() {
    IllegalArgumentException refusal =
        assertThrows(
            IllegalArgumentException.class, () -> new DeviceId("\u001b[2J" + "x".repeat(999)));
    assertEquals(
        "device id \" [2J" + "x".repeat(75) + "…\" must be 1 to 64 characters of a-z 0-9 - _ .",
        refusal.getMessage());
  }

  @Test
  void a_boot_id_is_8_bytes() {
    byte[] bytes = {0, 1, 2, 3, 4, 5, 6, (byte) 0xff};
    assertEquals("00010203040506ff", BootId.of(bytes).toString());
    assertArrayEquals(bytes, new BootId("00010203040506ff").bytes());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00010203040506",
        "00010203040506FF",
        "00010203040506fg",
        "00010203040506ff00"
      })
  void nothing_else_is_a_boot_id(String hex) {
    assertThrows(IllegalArgumentException.class, () -> new BootId(hex));
  }

  @Test
  void bytes_of_another_length_are_no_boot_id() {
    assertThrows(IllegalArgumentException.class, () -> BootId.of(new byte[7]));
  }

  @Test
  void streamsAreTheSameIfTheirNamesAre() {
    StreamName stream = new StreamName("temperature");
    assertEquals(stream, new StreamName("temperature"));
    assertEquals(stream.hashCode(), new StreamName("temperature").hashCode());
    assertNotEquals(stream, new StreamName("temperature2"));
    assertNotEquals(null, stream);
  }
}
