package io.sealpost.station.desired;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sealpost.protocol.Action;
import io.sealpost.protocol.Answer;
import io.sealpost.protocol.DeviceId;
import io.sealpost.protocol.Hello;
import io.sealpost.protocol.LogLevel;
import io.sealpost.protocol.Settings;
import io.sealpost.protocol.StreamChange;
import io.sealpost.protocol.StreamName;
import io.sealpost.protocol.StreamSettings;
import io.sealpost.station.StationException;
import io.sealpost.station.store.Desired;
import io.sealpost.station.store.StationStore;
import io.sealpost.station.testing.FakeDevice;
import io.sealpost.station.testing.FakeTime;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DesiredErrandTest {
  private static final DeviceId DEVICE = new DeviceId("rpi-07");
  private static final Duration TEN = Duration.ofSeconds(10);
  private static final Action.Set INTERVAL = Action.Set.every(FakeDevice.TEMPERATURE, TEN);
  private static final Action.Set LOG = new Action.Set(Map.of(), Optional.of(LogLevel.DEBUG));
  private static final Action.Set BOTH =
      new Action.Set(INTERVAL.streams(), Optional.of(LogLevel.DEBUG));

  @TempDir private Path folder = Path.of("");

  private StationStore store = new StationStore(Path.of("unused"));
  private DesiredErrand errand = new DesiredErrand(store, DEVICE);

  @BeforeEach
  void wish() throws StationException {
    store = new StationStore(folder);
    errand = new DesiredErrand(store, DEVICE);
    want(Desired.of(BOTH));
  }

  @Test
  void whatDiffersIsSentAndThenNothingMore() throws StationException {
    assertEquals(Optional.of(BOTH), errand.start(hello(), ""));

    assertEquals(Optional.empty(), answered(Answer.Status.OK, TEN, LogLevel.DEBUG));
    assertEquals(List.of(), errand.refusals());
  }

  @Test
  void whatDoesNotDifferIsNotSent() throws StationException {
    want(Desired.of(Action.Set.every(FakeDevice.TEMPERATURE, Duration.ofMinutes(1))));

    assertEquals(Optional.empty(), errand.start(hello(), ""));
  }

  @Test
  void anotherWishThatCameMeanwhileIsSentAfterTheAnswer() throws StationException {
    errand.start(hello(), "");
    want(Desired.of(Action.Set.every(FakeDevice.TEMPERATURE, Duration.ofSeconds(20))));

    assertEquals(
        Optional.of(Action.Set.every(FakeDevice.TEMPERATURE, Duration.ofSeconds(20))),
        answered(Answer.Status.OK, TEN, LogLevel.DEBUG));
  }

  @Test
  void whatAnotherStationBroughtAboutIsNotSentAgain() throws StationException {
    errand.start(hello(), "");

    assertEquals(Optional.empty(), answered(Answer.Status.SUPERSEDED, TEN, LogLevel.DEBUG));
  }

  @ParameterizedTest
  @EnumSource(
      value = Answer.Status.class,
      names = {"RANGE", "UNKNOWN_STREAM", "UNSUPPORTED", "MALFORMED"})
  void aRefusedCommandIsSentInPiecesAndOnlyTheRefusedPieceIsGivenUp(Answer.Status refusal)
      throws StationException {
    errand.start(hello(), "");

    assertEquals(Optional.of(INTERVAL), answered(refusal, Duration.ofMinutes(1), LogLevel.INFO));
    assertEquals(Optional.of(LOG), answered(refusal, Duration.ofMinutes(1), LogLevel.INFO));
    assertEquals(
        Optional.empty(), answered(Answer.Status.OK, Duration.ofMinutes(1), LogLevel.DEBUG));

    assertEquals(
        List.of(INTERVAL), errand.refusals().stream().map(DesiredErrand.Refusal::set).toList());
    assertEquals(Desired.of(LOG), store.ledger(DEVICE).desired());
  }

  @ParameterizedTest
  @EnumSource(
      value = Answer.Status.class,
      names = {"LATE", "FAILED"})
  void whatMayGoBetterNextTimeStaysDesired(Answer.Status status) throws StationException {
    errand.start(hello(), "");

    assertEquals(Optional.empty(), answered(status, Duration.ofMinutes(1), LogLevel.INFO));
    assertEquals(Desired.of(BOTH), store.ledger(DEVICE).desired());
  }

  @Test
  void aDeviceThatSaysYesAndDoesNothingIsNotAskedWithoutEnd() throws StationException {
    errand.start(hello(), "");

    assertEquals(
        Optional.empty(), answered(Answer.Status.OK, Duration.ofMinutes(1), LogLevel.INFO));
  }

  @Test
  void whatTheDeviceHasNotGotIsTold() throws StationException {
    want(
        new Desired(Map.of(new StreamName("humidity"), StreamChange.every(TEN)), Optional.empty()));

    assertEquals(Optional.empty(), errand.start(hello(), ""));
    assertEquals(Set.of("it has no stream \"humidity\""), errand.impossible());
  }

  private void want(Desired desired) throws StationException {
    store.want(Map.of(DEVICE, desired));
  }

  private Optional<Action> answered(Answer.Status status, Duration interval, LogLevel level)
      throws StationException {
    Settings settings =
        new Settings(Map.of(FakeDevice.TEMPERATURE, StreamSettings.every(interval)), level);
    return errand.answered(new Answer(1, "aaaaaaaaaaaaaaaa", status, settings), "");
  }

  private static Hello hello() {
    return FakeDevice.hello(FakeDevice.BOOT, 5, Duration.ZERO, FakeTime.START);
  }
}
