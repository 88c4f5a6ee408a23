package io.sealpost.protocol;

import static io.sealpost.protocol.Samples.BOOT;
import static io.sealpost.protocol.Samples.DEVICES;
import static io.sealpost.protocol.Samples.HEALTH;
import static io.sealpost.protocol.Samples.RECEIVED;
import static io.sealpost.protocol.Samples.TEMPERATURE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Packs that our own writer does not write, but others do. */
class SenmlPackTest {
  private static final double TIME = 1614555518.139419;

  @Test
  void base_values_are_resolved() throws DecodeException {
    byte[] pack =
        new CborWriter()
            .array(2)
            .map(7)
            .integer(0)
            .text("ature")
            .integer(2)
            .number(0.5)
            .integer(-1)
            .integer(10)
            .integer(-2)
            .text("temper")
            .integer(-3)
            .number(TIME)
            .integer(-4)
            .text("Cel")
            .integer(-5)
            .integer(20)
            .map(3)
            .integer(0)
            .text("ature")
            .integer(2)
            .integer(-25)
            .integer(6)
            .integer(-60)
            .toByteArray();
    assertEquals(
        List.of(
            new Reading.Temperature(Samples.WALL, false, 20.5),
            new Reading.Temperature(
                new ReadingTime.Wall(Samples.TAKEN.minusSeconds(60), true), false, -5)),
        read(TEMPERATURE, pack));
  }

  @Test
  void a_base_value_alone_is_the_value() throws DecodeException {
    byte[] pack = pack(record(4).number(TIME).integer(-5).integer(21).toByteArray());
    assertEquals(
        List.of(new Reading.Temperature(Samples.WALL, false, 21)), read(TEMPERATURE, pack));
  }

  @Test
  void no_time_is_the_time_of_arrival() throws DecodeException {
    byte[] pack =
        new CborWriter()
            .array(1)
            .map(3)
            .integer(0)
            .text("temperature")
            .integer(1)
            .text("Cel")
            .integer(2)
            .integer(21)
            .toByteArray();
    assertEquals(wall(RECEIVED), read(TEMPERATURE, pack).get(0).time());
  }

  @Test
  void a_small_time_is_relative_to_the_arrival() throws DecodeException {
    assertEquals(wall(RECEIVED.minusMillis(1500)), temperatureAt(-1.5).time());
    assertEquals(wall(RECEIVED.plusSeconds(30)), temperatureAt(30).time());
  }

  @Test
  void the_smallest_absolute_time_is_2_to_the_28() throws DecodeException {
    assertEquals(wall(Instant.ofEpochSecond(1 << 28)), temperatureAt(1 << 28).time());
  }

  @Test
  void an_implausible_time_is_refused() {
    assertThrows(DecodeException.class, () -> temperatureAt(1L << 32));
    assertThrows(DecodeException.class, () -> temperatureAt(1e300));
    assertThrows(DecodeException.class, () -> temperatureAt(Double.NaN));
    assertThrows(DecodeException.class, () -> temperatureAt(Double.NEGATIVE_INFINITY));
    assertThrows(DecodeException.class, () -> temperatureAt(-(1L << 32)));
  }

  @Test
  void unknown_labels_are_ignored() throws DecodeException {
    byte[] pack =
        pack(valued(6).integer(23).text("numbered").text("colour").array(0).toByteArray());
    assertEquals(1, read(TEMPERATURE, pack).size());
  }

  @Test
  void unknown_labels_that_must_be_understood_are_refused() {
    byte[] pack = pack(valued(5).text("colour_").bool(true).toByteArray());
    assertRefused(TEMPERATURE, pack, "\"colour_\" must be understood");
  }

  @Test
  void a_label_that_has_a_number_must_not_be_spelled_out() {
    byte[] pack = pack(valued(5).text("ut").integer(60).toByteArray());
    assertRefused(TEMPERATURE, pack, "\"ut\" must be 7");
  }

  @Test
  void a_version_with_features_that_we_lack_is_refused() {
    byte[] pack = pack(valued(5).integer(-1).integer(26).toByteArray());
    assertRefused(TEMPERATURE, pack, "version must be 10, not 26");
  }

  @Test
  void a_mark_that_says_false_is_refused() {
    byte[] pack = pack(valued(5).text("sim_").bool(false).toByteArray());
    assertRefused(TEMPERATURE, pack, "\"sim_\"");
  }

  @Test
  void half_a_time_since_boot_is_refused() {
    byte[] id = BOOT.bytes();
    assertRefused(TEMPERATURE, pack(untimed(4).text("up_").number(1).toByteArray()), "go together");
    assertRefused(
        TEMPERATURE, pack(untimed(4).text("boot_").bytes(id).toByteArray()), "go together");
    assertRefused(
        TEMPERATURE,
        pack(valued(6).text("up_").number(1).text("boot_").bytes(id).toByteArray()),
        "t goes with unsync");
    assertRefused(
        TEMPERATURE,
        pack(untimed(5).text("up_").number(1).text("boot_").bytes(new byte[7]).toByteArray()),
        "boot id");
    assertRefused(
        TEMPERATURE,
        pack(untimed(5).text("up_").number(-1).text("boot_").bytes(id).toByteArray()),
        "out of range");
  }

  @Test
  void uptime_of_others_may_be_an_integer() throws DecodeException {
    byte[] pack =
        pack(untimed(5).text("up_").integer(3).text("boot_").bytes(BOOT.bytes()).toByteArray());
    assertEquals(
        new ReadingTime.SinceBoot(BOOT, Duration.ofSeconds(3)),
        read(TEMPERATURE, pack).get(0).time());
  }

  @Test
  void another_name_or_unit_or_value_is_refused() {
    byte[] pack = pack(valued(4).toByteArray());
    assertRefused(new StreamName("attic"), pack, "must come first");
    assertRefused(
        TEMPERATURE,
        pack(plain(4, "temperature", "K").integer(2).integer(293).integer(6).integer(0)),
        "unit must be Cel");
    assertRefused(
        TEMPERATURE,
        pack(plain(4, "temperature", "Cel").integer(3).text("warm").integer(6).integer(0)),
        "number is missing");
    assertRefused(
        TEMPERATURE,
        pack(plain(3, "temperature", "Cel").integer(2).number(-300)),
        "at least -273.15");
    assertRefused(
        TEMPERATURE, pack(plain(3, "temperature", "Cel").integer(2).number(Double.NaN)), "finite");
    assertRefused(TEMPERATURE, pack(plain(3, "_", "Cel").integer(2).number(1)), "SenML name");
  }

  @Test
  void an_empty_pack_is_refused() {
    assertRefused(TEMPERATURE, new byte[] {(byte) 0x80}, "at least one record");
  }

  @Test
  void the_first_example_of_the_standard_is_refused_for_the_order_of_its_keys() {
    byte[] pack =
        HexFormat.of()
            .parseHex(
                "81a721781b75726e3a6465763a6f773a313065323037336130313038303036"
                    + "3a22fb41d303a15b00106223614120050067766f6c7461676501615602fb405e066666666666");
    assertRefused(TEMPERATURE, pack, "map key out of order");
  }

  @Test
  void a_presence_that_counts_wrong_is_refused() {
    byte[] oneTooMany =
        new CborWriter()
            .array(4)
            .raw(plain(3, "devices/count", "count").integer(2).integer(0).toByteArray())
            .raw(text("devices/0/name", "x"))
            .raw(text("devices/0/radio", "lan"))
            .raw(plain(3, "devices/0/present_for", "s").integer(2).integer(1).toByteArray())
            .toByteArray();
    assertRefused(DEVICES, oneTooMany, "more than the count");
    assertRefused(
        DEVICES, pack(plain(3, "devices/count", "count").integer(2).integer(65)), "0 to 64");
    assertRefused(
        DEVICES, pack(plain(3, "devices/count", "count").integer(2).integer(-1)), "0 to 64");
    assertRefused(
        DEVICES, pack(plain(3, "devices/count", "count").integer(2).number(0.5)), "whole number");
  }

  @Test
  void a_member_of_another_moment_is_refused() {
    byte[] pack =
        new CborWriter()
            .array(2)
            .raw(plain(3, "devices/count", "count").integer(2).integer(0).toByteArray())
            .map(3)
            .integer(0)
            .text("devices/0/name")
            .integer(3)
            .text("x")
            .integer(6)
            .integer(-5)
            .toByteArray();
    assertRefused(DEVICES, pack, "another time");
  }

  @Test
  void a_value_of_another_type_than_its_label_is_refused() {
    assertRefused(
        TEMPERATURE,
        pack(plain(3, "temperature", "Cel").integer(3).number(21)),
        "\"vs\": expected text");
    assertRefused(
        TEMPERATURE,
        pack(plain(3, "temperature", "Cel").integer(2).text("21")),
        "\"v\": expected a finite number");
    assertRefused(
        TEMPERATURE,
        pack(plain(3, "temperature", "Cel").integer(4).integer(1)),
        "\"vb\": expected true or false");
  }

  @Test
  void two_values_in_one_record_are_refused() {
    assertRefused(
        TEMPERATURE,
        pack(plain(4, "temperature", "Cel").integer(2).number(21).integer(3).text("21")),
        "more than one value");
    assertRefused(
        TEMPERATURE,
        pack(plain(4, "temperature", "Cel").integer(2).number(21).integer(8).bytes(new byte[0])),
        "more than one value");
  }

  @Test
  void a_sum_alone_or_data_is_no_temperature() {
    assertRefused(
        TEMPERATURE,
        pack(plain(3, "temperature", "Cel").integer(5).integer(21)),
        "a number is missing");
    assertRefused(
        TEMPERATURE,
        pack(plain(3, "temperature", "Cel").integer(8).bytes(new byte[] {21})),
        "a number is missing");
  }

  @Test
  void a_failing_stream_that_says_false_is_refused() {
    byte[] pack = new CborCodec().readings(HEALTH, List.of(Samples.health(Samples.WALL, false)));
    assertEquals((byte) 0xf5, pack[pack.length - 1]);
    pack[pack.length - 1] = (byte) 0xf4;
    assertRefused(HEALTH, pack, "\"health/failing/temperature\": must be true");
  }

  @Test
  void a_record_twice_is_refused() {
    byte[] name =
        new CborWriter()
            .map(2)
            .integer(0)
            .text("devices/0/name")
            .integer(3)
            .text("x")
            .toByteArray();
    byte[] pack =
        new CborWriter()
            .array(3)
            .raw(plain(3, "devices/count", "count").integer(2).integer(1).toByteArray())
            .raw(name)
            .raw(name)
            .toByteArray();
    assertRefused(DEVICES, pack, "\"devices/0/name\": repeated");
  }

  @Test
  void a_record_of_another_stream_is_refused() {
    byte[] pack =
        new CborWriter()
            .array(2)
            .raw(plain(3, "devices/count", "count").integer(2).integer(0).toByteArray())
            .raw(plain(3, "temperature", "Cel").integer(2).integer(21).toByteArray())
            .toByteArray();
    assertRefused(DEVICES, pack, "name must begin with \"devices/\"");
    byte[] reverse =
        new CborWriter()
            .array(2)
            .raw(plain(3, "temperature", "Cel").integer(2).integer(21).toByteArray())
            .raw(plain(3, "devices/count", "count").integer(2).integer(0).toByteArray())
            .toByteArray();
    assertRefused(TEMPERATURE, reverse, "name must begin with \"temperature/\"");
  }

  @Test
  void a_health_without_a_figure_is_refused() {
    assertRefused(
        HEALTH,
        pack(plain(3, "health/uptime", "s").integer(2).integer(0)),
        "\"health/backlog_messages\" is missing");
  }

  private static byte[] text(String name, String value) {
    return new CborWriter().map(2).integer(0).text(name).integer(3).text(value).toByteArray();
  }

  private static Reading temperatureAt(double seconds) throws DecodeException {
    CborWriter record = plain(4, "temperature", "Cel").integer(2).integer(21);
    return read(TEMPERATURE, pack(record.integer(6).number(seconds))).get(0);
  }

  // Records of `pairs` labels; those that the caller does not write here, the test adds.
  private static CborWriter plain(int pairs, String name, String unit) {
    return new CborWriter().map(pairs).integer(0).text(name).integer(1).text(unit);
  }

  private static CborWriter record(int pairs) {
    return plain(pairs, "temperature", "Cel").integer(6);
  }

  private static CborWriter untimed(int pairs) {
    return plain(pairs, "temperature", "Cel").integer(2).integer(21);
  }

  private static CborWriter valued(int pairs) {
    return untimed(pairs).integer(6).number(TIME);
  }

  private static byte[] pack(CborWriter record) {
    return pack(record.toByteArray());
  }

  private static byte[] pack(byte[] record) {
    return new CborWriter().array(1).raw(record).toByteArray();
  }

  private static List<Reading> read(StreamName stream, byte[] pack) throws DecodeException {
    return new CborCodec().readings(stream, pack, RECEIVED);
  }

  private static void assertRefused(StreamName stream, byte[] pack, String reason) {
    DecodeException refusal = assertThrows(DecodeException.class, () -> read(stream, pack));
    String message = String.valueOf(refusal.getMessage());
    assertTrue(message.contains(reason), message);
  }

  private static ReadingTime wall(Instant instant) {
    return new ReadingTime.Wall(instant, true);
  }
}
