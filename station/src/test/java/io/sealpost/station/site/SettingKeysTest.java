package io.sealpost.station.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.protocol.Batching;
import io.sealpost.protocol.Change;
import io.sealpost.protocol.DutyCycle;
import io.sealpost.protocol.OnChange;
import io.sealpost.protocol.StreamChange;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingKeysTest {
  @Test
  void everyKeyBecomesPartOfTheChange() {
    assertEquals(
        new StreamChange(
            Optional.of(Duration.ofSeconds(10)),
            Optional.of(Change.to(new Batching(Duration.ofMinutes(1), 50))),
            Optional.of(Change.to(new OnChange(0.5, Duration.ofHours(1)))),
            Optional.of(new DutyCycle(Duration.ofSeconds(20), Duration.ofSeconds(10)))),
        keys("10s", "1m", "50", "0.5", "1h", "20s", "10s").change());
  }

  @Test
  void offIsSaidAndWhatIsLeftOutHasItsUsualValue() {
    assertEquals(
        new StreamChange(
            Optional.empty(),
            Optional.of(Change.off()),
            Optional.of(Change.off()),
            Optional.empty()),
        keys("", "off", "", "off", "", "", "").change());
    assertEquals(
        new StreamChange(
            Optional.empty(),
            Optional.of(Change.to(new Batching(Batching.USUAL, 20))),
            Optional.of(Change.to(new OnChange(2, OnChange.USUAL))),
            Optional.empty()),
        keys("", "", "20", "2", "", "", "").change());
  }

  @Test
  void laterKeysCountOneByOne() {
    SettingKeys both =
        keys("10s", "", "", "", "30m", "", "").over(keys("1m", "5m", "", "1", "", "", ""));

    assertEquals(keys("10s", "5m", "", "1", "30m", "", ""), both);
  }

  @ParameterizedTest
  @CsvSource({
    "99ms,,,,,,,an interval must be 100ms to 24h",
    ",500ms,,,,,,batch must be 1s to 24h",
    ",soon,,,,,,must be a number and a unit",
    ",off,5,,,,,batch-readings means nothing",
    ",,1,,,,,readings of a batch",
    ",,,much,,,,must be degrees",
    ",,,-1,,,,above 0",
    ",,,NaN,,,,above 0",
    ",,,,5m,,,heartbeat goes with on-change",
    ",,,off,5m,,,heartbeat goes with on-change",
    ",,,1,25h,,,heartbeat must be 1s to 24h",
    ",,,,,20s,,scan and pause are given together",
    ",,,,,1s,1s,scan must be 5s to 1h",
    ",,,,,20s,3m,pause must be 0s to 2m",
    ",,,,,,,must change something"
  })
  void whatIsWrongIsToldByItsName(
      String every,
      String batch,
      String readings,
      String onChange,
      String heartbeat,
      String scan,
      String pause,
      String complaint) {
    SettingKeys keys =
        keys(or(every), or(batch), or(readings), or(onChange), or(heartbeat), or(scan), or(pause));

    IllegalArgumentException fault = assertThrows(IllegalArgumentException.class, keys::change);

    assertTrue(String.valueOf(fault.getMessage()).contains(complaint), fault.getMessage());
  }

  private static String or(String given) {
    return Optional.ofNullable(given).orElse("");
  }

  private static SettingKeys keys(
      String every,
      String batch,
      String readings,
      String onChange,
      String heartbeat,
      String scan,
      String pause) {
    return new SettingKeys(
        duration(every),
        text(batch),
        text(readings).map(Integer::valueOf),
        text(onChange),
        duration(heartbeat),
        duration(scan),
        duration(pause));
  }

  private static Optional<String> text(String given) {
    return Optional.of(given).filter(text -> !text.isEmpty());
  }

  private static Optional<Duration> duration(String given) {
    return text(given).map(DurationText::parse);
  }
}
