package io.sealpost.station.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sealpost.protocol.Action;
import io.sealpost.protocol.Batching;
import io.sealpost.protocol.Change;
import io.sealpost.protocol.DutyCycle;
import io.sealpost.protocol.LogLevel;
import io.sealpost.protocol.OnChange;
import io.sealpost.protocol.Settings;
import io.sealpost.protocol.StreamChange;
import io.sealpost.protocol.StreamName;
import io.sealpost.protocol.StreamSettings;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DesiredTest {
  private static final StreamName STREAM = new StreamName("temperature");
  private static final Duration TEN = Duration.ofSeconds(10);
  private static final Batching BATCH = new Batching(Duration.ofMinutes(1), 100);
  private static final DutyCycle DUTY = new DutyCycle(Duration.ofSeconds(20), TEN);

  @Test
  void onlyWhatDiffersIsMissing() {
    Desired desired =
        new Desired(
            Map.of(
                STREAM,
                new StreamChange(
                    Optional.of(TEN),
                    Optional.of(Change.to(BATCH)),
                    Optional.of(Change.off()),
                    Optional.empty())),
            Optional.of(LogLevel.DEBUG));

    assertEquals(
        Optional.of(
            new Action.Set(
                Map.of(
                    STREAM,
                    new StreamChange(
                        Optional.empty(),
                        Optional.of(Change.to(BATCH)),
                        Optional.empty(),
                        Optional.empty())),
                Optional.empty())),
        desired.missing(reported(StreamSettings.every(TEN), LogLevel.DEBUG)));
  }

  @Test
  void whatIsToBeOffAndIsNotIsMissing() {
    OnChange report = new OnChange(0.5, Duration.ofMinutes(15));
    StreamSettings present =
        new StreamSettings(TEN, Optional.of(BATCH), Optional.of(report), Optional.empty());
    StreamChange off =
        new StreamChange(
            Optional.empty(),
            Optional.of(Change.off()),
            Optional.of(Change.off()),
            Optional.empty());
    Desired desired = new Desired(Map.of(STREAM, off), Optional.empty());

    Action.Set missing = desired.missing(reported(present, LogLevel.INFO)).orElseThrow();

    assertEquals(Map.of(STREAM, off), missing.streams());
    assertEquals(Optional.empty(), desired.missing(reported(present, LogLevel.INFO).with(missing)));
  }

  @Test
  void whatADeviceHasNotGotIsNotMissingButImpossible() {
    StreamName other = new StreamName("humidity");
    StreamChange duty =
        new StreamChange(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(DUTY));
    Desired desired =
        new Desired(Map.of(STREAM, duty, other, StreamChange.every(TEN)), Optional.empty());
    Settings reported = reported(StreamSettings.every(TEN), LogLevel.INFO);

    assertEquals(Optional.empty(), desired.missing(reported));
    assertEquals(
        Set.of("it has no stream \"humidity\"", "stream \"temperature\" has no scanner"),
        desired.impossible(reported));
  }

  @Test
  void aLaterWishCountsAndWhatItDoesNotNameStays() {
    Action.Set batch =
        new Action.Set(
            Map.of(
                STREAM,
                new StreamChange(
                    Optional.empty(),
                    Optional.of(Change.to(BATCH)),
                    Optional.empty(),
                    Optional.empty())),
            Optional.of(LogLevel.WARN));
    Desired both = Desired.of(Action.Set.every(STREAM, TEN)).with(batch);

    assertEquals(
        Map.of(
            STREAM,
            new StreamChange(
                Optional.of(TEN),
                Optional.of(Change.to(BATCH)),
                Optional.empty(),
                Optional.empty())),
        both.streams());
    assertEquals(Optional.of(LogLevel.WARN), both.log());
  }

  @Test
  void onlyWhatWasRefusedAndIsStillDesiredIsGivenUp() {
    Action.Set refused =
        new Action.Set(Map.of(STREAM, StreamChange.every(TEN)), Optional.of(LogLevel.TRACE));

    assertEquals(Desired.NOTHING, Desired.of(refused).without(refused));
    Desired other =
        new Desired(
            Map.of(STREAM, StreamChange.every(Duration.ofSeconds(20))), Optional.of(LogLevel.WARN));
    assertEquals(other, other.without(refused));
    StreamChange more =
        new StreamChange(
            Optional.of(TEN), Optional.of(Change.to(BATCH)), Optional.empty(), Optional.empty());
    Desired rest = new Desired(Map.of(STREAM, more), Optional.empty()).without(refused);
    StreamChange batch =
        new StreamChange(
            Optional.empty(), Optional.of(Change.to(BATCH)), Optional.empty(), Optional.empty());
    assertEquals(Map.of(STREAM, batch), rest.streams());
  }

  private static Settings reported(StreamSettings stream, LogLevel level) {
    return new Settings(Map.of(STREAM, stream), level);
  }
}
