package io.sealpost.protocol;

import static io.sealpost.protocol.Samples.DEVICES;
import static io.sealpost.protocol.Samples.FRANK;
import static io.sealpost.protocol.Samples.HEALTH;
import static io.sealpost.protocol.Samples.SINCE_BOOT;
import static io.sealpost.protocol.Samples.UNSYNCHRONISED;
import static io.sealpost.protocol.Samples.UNTOLD;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a hello, a command and an answer of which one part is wrong or missing. */
class MessageDecodingTest {
  private static final Node WRONG = new Node.Items(List.of());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "boot",
        "epoch",
        "uptime_ms",
        "clock_ms",
        "synchronised",
        "software",
        "link",
        "link.connects",
        "link.handshakes_full",
        "link.handshakes_resumed",
        "link.refused",
        "link.certificate.not_after_ms",
        "backlog",
        "backlog.messages",
        "backlog.bytes",
        "backlog.dropped",
        "backlog.errors",
        "streams",
        "streams.temperature.interval_ms",
        "streams.temperature.simulated",
        "streams.temperature.source",
        "streams.temperature.latest.temperature",
        "streams.temperature.latest.timestamp",
      })
  void a_hello_that_lacks_a_part_is_refused(String path) {
    assertRefused("hello", path, Optional.empty());
    assertRefused("hello", path, Optional.of(WRONG));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "name",
        "last_command",
        "link.certificate",
        "link.certificate.request",
        "link.certificate.problem",
        "streams.temperature.failure",
        "streams.temperature.latest",
        "streams.temperature.last_sequence",
        "streams.temperature.last_sequence_before",
      })
  void a_hello_may_lack_what_is_optional_but_not_get_it_wrong(String path) throws DecodeException {
    Node changed = changed(HelloFields.write(Samples.hello()), path, Optional.empty());
    HelloFields.read(FieldReader.of("hello", Syntax.CBOR, changed));
    assertRefused("hello", path, Optional.of(WRONG));
  }

  @ParameterizedTest
  @CsvSource({
    "epoch, -1",
    "epoch, 4294967296",
    "uptime_ms, -1",
    "uptime_ms, 9223372036854775807",
    "clock_ms, -1",
    "clock_ms, 9223372036854775807",
    "clock_ms, -9223372036854775808",
    "last_command, 4294967296",
    "link.connects, -1",
    "link.refused, 9007199254740993",
    "link.certificate.not_after_ms, -1",
    "link.certificate.not_after_ms, 253402300800000",
    "streams.temperature.interval_ms, 99",
    "streams.temperature.interval_ms, 86400001",
    "streams.temperature.last_sequence, -1",
    "streams.temperature.last_sequence_before, 4294967296",
    "streams.temperature.latest.temperature, -300",
    "streams.temperature.latest.timestamp, 1",
  })
  void a_hello_with_a_number_out_of_range_is_refused(String path, long value) {
    assertRefused("hello", path, Optional.of(new Node.Whole(value)));
  }

  @ParameterizedTest
  @CsvSource({
    "software, ''",
    "name, ''",
    "link.certificate.problem, ''",
    "streams.temperature.source, ''",
    "streams.temperature.failure, ''",
  })
  void a_hello_with_an_empty_text_is_refused(String path, String value) {
    assertRefused("hello", path, Optional.of(new Node.Text(value)));
    assertRefused("hello", path, Optional.of(new Node.Text("x".repeat(321))));
    assertRefused("hello", path, Optional.of(new Node.Text("\u001b[2J")));
  }

  @Test
  void a_hello_with_a_name_that_is_no_stream_is_refused() {
    Node stream = HelloFields.write(Samples.hello());
    assertRefused("hello", "streams.control", Optional.of(stream));
    assertRefused("hello", "streams.Temperature", Optional.of(stream));
  }

  @Test
  void a_hello_of_65_streams_is_refused() {
    FieldWriter streams = new FieldWriter();
    Node stream =
        new FieldWriter()
            .whole("interval_ms", 1000)
            .truth("simulated", false)
            .text("source", "x")
            .done();
    IntStream.range(0, 65).forEach(i -> streams.node("s" + i, stream));
    assertRefused("hello", "streams", Optional.of(streams.done()));
  }

  @ParameterizedTest
  @EnumSource(Syntax.class)
  void a_hello_keeps_the_latest_reading_of_any_kind(Syntax syntax) throws DecodeException {
    MessageCodec codec = syntax == Syntax.CBOR ? new CborCodec() : new JsonCodec();
    Hello hello =
        with(
            Map.of(
                DEVICES,
                stream(Samples.presence(UNSYNCHRONISED, true, FRANK, UNTOLD)),
                new StreamName("nobody"),
                stream(Samples.presence(SINCE_BOOT, false)),
                HEALTH,
                stream(Samples.health(SINCE_BOOT, true))));
    assertEquals(hello, codec.hello(codec.hello(hello)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"name", "radio", "present_for_ms"})
  void a_latest_presence_that_lacks_a_part_is_refused(String key) {
    Node.Fields reading = ReadingFields.write(Samples.presence(SINCE_BOOT, true, FRANK));
    Node.Items devices = (Node.Items) Objects.requireNonNull(reading.nodes().get("devices"));
    Node entry = changed(devices.nodes().get(0), key, Optional.empty());
    Node changed = changed(reading, "devices", Optional.of(new Node.Items(List.of(entry))));
    assertThrows(
        DecodeException.class,
        () -> ReadingFields.read(FieldReader.of("latest", Syntax.CBOR, changed)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "uptime_ms",
        "backlog_messages",
        "backlog_bytes",
        "dropped",
        "handshakes_full",
        "handshakes_resumed",
        "refused",
        "connects",
        "backlog_oldest_ms",
        "journal_errors",
        "clock_synchronised",
        "failing",
        "boot",
        "uptime",
      })
  void a_latest_health_that_lacks_a_part_is_refused(String key) {
    Node changed =
        changed(ReadingFields.write(Samples.health(SINCE_BOOT, true)), key, Optional.empty());
    assertThrows(
        DecodeException.class,
        () -> ReadingFields.read(FieldReader.of("latest", Syntax.CBOR, changed)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"name", "link.connected_since_ms", "backlog.oldest_ms", "backlog.alarm"})
  void a_part_of_a_hello_that_may_be_absent_is_checked_where_it_is_there(String path) {
    assertRefused("hello", path, Optional.of(WRONG));
  }

  @Test
  void a_hello_without_a_list_of_boots_is_refused() {
    assertRefused("hello", "boots", Optional.empty());
    assertRefused("hello", "boots", Optional.of(new Node.Whole(1)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"boot", "started_ms"})
  void a_start_of_a_boot_that_lacks_a_part_is_refused(String key) {
    assertRefused("hello", "boots", itemWithout(HelloFields.write(Samples.hello()), "boots", key));
  }

  @ParameterizedTest
  @ValueSource(strings = {"epoch", "first", "last", "count"})
  void a_range_of_dropped_messages_that_lacks_a_part_is_refused(String key) {
    Node.Fields hello = (Node.Fields) HelloFields.write(Samples.hello());
    Node.Fields streams = (Node.Fields) Objects.requireNonNull(hello.nodes().get("streams"));
    Node stream = Objects.requireNonNull(streams.nodes().get("temperature"));
    assertRefused("hello", "streams.temperature.dropped", itemWithout(stream, "dropped", key));
  }

  private static Optional<Node> itemWithout(Node holder, String list, String key) {
    Node.Items items =
        (Node.Items) Objects.requireNonNull(((Node.Fields) holder).nodes().get(list));
    Node item = changed(items.nodes().get(0), key, Optional.empty());
    return Optional.of(new Node.Items(List.of(item)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"command", "of", "status", "rates"})
  void an_answer_that_lacks_a_part_is_refused(String path) {
    assertRefused("answer", path, Optional.empty());
    assertRefused("answer", path, Optional.of(WRONG));
  }

  @Test
  void an_answer_with_a_value_out_of_range_is_refused() {
    assertRefused("answer", "command", Optional.of(new Node.Whole(-1)));
    assertRefused("answer", "of", Optional.of(new Node.Octets("00ff")));
    assertRefused("answer", "status", Optional.of(new Node.Text("perhaps")));
    assertRefused("answer", "rates.temperature", Optional.of(new Node.Whole(99)));
    assertRefused("answer", "rates.hello", Optional.of(new Node.Whole(1000)));
    assertRefused("answer", "log", Optional.of(new Node.Text("loud")));
    assertRefused("answer", "settings.elsewhere", Optional.of(new Node.Fields(Map.of())));
    assertRefused("answer", "offer", Optional.of(new Node.Octets("00ff")));
    assertRefused("answer", "forgotten", Optional.of(new Node.Items(List.of(WRONG))));
  }

  @Test
  void an_answer_of_a_later_version_is_understood() throws DecodeException {
    Node later =
        changed(AnswerFields.write(Samples.answer()), "why", Optional.of(new Node.Text("x")));
    assertEquals(
        Samples.answer(), AnswerFields.readAnswer(FieldReader.of("answer", Syntax.CBOR, later)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"set", "by"})
  void a_command_that_lacks_a_part_is_refused(String path) {
    assertRefused("command", path, Optional.empty());
    assertRefused("command", path, Optional.of(WRONG));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"later", "set.temperature.later", "get", "set.control", "set.Temperature", "set."})
  void a_command_with_a_part_too_many_is_refused(String path) {
    assertRefused("command", path, Optional.of(new Node.Whole(1)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "set.temperature.interval_ms",
        "set.temperature.batch.within_ms",
        "set.temperature.batch.readings",
        "set.temperature.report",
        "set.temperature.duty.scan_ms",
        "set.temperature.duty.pause_ms",
        "log"
      })
  void a_command_with_a_wrong_part_is_refused_whole(String path) {
    assertRefused("whole command", path, Optional.of(WRONG));
    assertRefused("whole command", path, Optional.of(new Node.Whole(-1)));
    assertRefused("whole command", path, Optional.of(new Node.Truth(true)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "settings.temperature.batch.within_ms",
        "settings.temperature.report.heartbeat_ms",
        "settings.temperature.report.degrees",
        "settings.temperature.duty",
        "forgotten"
      })
  void an_answer_with_a_wrong_setting_is_refused(String path) {
    assertRefused("whole answer", path, Optional.of(new Node.Whole(-1)));
  }

  private static void assertRefused(String what, String path, Optional<Node> replacement) {
    DecodeException refusal =
        assertThrows(DecodeException.class, () -> decode(what, path, replacement));
    assertTrue(String.valueOf(refusal.getMessage()).startsWith(what), refusal::toString);
  }

  private static void decode(String what, String path, Optional<Node> replacement)
      throws DecodeException {
    switch (what) {
      case "hello" ->
          HelloFields.read(fields(what, HelloFields.write(Samples.hello()), path, replacement));
      case "answer" ->
          AnswerFields.readAnswer(
              fields(what, AnswerFields.write(Samples.answer()), path, replacement));
      case "command" ->
          CommandFields.readCommand(
              fields(what, CommandFields.write(Samples.command()), path, replacement));
      case "whole command" ->
          CommandFields.readCommand(
              fields(what, CommandFields.write(Samples.wholeCommand()), path, replacement));
      case "whole answer" ->
          AnswerFields.readAnswer(
              fields(what, AnswerFields.write(Samples.wholeAnswer()), path, replacement));
      default -> throw new AssertionError(what);
    }
  }

  private static FieldReader fields(String what, Node node, String path, Optional<Node> replacement)
      throws DecodeException {
    return FieldReader.of(what, Syntax.CBOR, changed(node, path, replacement));
  }

  /** Returns {@code node} with the part at {@code path} replaced, added or left out. */
  private static Node changed(Node node, String path, Optional<Node> replacement) {
    String[] keys = path.split("\\.", 2);
    Map<String, Node> parts = new LinkedHashMap<>(((Node.Fields) node).nodes());
    Optional<Node> part =
        keys.length == 1
            ? replacement
            : Optional.of(
                changed(
                    parts.getOrDefault(keys[0], new Node.Fields(Map.of())), keys[1], replacement));
    parts.remove(keys[0]);
    part.ifPresent(present -> parts.put(keys[0], present));
    return new Node.Fields(parts);
  }

  private static Hello with(Map<StreamName, Hello.Stream> streams) {
    Hello hello = Samples.hello();
    return new Hello(
        hello.boot(),
        hello.epoch(),
        hello.uptime(),
        hello.clock(),
        hello.synchronised(),
        hello.software(),
        hello.displayName(),
        hello.log(),
        hello.link(),
        hello.backlog(),
        hello.boots(),
        hello.lastCommand(),
        streams);
  }

  private static Hello.Stream stream(Reading latest) {
    return new Hello.Stream(
        StreamSettings.every(Duration.ofSeconds(1)),
        latest.simulated(),
        "x",
        Optional.empty(),
        Optional.of(latest),
        OptionalLong.empty(),
        OptionalLong.empty(),
        List.of());
  }
}
