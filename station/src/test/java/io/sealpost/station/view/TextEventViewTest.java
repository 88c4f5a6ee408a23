package io.sealpost.station.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.protocol.DeviceId;
import io.sealpost.protocol.DeviceStatus;
import io.sealpost.protocol.Hello;
import io.sealpost.protocol.Person;
import io.sealpost.protocol.Reading;
import io.sealpost.protocol.ReadingTime;
import io.sealpost.protocol.StreamName;
import io.sealpost.station.inbox.Difference;
import io.sealpost.station.inbox.Event;
import io.sealpost.station.inbox.Refusal;
import io.sealpost.station.inbox.Tally;
import io.sealpost.station.testing.FakeDevice;
import io.sealpost.station.testing.FakeTime;
import io.sealpost.station.testing.Samples;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class TextEventViewTest {
  private static final DeviceId DEVICE = new DeviceId("rpi-07");
  private static final StreamName STREAM = new StreamName("temperature");

  private final ByteArrayOutputStream readings = new ByteArrayOutputStream();
  private final ByteArrayOutputStream notices = new ByteArrayOutputStream();
  private final TextEventView view =
      new TextEventView(
          new PrintStream(readings, true, StandardCharsets.UTF_8),
          new PrintStream(notices, true, StandardCharsets.UTF_8),
          ZoneOffset.ofHours(2));

  @Test
  void aReadingHasItsLocalTimeDeviceStreamAndValue() {
    show(temperature(wall(true), false), Optional.of(FakeTime.START.plusMillis(250)));

    assertReading("2026-11-21T12:00:00.25+02:00  rpi-07  temperature  33.02 °C");
  }

  @Test
  void aSimulatedReadingSaysSo() {
    show(temperature(wall(true), true), Optional.of(FakeTime.START));

    assertReading("2026-11-21T12:00:00+02:00  rpi-07  temperature  33.02 °C  SIMULATED");
  }

  @Test
  void aReadingByAClockThatWasNotSynchronisedSaysSo() {
    show(temperature(wall(false), false), Optional.of(FakeTime.START));

    assertReading(
        "2026-11-21T12:00:00+02:00  rpi-07  temperature  33.02 °C  (clock not synchronised)");
  }

  @Test
  void aReadingThatCannotBeDatedTellsItsUptime() {
    ReadingTime since = new ReadingTime.SinceBoot(FakeDevice.BOOT, Duration.ofSeconds(62));
    show(temperature(since, false), Optional.empty());

    assertReading("start+1m 2s  rpi-07  temperature  33.02 °C  (clock not synchronised)");
  }

  @Test
  void whatAClockShowedThatWasNotSetIsToldAsThat() {
    ReadingTime since =
        new ReadingTime.SinceBoot(
            FakeDevice.BOOT, Duration.ofSeconds(62), Optional.of(FakeTime.START));
    show(temperature(since, false), Optional.empty());

    assertReading(
        "start+1m 2s  rpi-07  temperature  33.02 °C"
            + "  (clock not synchronised, it showed 2026-11-21T12:00:00+02:00)");
  }

  @Test
  void aReadingThatWasDatedByItsBootIsAsGoodAsAnyOther() {
    ReadingTime since = new ReadingTime.SinceBoot(FakeDevice.BOOT, Duration.ofSeconds(62));
    show(temperature(since, false), Optional.of(FakeTime.START));

    assertReading("2026-11-21T12:00:00+02:00  rpi-07  temperature  33.02 °C");
  }

  @Test
  void humidityAndPressureComeAlong() {
    show(
        new Reading.Temperature(
            wall(true), false, 21.5, OptionalDouble.of(48.2), OptionalDouble.of(100_650)),
        Optional.of(FakeTime.START));

    assertReading(
        "2026-11-21T12:00:00+02:00  rpi-07  temperature  21.5 °C, 48.2 % humidity, 1006.5 hPa");
  }

  @Test
  void whoIsPresentIsNamedWithoutTrustingTheName() {
    Person phone =
        new Person(
            "Frank's\u200b phone",
            Optional.of("88:29:9C:00:61:A9"),
            Reading.Radio.BLUETOOTH,
            Duration.ofMinutes(5),
            OptionalInt.of(-60));
    Person host =
        new Person(
            "tv", Optional.empty(), Reading.Radio.LAN, Duration.ofHours(25), OptionalInt.empty());
    show(
        new Reading.Presence(wall(true), false, List.of(phone, host)), Optional.of(FakeTime.START));

    assertReading(
        "2026-11-21T12:00:00+02:00  rpi-07  temperature  present: Frank's\\u{200b} phone"
            + " (bluetooth 88:29:9C:00:61:A9 -60 dBm for 5m 0s), tv (lan for 1d 1h)");
  }

  @Test
  void nobodyPresentIsSaidInWords() {
    show(new Reading.Presence(wall(true), false, List.of()), Optional.of(FakeTime.START));

    assertReading("2026-11-21T12:00:00+02:00  rpi-07  temperature  nobody present");
  }

  @Test
  void healthIsTold() {
    show(
        Samples.health(wall(true), Duration.ofHours(3), Optional.empty()),
        Optional.of(FakeTime.START));

    assertReading(
        "2026-11-21T12:00:00+02:00  rpi-07  temperature  up 3h 0m,"
            + " backlog 1 (200 bytes, oldest 7s), dropped 2, journal errors 8, connects 6,"
            + " handshakes 3 full 4 resumed, refused 5, clock synchronised, failing: temperature");
  }

  @Test
  void anAlarmOfTheJournalIsPartOfHealth() {
    show(
        Samples.health(wall(true), Duration.ofHours(3), Optional.of("disk \u202efull")),
        Optional.of(FakeTime.START));

    String line = readings.toString(StandardCharsets.UTF_8);
    assertTrue(line.endsWith("failing: temperature  ALARM: disk \\u{202e}full\n"), line);
  }

  @Test
  void everythingElseIsANotice() {
    view.show(new Event.Gap(DEVICE, STREAM, 5, 1, 3));
    view.show(new Event.Dropped(DEVICE, STREAM, 5, 1, 9, 4, 0));
    view.show(new Event.Dropped(DEVICE, STREAM, 5, 1, 3, 3, 2));
    view.show(new Event.BootDated(DEVICE, FakeDevice.BOOT, FakeTime.START, 7));
    view.show(new Event.StatusChanged(DEVICE, DeviceStatus.OFFLINE));
    view.show(
        new Event.SettingDiffers(
            DEVICE, new Difference(Optional.of(STREAM), "every", "10s", "1m")));
    view.show(new Event.Refused("rpi-07", "temperature", Refusal.NOT_AUTHENTIC, 1));
    view.show(new Event.Refused("", "", Refusal.STRANGE_TOPIC, 7));
    view.show(new Event.MoreRefused(1000));
    view.link("disconnected", "cut\n off");
    view.end(new Tally(1, 2, 3, 4, 5));

    assertEquals("", readings.toString(StandardCharsets.UTF_8));
    assertEquals(
        """
        GAP: rpi-07/temperature: 3 missing, sequence 1 to 3 of epoch 5
        DROPPED: rpi-07/temperature: the device gave up 4, among sequence 1 to 9 of epoch 5
        DROPPED: rpi-07/temperature: the device gave up 3, among sequence 1 to 3 of epoch 5; 2 of them were told as missing before
        rpi-07: boot 0123456789abcdef started at 2026-11-21T12:00:00+02:00: by it 7 readings can be dated that were shown without a date
        rpi-07 is offline, says the broker
        ALARM: rpi-07/temperature: every 10s was asked for, the device reports 1m
        REFUSED: rpi-07/temperature: not authentic
        REFUSED: not a topic of the protocol, 7 messages
        REFUSED: 1000 more messages
        disconnected: cut\\u{a} off
        1 readings, 2 duplicates left out, 3 missing, 4 dropped by devices, 5 refused
        """,
        notices.toString(StandardCharsets.UTF_8));
  }

  @Test
  void aHelloTellsOfItsBacklogItsClockAndItsAlarm() {
    Hello plain =
        FakeDevice.hello(FakeDevice.BOOT, 5, Duration.ofSeconds(3), FakeTime.START, false);
    view.show(new Event.HelloChanged(DEVICE, plain));
    view.show(
        new Event.HelloChanged(
            DEVICE,
            FakeDevice.with(
                plain,
                new Hello.Backlog(
                    9, 800, Optional.of(Duration.ofHours(2)), 0, 0, Optional.of("disk full")))));

    assertEquals(
        """
        rpi-07: sealpost 0.1.0, boot 0123456789abcdef, epoch 5, up 3s, no backlog, clock not synchronised
        rpi-07: sealpost 0.1.0, boot 0123456789abcdef, epoch 5, up 3s, backlog 9 (800 bytes, oldest 2h 0m)  ALARM: disk full, clock not synchronised
        """,
        notices.toString(StandardCharsets.UTF_8));
  }

  @Test
  void anAlarmOfACardSaysWhatWasSeen() {
    Hello known = FakeDevice.hello(FakeDevice.BOOT, 5, Duration.ZERO, FakeTime.START);
    Hello old = FakeDevice.hello(FakeDevice.BOOT, 4, Duration.ZERO, FakeTime.START);
    view.show(new Event.HelloAlarm(DEVICE, Event.HelloAlarm.Kind.ROLLED_BACK, known, old, false));
    view.show(new Event.HelloAlarm(DEVICE, Event.HelloAlarm.Kind.CLONED, known, known, false));

    List<String> lines = notices.toString(StandardCharsets.UTF_8).lines().toList();
    assertEquals(2, lines.size());
    assertStart("ALARM: rpi-07 went back from epoch 5 to 4: its card was", lines.get(0));
    assertStart("ALARM: rpi-07 has two boots in epoch 5, 0123456789abcdef", lines.get(1));
  }

  private static void assertStart(String expected, String line) {
    assertEquals(expected, line.substring(0, Math.min(expected.length(), line.length())));
  }

  private void show(Reading reading, Optional<Instant> taken) {
    view.show(
        new Event.ReadingOpened(
            DEVICE, Optional.empty(), STREAM, Optional.empty(), reading, taken));
  }

  private void assertReading(String line) {
    assertEquals(line + "\n", readings.toString(StandardCharsets.UTF_8));
    assertEquals("", notices.toString(StandardCharsets.UTF_8));
  }

  private static Reading temperature(ReadingTime time, boolean simulated) {
    return new Reading.Temperature(time, simulated, 33.02);
  }

  private static ReadingTime wall(boolean synchronised) {
    return new ReadingTime.Wall(FakeTime.START, synchronised);
  }
}
