package io.sealpost.protocol;

import static io.sealpost.protocol.Samples.BOOT;
import static io.sealpost.protocol.Samples.TEMPERATURE;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageTest {
  private static final long MAX_COUNTER = 4_294_967_295L;
  private static final Settings NOTHING = new Settings(Map.of(), LogLevel.INFO);
  private static final Hello.Link LINK = new Hello.Link(0, 0, 0, 0, Optional.empty());

  @Test
  void a_command_sets_1_to_64_streams() {
    assertThrows(IllegalArgumentException.class, () -> set(Map.of()));
    assertDoesNotThrow(() -> set(intervals(64)));
    assertThrows(IllegalArgumentException.class, () -> set(intervals(65)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT-1S", "PT0.0005S", "PT1.0005S", "P367D"})
  void a_command_to_sample_impossibly_is_refused(String interval) {
    Duration impossible = Duration.parse(interval);
    assertThrows(IllegalArgumentException.class, () -> Action.Set.every(TEMPERATURE, impossible));
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0.001S", "PT0.05S", "P366D"})
  void a_command_may_ask_for_more_than_a_device_allows(String interval) {
    assertDoesNotThrow(() -> Action.Set.every(TEMPERATURE, Duration.parse(interval)));
  }

  @Test
  void a_deadline_is_cut_to_milliseconds() {
    assertEquals(
        Duration.ofMillis(7), new Command(new Action.Get(), Duration.ofNanos(7_999_999)).by());
    assertThrows(
        IllegalArgumentException.class, () -> new Command(new Action.Get(), Duration.ofMillis(-1)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "00ff00ff00ff00", "00FF00FF00FF00FF", "00ff00ff00ff00ff00"})
  void an_answer_names_8_bytes_of_a_tag(String of) {
    assertThrows(
        IllegalArgumentException.class, () -> new Answer(0, of, Answer.Status.OK, NOTHING));
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, MAX_COUNTER + 1})
  void counters_have_32_bits(long counter) {
    assertThrows(
        IllegalArgumentException.class,
        () -> new Answer(counter, "00ff00ff00ff00ff", Answer.Status.OK, NOTHING));
    assertThrows(IllegalArgumentException.class, () -> hello(counter, Instant.EPOCH, "x"));
    OptionalLong sequence = OptionalLong.of(counter);
    assertThrows(
        IllegalArgumentException.class, () -> stream(Duration.ofSeconds(1), "x", sequence));
  }

  @Test
  void an_answer_tells_rates_that_can_be_in_force() {
    assertThrows(IllegalArgumentException.class, () -> StreamSettings.every(Duration.ofMillis(99)));
  }

  @Test
  void every_status_has_its_word() {
    for (Answer.Status status : Answer.Status.values()) {
      assertEquals(status, Answer.Status.ofLabel(status.label()));
    }
    assertThrows(IllegalArgumentException.class, () -> Answer.Status.ofLabel("OK"));
  }

  @Test
  void a_hello_tells_any_clock_after_1970_in_milliseconds() {
    assertEquals(
        Instant.ofEpochMilli(1), hello(0, Instant.EPOCH.plusNanos(1_999_999), "x").clock());
    assertThrows(IllegalArgumentException.class, () -> hello(0, Instant.EPOCH.minusNanos(1), "x"));
    assertThrows(IllegalArgumentException.class, () -> hello(0, Instant.MAX, "x"));
  }

  @Test
  void a_hello_names_its_software() {
    assertEquals(MAX_COUNTER, hello(MAX_COUNTER, Instant.EPOCH, "s".repeat(64)).epoch());
    assertThrows(IllegalArgumentException.class, () -> hello(0, Instant.EPOCH, ""));
    assertThrows(IllegalArgumentException.class, () -> hello(0, Instant.EPOCH, "s".repeat(65)));
  }

  @Test
  void the_counters_of_a_connection_are_not_negative() {
    assertThrows(
        IllegalArgumentException.class, () -> new Hello.Link(0, 0, -1, 0, Optional.empty()));
    Optional<Duration> negative = Optional.of(Duration.ofMillis(-1));
    assertThrows(IllegalArgumentException.class, () -> new Hello.Link(0, 0, 0, 0, negative));
  }

  @Test
  void a_certificate_is_asked_for_in_so_many_bytes() {
    for (int bytes : new int[] {0, OwnCertificate.MAX_REQUEST + 1}) {
      Optional<String> request = Optional.of("0a".repeat(bytes));
      assertThrows(
          IllegalArgumentException.class,
          () -> new OwnCertificate(Instant.EPOCH, request, Optional.empty()));
    }
    assertThrows(
        IllegalArgumentException.class,
        () -> new OwnCertificate(Instant.EPOCH, Optional.of("0A"), Optional.empty()));
  }

  @Test
  void a_chain_has_one_to_four_certificates_of_4096_bytes() {
    String request = "00".repeat(32);
    String longest = "30".repeat(Action.Certify.MAX_CERTIFICATE);
    assertEquals(4, new Action.Certify(request, Collections.nCopies(4, longest)).chain().size());
    for (List<String> chain :
        List.of(
            List.<String>of(),
            Collections.nCopies(5, "30"),
            List.of(""),
            List.of(longest + "30"))) {
      assertThrows(
          IllegalArgumentException.class,
          () -> new Action.Certify(request, chain),
          chain::toString);
    }
    assertThrows(IllegalArgumentException.class, () -> new Action.Certify("00", List.of("30")));
  }

  @Test
  void what_waits_is_not_negative() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new Hello.Backlog(0, 0, Optional.empty(), 0, -1, Optional.empty()));
    Optional<Duration> negative = Optional.of(Duration.ofMillis(-1));
    assertThrows(
        IllegalArgumentException.class,
        () -> new Hello.Backlog(0, 0, negative, 0, 0, Optional.empty()));
  }

  @Test
  void an_alarm_is_made_to_fit() {
    Optional<String> alarm = Optional.of("a\tb" + "x".repeat(999));
    assertEquals(
        Optional.of("a b" + "x".repeat(252) + "…"),
        new Hello.Backlog(0, 0, Optional.empty(), 0, 0, alarm).alarm());
  }

  @ParameterizedTest
  @CsvSource({"-1,0,0,1", "0,5,4,1", "0,5,9,6", "0,5,9,0", "0,0,4294967296,1"})
  void an_impossible_range_of_dropped_messages_is_refused(
      long epoch, long first, long last, long count) {
    assertThrows(
        IllegalArgumentException.class, () -> new Hello.Dropped(epoch, first, last, count));
  }

  @Test
  void a_whole_range_may_be_dropped() {
    assertEquals(5, new Hello.Dropped(0, 5, 9, 5).count());
  }

  @Test
  void the_start_of_a_boot_is_plausible_and_in_milliseconds() {
    Instant taken = Samples.TAKEN;
    assertEquals(
        Instant.ofEpochMilli(taken.toEpochMilli()), new Hello.BootStart(BOOT, taken).started());
    assertThrows(IllegalArgumentException.class, () -> new Hello.BootStart(BOOT, Instant.EPOCH));
  }

  @Test
  void a_hello_tells_the_start_of_at_most_8_boots() {
    Hello.BootStart start = new Hello.BootStart(BOOT, Samples.TAKEN);
    assertEquals(8, started(Collections.nCopies(8, start)).boots().size());
    List<Hello.BootStart> nine = Collections.nCopies(9, start);
    assertThrows(IllegalArgumentException.class, () -> started(nine));
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0.099S", "PT24H0.001S", "PT1.0001S"})
  void a_rate_in_force_is_100_ms_to_24_h(String interval) {
    Duration refused = Duration.parse(interval);
    assertThrows(IllegalArgumentException.class, () -> stream(refused, "x", OptionalLong.empty()));
  }

  @Test
  void diagnostics_from_outside_are_made_to_fit() {
    Duration second = Duration.ofSeconds(1);
    assertEquals(
        "read\tfailed: ".replace('\t', ' ') + "x".repeat(114) + "…",
        stream(second, "read\tfailed: " + "x".repeat(999), OptionalLong.empty()).source());
    assertEquals("?", stream(second, "", OptionalLong.empty()).source());
  }

  @Test
  void a_hello_keeps_its_own_copy_of_the_streams() {
    assertThrows(
        UnsupportedOperationException.class, () -> Samples.hello().streams().remove(TEMPERATURE));
  }

  private static Map<StreamName, Duration> intervals(int streams) {
    return IntStream.range(0, streams)
        .boxed()
        .collect(Collectors.toMap(i -> new StreamName("s" + i), i -> Duration.ofSeconds(1)));
  }

  private static Hello hello(long epoch, Instant clock, String software) {
    return hello(epoch, clock, software, List.of());
  }

  private static Hello started(List<Hello.BootStart> boots) {
    return hello(0, Instant.EPOCH, "x", boots);
  }

  private static Hello hello(
      long epoch, Instant clock, String software, List<Hello.BootStart> boots) {
    return new Hello(
        BOOT,
        epoch,
        Duration.ZERO,
        clock,
        false,
        software,
        Optional.empty(),
        LogLevel.INFO,
        LINK,
        Hello.Backlog.EMPTY,
        boots,
        OptionalLong.empty(),
        Map.of());
  }

  private static Action.Set set(Map<StreamName, Duration> intervals) {
    Map<StreamName, StreamChange> changes = new HashMap<>();
    intervals.forEach((stream, each) -> changes.put(stream, StreamChange.every(each)));
    return new Action.Set(changes, Optional.empty());
  }

  private static Hello.Stream stream(Duration interval, String text, OptionalLong sequence) {
    return new Hello.Stream(
        StreamSettings.every(interval),
        false,
        text,
        Optional.of(new Hello.Failure(text, Duration.ZERO)),
        Optional.empty(),
        sequence,
        sequence,
        List.of());
  }
}
