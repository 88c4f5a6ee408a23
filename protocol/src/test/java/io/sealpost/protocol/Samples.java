package io.sealpost.protocol;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Messages that several tests use. */
final class Samples {
  static final StreamName TEMPERATURE = new StreamName("temperature");
  static final StreamName DEVICES = new StreamName("devices");
  static final StreamName HEALTH = new StreamName("health");

  static final Instant TAKEN = Instant.parse("2021-02-28T23:38:38.139419Z");
  static final Instant RECEIVED = Instant.parse("2021-02-28T23:38:40.5Z");
  static final BootId BOOT = new BootId("0011223344556677");

  static final ReadingTime WALL = new ReadingTime.Wall(TAKEN, true);
  static final ReadingTime UNSYNCHRONISED = new ReadingTime.Wall(TAKEN, false);
  static final ReadingTime SINCE_BOOT = new ReadingTime.SinceBoot(BOOT, Duration.ofMillis(12_500));

  static final ReadingTime SINCE_BOOT_BY_CLOCK =
      new ReadingTime.SinceBoot(BOOT, Duration.ofMillis(12_500), Optional.of(TAKEN));

  static final Person FRANK =
      new Person(
          "Frank's phone",
          Optional.of("88:29:9C:00:61:A9"),
          Reading.Radio.BLUETOOTH,
          Duration.ofMillis(12_500),
          OptionalInt.of(-67));
  static final Person UNTOLD =
      new Person(
          "Ζωή 📱", Optional.empty(), Reading.Radio.LAN, Duration.ofHours(3), OptionalInt.empty());

  static final StreamSettings SETTINGS =
      new StreamSettings(
          Duration.ofSeconds(10),
          Optional.of(new Batching(Duration.ofMinutes(1), 60)),
          Optional.of(new OnChange(0.5, Duration.ofMinutes(15))),
          Optional.of(new DutyCycle(Duration.ofSeconds(20), Duration.ofSeconds(10))));

  static final StreamChange CHANGE =
      new StreamChange(
          Optional.of(Duration.ofSeconds(10)),
          Optional.of(Change.to(new Batching(Duration.ofMinutes(1), 60))),
          Optional.of(Change.off()),
          Optional.of(new DutyCycle(Duration.ofSeconds(20), Duration.ofSeconds(10))));

  private Samples() {}

  static Reading temperature(ReadingTime time, boolean simulated) {
    return new Reading.Temperature(time, simulated, 33.02);
  }

  static Reading presence(ReadingTime time, boolean simulated, Person... present) {
    return new Reading.Presence(time, simulated, List.of(present));
  }

  static Reading health(ReadingTime time, boolean simulated) {
    return new Reading.Health(
        time,
        simulated,
        Duration.ofMillis(3_600_500),
        2,
        328,
        0,
        1,
        20,
        3,
        21,
        Duration.ofMillis(90_500),
        2,
        true,
        Optional.of("No space left on device"),
        List.of(new StreamName("loft"), TEMPERATURE));
  }

  static Hello hello() {
    return new Hello(
        BOOT,
        7,
        Duration.ofMillis(60_001),
        TAKEN,
        true,
        "sealpost 0.1.0",
        Optional.of("Küche"),
        LogLevel.INFO,
        new Hello.Link(3, 1, 2, 6, Optional.of(Duration.ofSeconds(50)), Optional.of(certificate())),
        new Hello.Backlog(
            4,
            656,
            Optional.of(Duration.ofMillis(90_500)),
            5,
            1,
            Optional.of("No space left on device")),
        List.of(new Hello.BootStart(BOOT, TAKEN)),
        OptionalLong.of(9),
        Map.of(TEMPERATURE, stream()));
  }

  static OwnCertificate certificate() {
    return new OwnCertificate(
        TAKEN.plus(Duration.ofDays(30)), Optional.of("3000"), Optional.of("no answer"));
  }

  static Hello.Stream stream() {
    return new Hello.Stream(
        SETTINGS,
        false,
        "tmp102 at /dev/i2c-1 0x48",
        Optional.of(new Hello.Failure("Remote I/O error", Duration.ofSeconds(59))),
        Optional.of(temperature(WALL, false)),
        OptionalLong.of(41),
        OptionalLong.of(1023),
        List.of(new Hello.Dropped(6, 10, 19, 5)));
  }

  static Command command() {
    return new Command(
        Action.Set.every(TEMPERATURE, Duration.ofSeconds(10)), Duration.ofMillis(123_456));
  }

  static Command wholeCommand() {
    return new Command(
        new Action.Set(Map.of(TEMPERATURE, CHANGE), Optional.of(LogLevel.DEBUG)),
        Duration.ofMillis(123_456));
  }

  static Answer answer() {
    return new Answer(
        5,
        "00ff00ff00ff00ff",
        Answer.Status.OK,
        new Settings(
            Map.of(TEMPERATURE, StreamSettings.every(Duration.ofSeconds(10))), LogLevel.INFO));
  }

  static Answer wholeAnswer() {
    return new Answer(
        5,
        "00ff00ff00ff00ff",
        Answer.Status.RANGE,
        new Settings(
            Map.of(TEMPERATURE, SETTINGS, HEALTH, StreamSettings.every(Duration.ofMinutes(1))),
            LogLevel.INFO),
        Optional.of("interval of temperature is 50ms; limits are 1s to 24h"),
        new Answer.Result.Forgotten(
            List.of(new Answer.Result.Range(TEMPERATURE, new Hello.Dropped(6, 10, 19, 5)))));
  }
}
