package io.sealpost.protocol;

import static io.sealpost.protocol.Samples.BOOT;
import static io.sealpost.protocol.Samples.FRANK;
import static io.sealpost.protocol.Samples.TAKEN;
import static io.sealpost.protocol.Samples.WALL;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingTest {
  @ParameterizedTest
  @ValueSource(doubles = {-273.16, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void a_temperature_that_cannot_be_is_refused(double celsius) {
    assertThrows(
        IllegalArgumentException.class, () -> new Reading.Temperature(WALL, false, celsius));
  }

  @Test
  void absolute_zero_is_a_temperature() {
    assertEquals(-273.15, new Reading.Temperature(WALL, false, -273.15).celsius());
  }

  @Test
  void a_wall_time_is_cut_to_microseconds() {
    assertEquals(WALL, new ReadingTime.Wall(TAKEN.plusNanos(999), true));
  }

  @Test
  void a_time_since_boot_is_cut_to_milliseconds() {
    assertEquals(
        new ReadingTime.SinceBoot(BOOT, Duration.ofMillis(5)),
        new ReadingTime.SinceBoot(BOOT, Duration.ofNanos(5_999_999)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1970-01-01T00:00:00Z", "1978-07-04T21:24:15.999Z", "2106-02-07T06:28:16Z"})
  void an_implausible_wall_time_is_refused(String instant) {
    Instant implausible = Instant.parse(instant);
    assertThrows(IllegalArgumentException.class, () -> new ReadingTime.Wall(implausible, false));
    assertEquals(
        new ReadingTime.SinceBoot(BOOT, Duration.ofSeconds(3)),
        ReadingTime.of(implausible, false, BOOT, Duration.ofSeconds(3)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1978-07-04T21:24:16Z", "2106-02-07T06:28:15.999999Z"})
  void a_plausible_wall_time_is_used_and_trusted_when_synchronised(String instant) {
    Instant plausible = Instant.parse(instant);
    assertEquals(
        new ReadingTime.SinceBoot(BOOT, Duration.ZERO, Optional.of(plausible)),
        ReadingTime.of(plausible, false, BOOT, Duration.ZERO));
    assertEquals(
        new ReadingTime.Wall(plausible, true),
        ReadingTime.of(plausible, true, BOOT, Duration.ZERO));
  }

  @Test
  void a_clock_beside_a_time_since_boot_is_plausible_and_in_microseconds() {
    assertEquals(
        Optional.of(TAKEN),
        new ReadingTime.SinceBoot(BOOT, Duration.ZERO, Optional.of(TAKEN.plusNanos(999))).clock());
    assertThrows(
        IllegalArgumentException.class,
        () -> new ReadingTime.SinceBoot(BOOT, Duration.ZERO, Optional.of(Instant.EPOCH)));
  }

  @Test
  void an_uptime_out_of_range_is_refused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new ReadingTime.SinceBoot(BOOT, Duration.ofMillis(-1)));
    assertThrows(
        IllegalArgumentException.class,
        () -> new ReadingTime.SinceBoot(BOOT, Duration.ofDays(36_526)));
  }

  @Test
  void a_presence_has_at_most_64() {
    assertDoesNotThrow(() -> new Reading.Presence(WALL, false, Collections.nCopies(64, FRANK)));
    assertThrows(
        IllegalArgumentException.class,
        () -> new Reading.Presence(WALL, false, Collections.nCopies(65, FRANK)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a\nb", "\u0000", "\u009b", "\ud800", "a\u2028b"})
  void a_name_that_cannot_be_shown_is_refused(String name) {
    assertThrows(IllegalArgumentException.class, () -> named(name));
  }

  @Test
  void a_name_has_at_most_64_characters_of_any_script() {
    assertEquals("📱".repeat(64), named("📱".repeat(64)).name());
    assertThrows(IllegalArgumentException.class, () -> named("📱".repeat(65)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "88:29:9c:00:61:a9", "88-29-9C-00-61-A9", "88:29:9C:00:61"})
  void an_address_in_another_form_is_refused(String mac) {
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new Person(
                "x", Optional.of(mac), Reading.Radio.LAN, Duration.ZERO, OptionalInt.empty()));
  }

  @ParameterizedTest
  @ValueSource(ints = {-128, 21, 127})
  void a_signal_strength_out_of_range_is_refused(int dbm) {
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new Person(
                "x",
                Optional.empty(),
                Reading.Radio.BLUETOOTH,
                Duration.ZERO,
                OptionalInt.of(dbm)));
  }

  @Test
  void failing_streams_are_put_in_order() {
    StreamName loft = new StreamName("loft");
    StreamName attic = new StreamName("attic");
    assertEquals(List.of(attic, loft), failing(List.of(loft, attic)).failingStreams());
    assertThrows(IllegalArgumentException.class, () -> failing(List.of(loft, loft)));
  }

  @Test
  void a_negative_figure_of_health_is_refused() {
    assertThrows(IllegalArgumentException.class, () -> health(-1, List.of()));
  }

  @Test
  void an_unknown_radio_is_refused() {
    for (Reading.Radio radio : Reading.Radio.values()) {
      assertEquals(radio, Reading.Radio.ofLabel(radio.label()));
    }
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> Reading.Radio.ofLabel("LAN"));
    assertEquals(
        "radio \"LAN\" must be one of [bluetooth, wifi, lan, unknown]", refusal.getMessage());
  }

  private static Reading.Health failing(List<StreamName> streams) {
    return health(0, streams);
  }

  private static Reading.Health health(long backlog, List<StreamName> failing) {
    return new Reading.Health(
        WALL,
        false,
        Duration.ZERO,
        backlog,
        0,
        0,
        0,
        0,
        0,
        0,
        Duration.ZERO,
        0,
        true,
        Optional.empty(),
        failing);
  }

  @Test
  void people_who_are_shown_are_counted() {
    HeadCount nobody = new HeadCount(0, 0, OptionalInt.empty());
    assertThrows(
        IllegalArgumentException.class,
        () -> new Reading.Presence(WALL, false, nobody, List.of(FRANK), List.of()));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 100.1, Double.NaN})
  void humidity_is_a_percentage(double percent) {
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new Reading.Temperature(
                WALL, false, 20, OptionalDouble.of(percent), OptionalDouble.empty()));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, 1.1e7, Double.NaN})
  void pressure_is_above_nothing(double pascal) {
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new Reading.Temperature(
                WALL, false, 20, OptionalDouble.empty(), OptionalDouble.of(pascal)));
  }

  private static Person named(String name) {
    return new Person(
        name, Optional.empty(), Reading.Radio.LAN, Duration.ZERO, OptionalInt.empty());
  }
}
