package io.sealpost.station.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.protocol.Action;
import io.sealpost.protocol.Answer;
import io.sealpost.protocol.BootId;
import io.sealpost.protocol.Command;
import io.sealpost.protocol.DeviceId;
import io.sealpost.protocol.DeviceStatus;
import io.sealpost.protocol.Hello;
import io.sealpost.protocol.LogLevel;
import io.sealpost.protocol.Reading;
import io.sealpost.protocol.ReadingTime;
import io.sealpost.protocol.Settings;
import io.sealpost.protocol.StreamSettings;
import io.sealpost.station.link.Moment;
import io.sealpost.station.testing.FakeDevice;
import io.sealpost.station.testing.FakeTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CommandExchangeTest {
  private static final String TAG = "aaaaaaaaaaaaaaaa";
  private static final BootId NEXT_BOOT = new BootId("1111111111111111");

  private final CommandExchange exchange =
      new CommandExchange(
          new Request(
              new DeviceId("rpi-07"),
              FakeDevice.TEMPERATURE,
              Duration.ofSeconds(10),
              Duration.ofSeconds(30)));

  @Test
  void theCommandIsSentAtTheFirstHelloAndHoldsUntilTheTimeout() {
    exchange.connected(at(0));

    Step.Send send = send(exchange.hello(hello(FakeDevice.BOOT, 100), at(5)));

    assertEquals(
        new Command(
            Action.Set.every(FakeDevice.TEMPERATURE, Duration.ofSeconds(10)),
            Duration.ofSeconds(130)),
        send.command());
    assertEquals(Duration.ofSeconds(30), exchange.patience(at(5)));
  }

  @Test
  void theAnswerEndsIt() {
    sent();

    assertEquals(
        List.of(new Step.Finish(new Outcome.Answered(answer(1, TAG, Answer.Status.OK)))),
        exchange.answer(answer(1, TAG, Answer.Status.OK)));
  }

  @Test
  void anAnswerWithAnotherTagOrCounterIsNotOurs() {
    sent();

    assertEquals(List.of(), exchange.answer(answer(1, "bbbbbbbbbbbbbbbb", Answer.Status.OK)));
    assertEquals(List.of(), exchange.answer(answer(2, TAG, Answer.Status.OK)));
  }

  @Test
  void anAnswerBeforeAnythingWasSentIsNotOurs() {
    exchange.connected(at(0));

    assertEquals(List.of(), exchange.answer(answer(1, TAG, Answer.Status.OK)));
  }

  @Test
  void silenceUntilTheTimeoutIsNoAnswer() {
    sent();
    exchange.status(DeviceStatus.OFFLINE);

    assertEquals(List.of(), exchange.tick(at(29)));
    assertEquals(
        finish(new Outcome.NoAnswer(Optional.of(DeviceStatus.OFFLINE), Optional.empty())),
        exchange.tick(at(30)));
  }

  @Test
  void aBrokenConnectionAtTheTimeoutIsTold() {
    sent();
    exchange.disconnected("cut off");

    assertEquals(
        finish(new Outcome.NoAnswer(Optional.empty(), Optional.of("cut off"))),
        exchange.tick(at(30)));
  }

  @Test
  void silenceOfTheDeviceBeforeAnythingIsNoHello() {
    exchange.connected(at(0));

    assertEquals(finish(new Outcome.NoHello(Optional.empty())), exchange.tick(at(30)));
  }

  @Test
  void nothingEndsWhileTheFirstConnectionIsBeingMade() {
    assertEquals(List.of(), exchange.tick(at(1000)));
  }

  @Test
  void aFailedFirstConnectionEndsItAndALaterOneDoesNot() {
    assertEquals(finish(new Outcome.Unavailable("refused")), exchange.disconnected("refused"));

    exchange.connected(at(0));
    assertEquals(List.of(), exchange.disconnected("cut off"));
  }

  @Test
  void whatWasNotAcknowledgedIsSentAgainAfterAReconnect() {
    sent();
    exchange.disconnected("cut off");

    assertEquals(List.of(new Step.SendAgain()), exchange.connected(at(3)));
    exchange.delivered();
    assertEquals(List.of(), exchange.connected(at(4)));
  }

  @Test
  void aHelloThatWasKeptForUsMayComeBeforeTheConnectionIsComplete() {
    send(exchange.hello(hello(FakeDevice.BOOT, 100), at(0)));
    exchange.sent(FakeDevice.BOOT, 1, TAG);

    assertEquals(List.of(new Step.SendAgain()), exchange.connected(at(1)));
  }

  @Test
  void anotherHelloOfTheSameBootSendsNothing() {
    sent();

    assertEquals(List.of(), exchange.hello(hello(FakeDevice.BOOT, 110), at(2)));
  }

  @Test
  void aHelloOfAnotherBootSendsTheCommandForItWithinTheSameTimeout() {
    sent();

    Step.Send send = send(exchange.hello(hello(NEXT_BOOT, 1), at(20)));

    assertEquals(NEXT_BOOT, send.hello().boot());
    assertEquals(Duration.ofSeconds(11), send.command().by());
  }

  @Test
  void afterALateAnswerAReadingThatTellsTheUptimeSendsItAnew() {
    sent();
    assertEquals(
        List.of(new Step.ListenToReadings()), exchange.answer(answer(1, TAG, Answer.Status.LATE)));

    assertEquals(List.of(), exchange.reading(reading(NEXT_BOOT, 5000), at(9)));
    Step.Send send = send(exchange.reading(reading(FakeDevice.BOOT, 5000), at(10)));

    assertEquals(Duration.ofSeconds(5020), send.command().by());
  }

  @Test
  void afterALateAnswerANewerHelloSendsItAnew() {
    sent();
    exchange.answer(answer(1, TAG, Answer.Status.LATE));

    Step.Send send = send(exchange.hello(hello(FakeDevice.BOOT, 7001), at(10)));

    assertEquals(Duration.ofSeconds(7021), send.command().by());
  }

  @Test
  void aLateAnswerWithoutNewsOfTheUptimeIsReportedAtTheTimeout() {
    sent();
    exchange.answer(answer(1, TAG, Answer.Status.LATE));

    assertEquals(
        finish(new Outcome.Answered(answer(1, TAG, Answer.Status.LATE))), exchange.tick(at(30)));
  }

  @Test
  void readingsAreNoReasonToSendWhileNothingIsLate() {
    sent();

    assertEquals(List.of(), exchange.reading(reading(FakeDevice.BOOT, 5000), at(10)));
  }

  @Test
  void aReadingBeforeAnyHelloSaysNothing() {
    exchange.connected(at(0));

    assertEquals(List.of(), exchange.reading(reading(FakeDevice.BOOT, 5000), at(1)));
  }

  @Test
  void itIsSentFourTimesAtMost() {
    sent();
    for (int i = 1; i < 4; i++) {
      assertEquals(1, exchange.hello(hello(new BootId("%016x".formatted(i)), 1), at(i)).size());
    }

    assertEquals(List.of(), exchange.hello(hello(NEXT_BOOT, 1), at(5)));
  }

  @Test
  void anInterruptionTellsWhetherTheCommandIsOnItsWay() {
    assertEquals(new Outcome.Interrupted(false), exchange.interrupted());
    sent();
    assertEquals(new Outcome.Interrupted(true), exchange.interrupted());
  }

  private void sent() {
    exchange.connected(at(0));
    exchange.hello(hello(FakeDevice.BOOT, 100), at(0));
    exchange.sent(FakeDevice.BOOT, 1, TAG);
  }

  private static Step.Send send(List<Step> steps) {
    assertEquals(1, steps.size());
    assertTrue(steps.get(0) instanceof Step.Send, steps.toString());
    return (Step.Send) steps.get(0);
  }

  private static List<Step> finish(Outcome outcome) {
    return List.of(new Step.Finish(outcome));
  }

  private static Answer answer(long counter, String tag, Answer.Status status) {
    return new Answer(
        counter,
        tag,
        status,
        new Settings(
            Map.of(FakeDevice.TEMPERATURE, StreamSettings.every(Duration.ofSeconds(10))),
            LogLevel.INFO));
  }

  private static Hello hello(BootId boot, long up) {
    return FakeDevice.hello(boot, 5, Duration.ofSeconds(up), FakeTime.START, false);
  }

  private static Reading reading(BootId boot, long up) {
    return new Reading.Temperature(
        new ReadingTime.SinceBoot(boot, Duration.ofSeconds(up)), false, 20);
  }

  private static Moment at(long second) {
    return new Moment(FakeTime.START.plusSeconds(second), Duration.ofSeconds(second));
  }
}
