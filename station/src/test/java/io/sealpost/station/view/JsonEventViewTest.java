package io.sealpost.station.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.crypto.Counter;
import io.sealpost.protocol.BootId;
import io.sealpost.protocol.Deafness;
import io.sealpost.protocol.DeviceId;
import io.sealpost.protocol.DeviceStatus;
import io.sealpost.protocol.HeadCount;
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
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class JsonEventViewTest {
  private static final DeviceId DEVICE = new DeviceId("rpi-07");
  private static final StreamName STREAM = new StreamName("devices");

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final JsonEventView view =
      new JsonEventView(new PrintStream(out, true, StandardCharsets.UTF_8));

  @Test
  void aSimulatedReadingFromBeforeTheClockWasSetSaysBoth() {
    ReadingTime since =
        new ReadingTime.SinceBoot(
            FakeDevice.BOOT, Duration.ofMillis(3001), Optional.of(Instant.ofEpochSecond(1L << 30)));
    reading(new Reading.Temperature(since, true, -1.5));

    assertLine(
        "{\"event\":\"reading\",\"device\":\"rpi-07\",\"name\":\"K\",\"stream\":\"devices\","
            + "\"synchronised\":false,\"simulated\":true,\"epoch\":5,\"sequence\":6,"
            + "\"boot\":\"0123456789abcdef\",\"uptime_s\":3.001,"
            + "\"clock\":\"2004-01-10T13:37:04Z\",\"value\":-1.5,\"unit\":\"Cel\"}");
  }

  @Test
  void whoIsPresentIsAList() {
    reading(
        new Reading.Presence(
            new ReadingTime.Wall(FakeTime.START, true),
            false,
            List.of(
                new Person(
                    "tv",
                    Optional.empty(),
                    Reading.Radio.LAN,
                    Duration.ofMinutes(1),
                    OptionalInt.of(-60)))));

    assertLine(
        "{\"event\":\"reading\",\"device\":\"rpi-07\",\"name\":\"K\",\"stream\":\"devices\","
            + "\"synchronised\":true,\"simulated\":false,\"epoch\":5,\"sequence\":6,"
            + "\"present\":[{\"name\":\"tv\",\"radio\":\"lan\",\"rssi_dbm\":-60,"
            + "\"present_for_s\":60.0}],\"others\":[],\"count\":1,\"unsure\":0,\"deaf\":[]}");
  }

  @Test
  void humidityAndPressureAreKeysOfTheirOwn() {
    reading(
        new Reading.Temperature(
            new ReadingTime.Wall(FakeTime.START, true),
            false,
            21.5,
            OptionalDouble.of(48.2),
            OptionalDouble.of(100_650)));

    assertTrue(
        json()
            .contains(
                "\"value\":21.5,\"unit\":\"Cel\",\"humidity_percent\":48.2,"
                    + "\"pressure_pa\":100650.0"),
        json());
  }

  @Test
  void whoIsAwayAndWhatIsDeafAreTold() {
    Person away =
        new Person(
            "Anna",
            Person.State.ABSENT,
            true,
            Optional.empty(),
            Reading.Radio.BLUETOOTH,
            Duration.ofMinutes(6),
            OptionalInt.empty(),
            OptionalInt.of(60));
    reading(
        new Reading.Presence(
            new ReadingTime.Wall(FakeTime.START, true),
            false,
            new HeadCount(0, 0, OptionalInt.of(3)),
            List.of(away),
            List.of(new Deafness("wlan0", Duration.ofSeconds(35)))));

    assertTrue(
        json()
            .contains(
                "\"present\":[],\"others\":[{\"name\":\"Anna\",\"radio\":\"bluetooth\","
                    + "\"confidence\":60,\"state\":\"absent\",\"state_for_s\":360.0}],"
                    + "\"count\":0,\"unsure\":0,\"strangers\":3,"
                    + "\"deaf\":[{\"scanner\":\"wlan0\",\"deaf_for_s\":35.0}]"),
        json());
  }

  @Test
  void healthIsAnObject() {
    reading(
        Samples.health(
            new ReadingTime.Wall(FakeTime.START, true),
            Duration.ofSeconds(9),
            Optional.of("disk full")));

    assertLine(
        "{\"event\":\"reading\",\"device\":\"rpi-07\",\"name\":\"K\",\"stream\":\"devices\","
            + "\"synchronised\":true,\"simulated\":false,\"epoch\":5,\"sequence\":6,"
            + "\"health\":{\"uptime_s\":9.0,\"backlog_messages\":1,\"backlog_bytes\":200,"
            + "\"backlog_oldest_s\":7.0,\"dropped\":2,\"journal_errors\":8,"
            + "\"alarm\":\"disk full\",\"synchronised\":true,\"connects\":6,"
            + "\"handshakes_full\":3,\"handshakes_resumed\":4,\"refused\":5,"
            + "\"failing\":[\"temperature\"]}}");
  }

  @Test
  void everyOtherEventIsAnObjectToo() {
    Hello known = FakeDevice.hello(FakeDevice.BOOT, 5, Duration.ZERO, FakeTime.START);
    Hello seen = FakeDevice.hello(new BootId("1111111111111111"), 5, Duration.ZERO, FakeTime.START);
    view.show(new Event.Gap(DEVICE, STREAM, 5, 1, 3));
    view.show(new Event.Dropped(DEVICE, STREAM, 5, 1, 9, 4, 3));
    view.show(new Event.BootDated(DEVICE, FakeDevice.BOOT, FakeTime.START, 7));
    view.show(new Event.StatusChanged(DEVICE, DeviceStatus.DEGRADED));
    view.show(new Event.HelloAlarm(DEVICE, Event.HelloAlarm.Kind.CLONED, known, seen, false));
    view.show(
        new Event.SettingDiffers(
            DEVICE, new Difference(Optional.of(STREAM), "every", "10s", "1m")));
    view.show(new Event.Refused("rpi-07", "devices", Refusal.NO_KEY, 2));
    view.show(new Event.MoreRefused(9));
    view.link("disconnected", "cut off");
    view.link("connected", "");
    view.end(new Tally(1, 2, 3, 4, 5));

    assertEquals(
        """
        {"event":"gap","device":"rpi-07","stream":"devices","epoch":5,"first":1,"last":3,"missing":3}
        {"event":"dropped","device":"rpi-07","stream":"devices","epoch":5,"first":1,"last":9,"count":4,"reported_missing":3}
        {"event":"boot-dated","device":"rpi-07","boot":"0123456789abcdef","started":"2026-11-21T10:00:00Z","readings":7}
        {"event":"status","device":"rpi-07","status":"degraded"}
        {"event":"alarm","alarm":"cloned","device":"rpi-07","known_epoch":5,"known_boot":"0123456789abcdef","seen_epoch":5,"seen_boot":"1111111111111111","old_key":false,"advice":"ADVICE"}
        {"event":"alarm","alarm":"setting-differs","device":"rpi-07","stream":"devices","setting":"every","desired":"10s","reported":"1m"}
        {"event":"refused","device":"rpi-07","stream":"devices","reason":"no-key","count":2}
        {"event":"refused","count":9}
        {"event":"link","state":"disconnected","detail":"cut off"}
        {"event":"link","state":"connected"}
        {"event":"end","readings":1,"duplicates":2,"missing":3,"dropped":4,"refused":5}
        """,
        out.toString(StandardCharsets.UTF_8)
            .replaceAll("\"advice\":\".*\"}", "\"advice\":\"ADVICE\"}"));
  }

  @Test
  void aHelloCarriesAllThatTheDeviceSays() {
    view.show(
        new Event.HelloChanged(
            DEVICE, FakeDevice.hello(FakeDevice.BOOT, 5, Duration.ZERO, FakeTime.START)));

    assertLine(
        "{\"event\":\"hello\",\"device\":\"rpi-07\",\"name\":\"K\\u00FCche\","
            + "\"software\":\"sealpost 0.1.0\",\"boot\":\"0123456789abcdef\",\"epoch\":5,"
            + "\"uptime_s\":0.0,\"clock\":\"2026-11-21T10:00:00Z\",\"synchronised\":true,\"log\":\"info\","
            + "\"link\":{\"connects\":3,\"handshakes_full\":1,\"handshakes_resumed\":2,"
            + "\"refused\":0},\"backlog\":{\"messages\":0,"
            + "\"bytes\":0,\"dropped\":0,\"errors\":0},"
            + "\"boots\":[{\"boot\":\"0123456789abcdef\",\"started\":\"2026-11-21T10:00:00Z\"}],"
            + "\"streams\":{\"temperature\":"
            + "{\"interval_s\":60.0,\"simulated\":false,\"source\":\"thermal zone cpu-thermal\"}}}");
  }

  private void reading(Reading reading) {
    view.show(
        new Event.ReadingOpened(
            DEVICE,
            Optional.of("K"),
            STREAM,
            Optional.of(new Counter(5, 6)),
            reading,
            Optional.empty()));
  }

  private String json() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private void assertLine(String line) {
    assertEquals(line + "\n", json());
  }
}
