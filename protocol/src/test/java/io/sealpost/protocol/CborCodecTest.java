package io.sealpost.protocol;

import static io.sealpost.protocol.Samples.DEVICES;
import static io.sealpost.protocol.Samples.FRANK;
import static io.sealpost.protocol.Samples.HEALTH;
import static io.sealpost.protocol.Samples.RECEIVED;
import static io.sealpost.protocol.Samples.SINCE_BOOT;
import static io.sealpost.protocol.Samples.SINCE_BOOT_BY_CLOCK;
import static io.sealpost.protocol.Samples.TEMPERATURE;
import static io.sealpost.protocol.Samples.UNSYNCHRONISED;
import static io.sealpost.protocol.Samples.UNTOLD;
import static io.sealpost.protocol.Samples.WALL;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class CborCodecTest {
  private final MessageCodec codec = new CborCodec();

  @Test
  void a_temperature_is_one_senml_record_of_40_bytes() {
    byte[] pack = codec.readings(TEMPERATURE, List.of(Samples.temperature(WALL, false)));
    assertEquals(
        "81a4006b74656d7065726174757265016343656c02fb4040828f5c28f5c306fb41d80f0a5f88ec3e",
        hex(pack));
    assertEquals(40, pack.length);
  }

  @Test
  void a_simulated_reading_is_marked_in_its_record() throws DecodeException {
    Reading reading = Samples.temperature(WALL, true);
    byte[] pack = codec.readings(TEMPERATURE, List.of(reading));
    assertArrayEquals(
        new CborWriter()
            .array(1)
            .map(5)
            .integer(0)
            .text("temperature")
            .integer(1)
            .text("Cel")
            .integer(2)
            .number(33.02)
            .integer(6)
            .number(1614555518.139419)
            .text("sim_")
            .bool(true)
            .toByteArray(),
        pack);
    assertEquals(List.of(reading), codec.readings(TEMPERATURE, pack, RECEIVED));
  }

  @Test
  void a_clock_that_was_not_synchronised_is_marked() throws DecodeException {
    assertRoundTrip(TEMPERATURE, Samples.temperature(UNSYNCHRONISED, false));
  }

  @Test
  void a_time_since_boot_replaces_the_time_and_must_be_understood() throws DecodeException {
    Reading reading = Samples.temperature(SINCE_BOOT, false);
    byte[] pack = codec.readings(TEMPERATURE, List.of(reading));
    assertEquals(
        "81a5006b74656d7065726174757265016343656c02fb4040828f5c28f5c3"
            + "637570"
            + "5f"
            + "f94a40"
            + "65626f6f745f"
            + "480011223344556677",
        hex(pack));
    assertEquals(List.of(reading), codec.readings(TEMPERATURE, pack, RECEIVED));
  }

  @Test
  void a_clock_that_is_not_trusted_goes_beside_the_time_since_boot() throws DecodeException {
    Reading reading = Samples.temperature(SINCE_BOOT_BY_CLOCK, false);
    byte[] pack = codec.readings(TEMPERATURE, List.of(reading));
    assertEquals(
        "81a7006b74656d7065726174757265016343656c02fb4040828f5c28f5c3"
            + "06fb41d80f0a5f88ec3e"
            + "6375705ff94a40"
            + "65626f6f745f480011223344556677"
            + "66756e73796e63f5",
        hex(pack));
    assertEquals(List.of(reading), codec.readings(TEMPERATURE, pack, RECEIVED));
  }

  @Test
  void readings_of_several_ways_to_tell_the_time_share_a_pack() throws DecodeException {
    assertRoundTrip(
        TEMPERATURE,
        Samples.temperature(SINCE_BOOT, false),
        Samples.temperature(SINCE_BOOT_BY_CLOCK, false),
        Samples.temperature(SINCE_BOOT, false),
        Samples.temperature(UNSYNCHRONISED, false),
        Samples.temperature(SINCE_BOOT_BY_CLOCK, false),
        Samples.temperature(WALL, false));
  }

  @Test
  void several_temperatures_share_name_unit_and_time_base() throws DecodeException {
    List<Reading> readings = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      readings.add(new Reading.Temperature(wall(i * 10), false, 20.5 + i));
    }
    byte[] pack = codec.readings(TEMPERATURE, readings);
    assertArrayEquals(
        new CborWriter()
            .array(3)
            .map(4)
            .integer(2)
            .number(20.5)
            .integer(-2)
            .text("temperature")
            .integer(-3)
            .number(1614555518.139419)
            .integer(-4)
            .text("Cel")
            .map(2)
            .integer(2)
            .number(21.5)
            .integer(6)
            .number(10)
            .map(2)
            .integer(2)
            .number(22.5)
            .integer(6)
            .number(20)
            .toByteArray(),
        pack);
    assertEquals(readings, codec.readings(TEMPERATURE, pack, RECEIVED));
  }

  @Test
  void readings_before_and_after_the_clock_was_set_share_a_pack() throws DecodeException {
    assertRoundTrip(
        TEMPERATURE,
        Samples.temperature(SINCE_BOOT, false),
        Samples.temperature(wall(1), false),
        Samples.temperature(UNSYNCHRONISED, true),
        Samples.temperature(SINCE_BOOT, true));
  }

  @Test
  void a_temperature_keeps_its_sign_at_zero() throws DecodeException {
    assertRoundTrip(TEMPERATURE, new Reading.Temperature(WALL, false, -0.0));
  }

  @Test
  void a_presence_keeps_everything() throws DecodeException {
    assertRoundTrip(DEVICES, Samples.presence(WALL, false, FRANK, UNTOLD));
    assertRoundTrip(DEVICES, Samples.presence(SINCE_BOOT, true, FRANK, UNTOLD));
  }

  @Test
  void nobody_present_is_a_count_of_0() throws DecodeException {
    Reading nobody = Samples.presence(WALL, true);
    byte[] pack = codec.readings(DEVICES, List.of(nobody));
    assertArrayEquals(
        new CborWriter()
            .array(1)
            .map(5)
            .integer(0)
            .text("devices/count")
            .integer(1)
            .text("count")
            .integer(2)
            .integer(0)
            .integer(6)
            .number(1614555518.139419)
            .text("sim_")
            .bool(true)
            .toByteArray(),
        pack);
    assertEquals(List.of(nobody), codec.readings(DEVICES, pack, RECEIVED));
  }

  @Test
  void several_presences_share_a_pack() throws DecodeException {
    assertRoundTrip(
        DEVICES,
        Samples.presence(WALL, false, FRANK),
        Samples.presence(wall(15), false),
        Samples.presence(wall(30), false, FRANK, UNTOLD));
  }

  @Test
  void a_presence_keeps_who_is_away_and_who_cannot_be_heard() throws DecodeException {
    Person away =
        new Person(
            "Anna",
            Person.State.ABSENT,
            true,
            Optional.empty(),
            Reading.Radio.WIFI,
            Duration.ofSeconds(301),
            OptionalInt.empty(),
            OptionalInt.of(57));
    Person stranger =
        new Person(
            "?",
            Person.State.PRESENT,
            false,
            Optional.empty(),
            Reading.Radio.BLUETOOTH,
            Duration.ZERO,
            OptionalInt.of(-80),
            OptionalInt.of(100));
    assertRoundTrip(
        DEVICES,
        new Reading.Presence(
            WALL,
            false,
            new HeadCount(1, 0, OptionalInt.of(4)),
            List.of(FRANK, away, stranger),
            List.of(new Deafness("hci0", Duration.ofSeconds(35)))));
  }

  @Test
  void a_presence_can_say_how_many_without_saying_who() throws DecodeException {
    HeadCount count = new HeadCount(2, 1, OptionalInt.empty());
    assertRoundTrip(DEVICES, new Reading.Presence(WALL, false, count, List.of(), List.of()));
  }

  @Test
  void humidity_and_pressure_come_along_as_further_records() throws DecodeException {
    Reading climate =
        new Reading.Temperature(
            WALL, false, 25.08, OptionalDouble.of(48.2), OptionalDouble.of(100_653.25));
    Reading humid =
        new Reading.Temperature(SINCE_BOOT, true, 20, OptionalDouble.of(0), OptionalDouble.empty());
    assertRoundTrip(TEMPERATURE, climate);
    assertRoundTrip(TEMPERATURE, climate, humid, Samples.temperature(wall(60), false));
  }

  @Test
  void health_keeps_everything() throws DecodeException {
    assertRoundTrip(HEALTH, Samples.health(WALL, false));
    assertRoundTrip(HEALTH, Samples.health(SINCE_BOOT, true), Samples.health(wall(60), false));
  }

  @Test
  void the_largest_presence_fits() {
    Person person =
        new Person(
            "📱".repeat(64),
            Person.State.UNKNOWN,
            false,
            Optional.of("88:29:9C:00:61:A9"),
            Reading.Radio.BLUETOOTH,
            Duration.ofMillis(123_456_789),
            OptionalInt.of(-127),
            OptionalInt.of(33));
    Deafness deaf = new Deafness("📱".repeat(64), Duration.ofMillis(123_456_789));
    Reading reading =
        new Reading.Presence(
            SINCE_BOOT,
            true,
            new HeadCount(64, 64, OptionalInt.of(Integer.MAX_VALUE)),
            Collections.nCopies(Reading.Presence.MAX_PEOPLE, person),
            Collections.nCopies(Reading.Presence.MAX_DEAF, deaf));
    StreamName stream = new StreamName("d".repeat(64));
    assertDoesNotThrow(() -> codec.readings(stream, List.of(reading)));
    Person here =
        new Person(
            person.name(), person.mac(), person.radio(), person.stateFor(), person.rssiDbm());
    Reading all = new Reading.Presence(SINCE_BOOT, true, Collections.nCopies(64, here));
    assertDoesNotThrow(() -> new JsonCodec().readings(stream, List.of(all)));
  }

  @Test
  void more_than_fits_is_the_callers_fault() {
    List<Reading> readings = new ArrayList<>();
    for (int i = 0; i < 4000; i++) {
      readings.add(new Reading.Temperature(wall(i), false, 20.1));
    }
    assertThrows(IllegalArgumentException.class, () -> codec.readings(TEMPERATURE, readings));
  }

  @Test
  void no_readings_and_mixed_readings_are_the_callers_fault() {
    List<Reading> mixed = List.of(Samples.temperature(WALL, false), Samples.health(WALL, false));
    assertThrows(IllegalArgumentException.class, () -> codec.readings(TEMPERATURE, List.of()));
    assertThrows(IllegalArgumentException.class, () -> codec.readings(TEMPERATURE, mixed));
  }

  @Test
  void a_command_is_exactly_what_the_envelope_says() throws DecodeException {
    byte[] message = codec.command(Samples.command());
    assertEquals(
        "a2"
            + "626279"
            + "1a0001e240"
            + "63736574"
            + "a1"
            + "6b74656d7065726174757265"
            + "a1"
            + "6b696e74657276616c5f6d73"
            + "192710",
        hex(message));
    assertEquals(Samples.command(), codec.command(message));
  }

  @Test
  void an_answer_carries_the_tag_as_bytes() throws DecodeException {
    byte[] message = codec.answer(Samples.answer());
    assertEquals(
        "a5"
            + "626f66"
            + "4800ff00ff00ff00ff"
            + "636c6f67"
            + "64696e666f"
            + "657261746573"
            + "a1"
            + "6b74656d7065726174757265"
            + "192710"
            + "66737461747573"
            + "626f6b"
            + "67636f6d6d616e64"
            + "05",
        hex(message));
    assertEquals(Samples.answer(), codec.answer(message));
  }

  @Test
  void a_whole_command_and_a_whole_answer_keep_everything() throws DecodeException {
    assertEquals(Samples.wholeCommand(), codec.command(codec.command(Samples.wholeCommand())));
    assertEquals(Samples.wholeAnswer(), codec.answer(codec.answer(Samples.wholeAnswer())));
  }

  @Test
  void a_command_that_asks_two_things_is_refused() {
    assertRefusedCommand(
        new Node.Fields(
            Map.of(
                "get", new Node.Truth(true),
                "restart", new Node.Truth(true),
                "by", new Node.Whole(1))),
        "command: expected one of [set, get,");
    assertRefusedCommand(
        new Node.Fields(Map.of("restart", new Node.Truth(false), "by", new Node.Whole(1))),
        "command.restart: expected true");
  }

  @Test
  void streams_to_sample_are_sorted_and_named_once() {
    Node unsorted = new Node.Items(List.of(new Node.Text("b"), new Node.Text("a")));
    assertRefusedCommand(
        new Node.Fields(Map.of("sample", unsorted, "by", new Node.Whole(1))),
        "command.sample: not sorted, or one is twice");
  }

  @Test
  void a_hello_keeps_everything() throws DecodeException {
    assertEquals(Samples.hello(), codec.hello(codec.hello(Samples.hello())));
  }

  @Test
  void a_hello_of_a_later_version_is_understood() throws DecodeException {
    byte[] hello = codec.hello(Samples.hello());
    assertEquals((byte) 0xad, hello[0]);
    // One pair more, whose key is longer than all others, and sorts behind them.
    byte[] more = new CborWriter().text("z".repeat(20)).simple(22).toByteArray();
    byte[] message = Arrays.copyOf(hello, hello.length + more.length);
    System.arraycopy(more, 0, message, hello.length, more.length);
    message[0] = (byte) 0xae;
    assertEquals(Samples.hello(), codec.hello(message));
  }

  @Test
  void a_command_with_an_unknown_part_is_refused() {
    assertRefusedCommand(
        new Node.Fields(
            Map.of("set", set(Map.of()), "by", new Node.Whole(1), "twice", new Node.Truth(true))),
        "command: \"twice\" is not one of");
    assertRefusedCommand(
        new Node.Fields(
            Map.of("set", set(Map.of("unit", new Node.Text("K"))), "by", new Node.Whole(1))),
        "command.set.temperature: \"unit\" is not one of");
  }

  @Test
  void a_command_out_of_range_is_refused() {
    Node zero = new Node.Fields(Map.of("interval_ms", new Node.Whole(0)));
    assertRefusedCommand(
        new Node.Fields(
            Map.of("set", new Node.Fields(Map.of("temperature", zero)), "by", new Node.Whole(1))),
        "command.set.temperature: interval PT0S must be whole milliseconds");
  }

  @Test
  void bytes_in_text_are_refused() {
    Node answer =
        new Node.Fields(
            Map.of(
                "command", new Node.Whole(5),
                "of", new Node.Text("00ff00ff00ff00ff"),
                "status", new Node.Text("ok"),
                "rates", new Node.Fields(Map.of())));
    DecodeException refusal =
        assertThrows(DecodeException.class, () -> codec.answer(encoded(answer)));
    assertEquals("answer.of: expected bytes", refusal.getMessage());
  }

  @Test
  void something_after_the_message_is_refused() {
    byte[] message = HexFormat.of().parseHex(hex(codec.command(Samples.command())) + "00");
    assertThrows(DecodeException.class, () -> codec.command(message));
  }

  private void assertRefusedCommand(Node node, String reason) {
    DecodeException refusal =
        assertThrows(DecodeException.class, () -> codec.command(encoded(node)));
    String message = String.valueOf(refusal.getMessage());
    assertEquals(reason, message.substring(0, Math.min(reason.length(), message.length())));
  }

  private static Node set(Map<String, Node> more) {
    FieldWriter change = new FieldWriter().whole("interval_ms", 10_000);
    more.forEach(change::node);
    return new Node.Fields(Map.of("temperature", change.done()));
  }

  private void assertRoundTrip(StreamName stream, Reading... readings) throws DecodeException {
    byte[] pack = codec.readings(stream, List.of(readings));
    assertEquals(List.of(readings), codec.readings(stream, pack, RECEIVED));
  }

  private static ReadingTime wall(int secondsLater) {
    return new ReadingTime.Wall(Samples.TAKEN.plusSeconds(secondsLater), true);
  }

  private static byte[] encoded(Node node) {
    CborWriter writer = new CborWriter();
    CborTree.write(writer, node);
    return writer.toByteArray();
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
