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
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonCodecTest {
  private static final ReadingTime ON_ARRIVAL = new ReadingTime.Wall(RECEIVED, true);

  private final MessageCodec codec = new JsonCodec();

  @Test
  void a_temperature_is_byte_for_byte_what_subscribers_expect() throws DecodeException {
    assertBothWays(
        TEMPERATURE,
        "{\"temperature\": 33.02, \"timestamp\": 1614555518.139419}",
        Samples.temperature(WALL, false));
  }

  @Test
  void a_temperature_of_another_stream_looks_the_same() throws DecodeException {
    assertBothWays(
        new StreamName("loft"),
        "{\"temperature\": 33.02, \"timestamp\": 1614555518.139419}",
        Samples.temperature(WALL, false));
  }

  @Test
  void a_presence_is_byte_for_byte_what_subscribers_expect() throws DecodeException {
    String json = "[{\"name\": \"Frank's phone\", \"mac\": \"88:29:9C:00:61:A9\"}]";
    assertEquals(json, encode(DEVICES, Samples.presence(WALL, false, FRANK)));
    assertEquals(Samples.presence(ON_ARRIVAL, false, reduced(FRANK)), decode(DEVICES, json));
  }

  @Test
  void an_address_that_may_not_be_told_is_null() throws DecodeException {
    String json =
        "[{\"name\": \"Frank's phone\", \"mac\": \"88:29:9C:00:61:A9\"},"
            + " {\"name\": \"Ζωή 📱\", \"mac\": null}]";
    assertEquals(json, encode(DEVICES, Samples.presence(UNSYNCHRONISED, false, FRANK, UNTOLD)));
    assertEquals(
        Samples.presence(ON_ARRIVAL, false, reduced(FRANK), reduced(UNTOLD)),
        decode(DEVICES, json));
  }

  @Test
  void nobody_present_is_an_empty_list() throws DecodeException {
    assertEquals("[]", encode(DEVICES, Samples.presence(WALL, false)));
    assertEquals("[]", encode(DEVICES, Samples.presence(SINCE_BOOT, false)));
    assertEquals(Samples.presence(ON_ARRIVAL, false), decode(DEVICES, "[]"));
  }

  @Test
  void a_simulated_presence_never_looks_real() throws DecodeException {
    String json =
        "[{\"name\": \"Frank's phone\", \"mac\": \"88:29:9C:00:61:A9\", \"simulated\": true}]";
    assertEquals(json, encode(DEVICES, Samples.presence(WALL, true, FRANK)));
    assertEquals(Samples.presence(ON_ARRIVAL, true, reduced(FRANK)), decode(DEVICES, json));
  }

  @Test
  void a_simulated_presence_of_nobody_never_looks_real() throws DecodeException {
    String json = "[{\"simulated\": true}]";
    assertEquals(json, encode(DEVICES, Samples.presence(WALL, true)));
    assertEquals(Samples.presence(ON_ARRIVAL, true), decode(DEVICES, json));
    assertBothWays(
        DEVICES,
        "[{\"boot\": \"0011223344556677\", \"uptime\": 12.5, \"simulated\": true}]",
        Samples.presence(SINCE_BOOT, true));
  }

  @Test
  void a_presence_before_the_clock_was_set_can_be_dated_later() throws DecodeException {
    assertBothWays(
        DEVICES,
        "[{\"name\": \"Frank's phone\", \"mac\": \"88:29:9C:00:61:A9\","
            + " \"boot\": \"0011223344556677\", \"uptime\": 12.5}]",
        Samples.presence(SINCE_BOOT, false, reduced(FRANK)));
  }

  @Test
  void what_is_exceptional_is_marked() throws DecodeException {
    assertBothWays(
        TEMPERATURE,
        "{\"temperature\": 33.02, \"timestamp\": 1614555518.139419, \"synchronised\": false,"
            + " \"simulated\": true}",
        Samples.temperature(UNSYNCHRONISED, true));
    assertBothWays(
        TEMPERATURE,
        "{\"temperature\": 33.02, \"boot\": \"0011223344556677\", \"uptime\": 12.5}",
        Samples.temperature(SINCE_BOOT, false));
    assertBothWays(
        TEMPERATURE,
        "{\"temperature\": 33.02, \"timestamp\": 1614555518.139419, \"synchronised\": false,"
            + " \"boot\": \"0011223344556677\", \"uptime\": 12.5}",
        Samples.temperature(SINCE_BOOT_BY_CLOCK, false));
  }

  @Test
  void health_is_a_flat_object() throws DecodeException {
    assertBothWays(
        HEALTH,
        "{\"uptime_ms\": 3600500, \"backlog_messages\": 2, \"backlog_bytes\": 328, \"dropped\": 0,"
            + " \"handshakes_full\": 1, \"handshakes_resumed\": 20, \"refused\": 3,"
            + " \"connects\": 21, \"backlog_oldest_ms\": 90500, \"journal_errors\": 2,"
            + " \"clock_synchronised\": true, \"alarm\": \"No space left on device\","
            + " \"failing\": [\"loft\", \"temperature\"], \"timestamp\": 1614555518.139419}",
        Samples.health(WALL, false));
  }

  @Test
  void several_readings_are_the_callers_fault() {
    Reading one = Samples.temperature(WALL, false);
    assertThrows(
        IllegalArgumentException.class, () -> codec.readings(TEMPERATURE, List.of(one, one)));
    assertThrows(IllegalArgumentException.class, () -> codec.readings(TEMPERATURE, List.of()));
  }

  @Test
  void a_command_is_exactly_what_the_envelope_says() throws DecodeException {
    String json = "{\"set\": {\"temperature\": {\"interval_ms\": 10000}}, \"by\": 123456}";
    assertEquals(json, text(codec.command(Samples.command())));
    assertEquals(Samples.command(), codec.command(json.getBytes(UTF_8)));
  }

  @Test
  void a_whole_command_says_off_by_false() throws DecodeException {
    String json =
        "{\"set\": {\"temperature\": {\"interval_ms\": 10000,"
            + " \"batch\": {\"within_ms\": 60000, \"readings\": 60}, \"report\": false,"
            + " \"duty\": {\"scan_ms\": 20000, \"pause_ms\": 10000}}},"
            + " \"log\": \"debug\", \"by\": 123456}";
    assertEquals(json, text(codec.command(Samples.wholeCommand())));
    assertEquals(Samples.wholeCommand(), codec.command(json.getBytes(UTF_8)));
  }

  @Test
  void an_answer_carries_the_tag_in_hexadecimal() throws DecodeException {
    String json =
        "{\"command\": 5, \"of\": \"00ff00ff00ff00ff\", \"status\": \"ok\","
            + " \"rates\": {\"temperature\": 10000}, \"log\": \"info\"}";
    assertEquals(json, text(codec.answer(Samples.answer())));
    assertEquals(Samples.answer(), codec.answer(json.getBytes(UTF_8)));
  }

  @Test
  void a_hello_keeps_everything() throws DecodeException {
    byte[] message = codec.hello(Samples.hello());
    assertEquals(Samples.hello(), codec.hello(message));
    assertEquals(
        "{\"boot\": \"0011223344556677\", \"epoch\": 7, \"uptime_ms\": 60001,"
            + " \"clock_ms\": 1614555518139, \"synchronised\": true,"
            + " \"software\": \"sealpost 0.1.0\", \"name\": \"Küche\", \"log\": \"info\","
            + " \"link\": {\"connects\": 3, \"handshakes_full\": 1, \"handshakes_resumed\": 2,"
            + " \"refused\": 6, \"connected_since_ms\": 50000,"
            + " \"certificate\": {\"not_after_ms\": 1617147518139,"
            + " \"request\": \"3000\", \"problem\": \"no answer\"}},"
            + " \"backlog\": {\"messages\": 4, \"bytes\": 656, \"oldest_ms\": 90500,"
            + " \"dropped\": 5, \"errors\": 1, \"alarm\": \"No space left on device\"},"
            + " \"boots\": [{\"boot\": \"0011223344556677\", \"started_ms\": 1614555518139}],"
            + " \"last_command\": 9,"
            + " \"streams\": {\"temperature\": {\"interval_ms\": 10000, \"simulated\": false,"
            + " \"source\": \"tmp102 at /dev/i2c-1 0x48\", \"failure\": \"Remote I/O error\","
            + " \"failing_since_ms\": 59000,"
            + " \"batch\": {\"within_ms\": 60000, \"readings\": 60},"
            + " \"report\": {\"degrees\": 0.5, \"heartbeat_ms\": 900000},"
            + " \"duty\": {\"scan_ms\": 20000, \"pause_ms\": 10000},"
            + " \"latest\": {\"temperature\": 33.02, \"timestamp\": 1614555518.139419},"
            + " \"last_sequence\": 41, \"last_sequence_before\": 1023,"
            + " \"dropped\": [{\"epoch\": 6, \"first\": 10, \"last\": 19, \"count\": 5}]}}}",
        text(message));
  }

  @Test
  void a_hello_of_a_later_version_is_understood() throws DecodeException {
    String hello = text(codec.hello(Samples.hello()));
    String later = hello.replaceFirst("\\{", "{\"later\": [1.5, null, {\"x\": \"y\"}], ");
    assertEquals(Samples.hello(), codec.hello(later.getBytes(UTF_8)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"set\": {\"temperature\": {\"interval_ms\": 10000}}, \"by\": 1, \"x\": 0}",
        "{\"set\": {\"temperature\": {\"interval_ms\": 10000, \"x\": 0}}, \"by\": 1}",
        "{\"set\": {\"temperature\": {\"interval_ms\": 10000.0}}, \"by\": 1}",
        "{\"set\": {\"temperature\": {\"interval_ms\": \"10000\"}}, \"by\": 1}",
        "{\"set\": {\"temperature\": {\"interval_ms\": -1}}, \"by\": 1}",
        "{\"set\": {\"temperature\": {\"interval_ms\": 9223372036854775807}}, \"by\": 1}",
        "{\"set\": {\"temperature\": {}}, \"by\": 1}",
        "{\"set\": {\"Temperature\": {\"interval_ms\": 10000}}, \"by\": 1}",
        "{\"set\": {}, \"by\": 1}",
        "{\"set\": {\"temperature\": {\"interval_ms\": 10000}}}",
        "{\"set\": {\"temperature\": {\"interval_ms\": 10000}}, \"by\": -1}",
        "{\"set\": [], \"by\": 1}",
        "{\"certify\": {\"request\": \"00\", \"chain\": [\"3000\"]}, \"by\": 1}",
        "{\"certify\": {\"chain\": [\"3000\"]}, \"by\": 1}",
        "[]",
        "1",
      })
  void a_command_is_not_half_understood(String json) {
    assertThrows(DecodeException.class, () -> codec.command(json.getBytes(UTF_8)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "nul",
        "{} {}",
        "{}x",
        "{\"temperature\": 33.02}",
        "{\"timestamp\": 1614555518.1}",
        "{\"temperature\": 33.02, \"temperature\": 33.02, \"timestamp\": 1614555518.1}",
        "{\"temperature\": NaN, \"timestamp\": 1614555518.1}",
        "{\"temperature\": Infinity, \"timestamp\": 1614555518.1}",
        "{\"temperature\": 1e999, \"timestamp\": 1614555518.1}",
        "{\"temperature\": 123456789012345678901234567890, \"timestamp\": 1614555518.1}",
        "{\"temperature\": -300, \"timestamp\": 1614555518.1}",
        "{\"temperature\": \"33.02\", \"timestamp\": 1614555518.1}",
        "{\"temperature\": 033, \"timestamp\": 1614555518.1}",
        "{\"temperature\": +33, \"timestamp\": 1614555518.1}",
        "{\"temperature\": 33., \"timestamp\": 1614555518.1}",
        "{\"temperature\": 33, \"timestamp\": 1}",
        "{\"temperature\": 33, \"timestamp\": 1e300}",
        "{'temperature': 33, 'timestamp': 1614555518.1}",
        "{\"temperature\": 33, \"timestamp\": 1614555518.1,}",
        "{\"temperature\": 33, \"timestamp\": 1614555518.1} // warm",
        "{\"temperature\": 33, \"timestamp\": 1614555518.1, \"simulated\": \"yes\"}",
        "{\"temperature\": 33, \"boot\": \"0011223344556677\"}",
        "{\"temperature\": 33, \"boot\": \"00112233445566\", \"uptime\": 1}",
        "{\"temperature\": 33, \"boot\": \"001122334455667X\", \"uptime\": 1}",
        "{\"temperature\": 33, \"boot\": \"0011223344556677\", \"uptime\": -1}",
        "{\"temperature\": 33, \"boot\": \"0011223344556677\", \"uptime\": 1,"
            + " \"timestamp\": 1614555518.1}",
        "[{}]",
        "[1]",
        "[{\"mac\": \"88:29:9C:00:61:A9\"}]",
        "[{\"mac\": \"88:29:9C:00:61:A9\", \"simulated\": true}]",
        "[{\"name\": \"x\", \"mac\": \"88-29-9C-00-61-A9\"}]",
        "[{\"name\": \"\"}]",
        "[{\"name\": \"a\\u0007\"}]",
        "[{\"name\": \"\\ud800\"}]",
        "[{\"name\": \"x\", \"simulated\": true}, {\"name\": \"y\"}]",
        "[{\"simulated\": true}, {\"simulated\": true}]",
        "[[[[[[[[[[[[[[[[[0]]]]]]]]]]]]]]]]]",
      })
  void anything_else_is_refused(String json) {
    assertThrows(DecodeException.class, () -> decode(DEVICES, json));
  }

  @Test
  void other_encodings_of_text_are_refused() {
    String json = "{\"temperature\": 33.02, \"timestamp\": 1614555518.139419}";
    byte[] notUtf8 = json.replace("temperature", "temp\u00e9rature").getBytes(UTF_8);
    notUtf8[7] = (byte) 0xff;
    assertThrows(DecodeException.class, () -> codec.readings(TEMPERATURE, notUtf8, RECEIVED));
    assertThrows(
        DecodeException.class, () -> codec.readings(TEMPERATURE, json.getBytes(UTF_16), RECEIVED));
    assertThrows(DecodeException.class, () -> decode(TEMPERATURE, "\ufeff" + json));
  }

  @Test
  void more_than_64_KiB_are_refused() {
    String long1 = "[" + " ".repeat(70_000) + "]";
    DecodeException refusal = assertThrows(DecodeException.class, () -> decode(DEVICES, long1));
    assertTrue(String.valueOf(refusal.getMessage()).startsWith("70002 bytes"));
  }

  @Test
  void more_present_than_a_reading_carries_are_refused() {
    String json = "[" + "{\"name\": \"x\"}, ".repeat(64) + "{\"name\": \"x\"}]";
    assertThrows(DecodeException.class, () -> decode(DEVICES, json));
  }

  @Test
  void a_presence_that_comes_before_the_receiver_knows_the_time_is_refused() {
    for (String json : List.of("[]", "[{\"name\": \"x\"}]")) {
      DecodeException refusal =
          assertThrows(
              DecodeException.class,
              () -> codec.readings(DEVICES, json.getBytes(UTF_8), Instant.EPOCH));
      assertTrue(String.valueOf(refusal.getMessage()).startsWith("devices: time 1970"));
    }
  }

  @Test
  void a_temperature_keeps_its_sign_at_zero() throws DecodeException {
    assertBothWays(
        TEMPERATURE,
        "{\"temperature\": -0.0, \"timestamp\": 1614555518.139419}",
        new Reading.Temperature(WALL, false, -0.0));
  }

  @Test
  void nobody_is_left_out_for_want_of_knowledge() {
    Person unsure =
        new Person(
            "Anna",
            Person.State.UNKNOWN,
            true,
            Optional.empty(),
            Reading.Radio.UNKNOWN,
            Duration.ZERO,
            OptionalInt.empty(),
            OptionalInt.empty());
    assertFalse(codec.canTell(Samples.presence(WALL, false, unsure)));
    assertFalse(codec.canTell(Samples.presence(WALL, false, unsure, Samples.FRANK)));
    assertTrue(codec.canTell(Samples.presence(WALL, false, Samples.FRANK)));
    assertTrue(codec.canTell(Samples.presence(WALL, false)));
    assertTrue(codec.canTell(Samples.temperature(WALL, false)));
  }

  @Test
  void what_a_reading_has_beside_is_ignored() throws DecodeException {
    assertEquals(
        Samples.temperature(WALL, false),
        decode(
            TEMPERATURE, "{\"timestamp\":1614555518.139419,\"light\":40,\"temperature\":3302e-2}"));
  }

  private static Person reduced(Person present) {
    return new Person(
        present.name(), present.mac(), Reading.Radio.UNKNOWN, Duration.ZERO, OptionalInt.empty());
  }

  private void assertBothWays(StreamName stream, String json, Reading reading)
      throws DecodeException {
    assertEquals(json, encode(stream, reading));
    assertEquals(reading, decode(stream, json));
  }

  private String encode(StreamName stream, Reading reading) {
    return text(codec.readings(stream, List.of(reading)));
  }

  private Reading decode(StreamName stream, String json) throws DecodeException {
    List<Reading> readings = codec.readings(stream, json.getBytes(UTF_8), RECEIVED);
    return Optional.of(readings).filter(all -> all.size() == 1).orElseThrow().get(0);
  }

  private static String text(byte[] message) {
    return new String(message, UTF_8);
  }
}
