package io.sealpost.station.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sealpost.protocol.Action;
import io.sealpost.protocol.Answer;
import io.sealpost.protocol.BootId;
import io.sealpost.protocol.Command;
import io.sealpost.protocol.DeviceStatus;
import io.sealpost.protocol.Hello;
import io.sealpost.protocol.LogLevel;
import io.sealpost.protocol.Reading;
import io.sealpost.protocol.ReadingTime;
import io.sealpost.protocol.Settings;
import io.sealpost.protocol.StreamSettings;
import io.sealpost.station.StationException;
import io.sealpost.station.link.Moment;
import io.sealpost.station.testing.FakeDevice;
import io.sealpost.station.testing.FakeTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CommandExchangeTest {
  private static final String KID = "0011223344556677";
  private static final String TAG = "aaaaaaaaaaaaaaaa";
  private static final BootId NEXT_BOOT = new BootId("1111111111111111");

  private static final Terms TERMS = new Terms(Duration.ofSeconds(30), Ending.ALL);
  private static final Action ACTION =
      Action.Set.every(FakeDevice.TEMPERATURE, Duration.ofSeconds(10));

  private CommandExchange exchange = new CommandExchange(new Single(ACTION, true), TERMS);

  @Test
  void theCommandIsSentAtTheFirstHelloAndHoldsUntilTheTimeout() throws StationException {
    exchange.connected(at(0));

    CommandExchange.Order order = order(say(hello(FakeDevice.BOOT, 100), at(5)), at(5));

    assertEquals(new Command(ACTION, Duration.ofSeconds(130)), order.command());
    assertEquals(KID, order.kid());
    assertEquals(Duration.ofSeconds(30), exchange.patience(at(5)));
  }

  @Test
  void theAnswerEndsIt() throws StationException {
    sent();

    assertEquals(
        List.of(new Step.Finish(new Outcome.Answered(answer(1, TAG, Answer.Status.OK)))),
        reply(answer(1, TAG, Answer.Status.OK)));
  }

  @Test
  void anAnswerWithAnotherTagOrCounterIsNotOurs() throws StationException {
    sent();

    assertEquals(List.of(), reply(answer(1, "bbbbbbbbbbbbbbbb", Answer.Status.OK)));
    assertEquals(List.of(), reply(answer(2, TAG, Answer.Status.OK)));
  }

  @Test
  void anAnswerBeforeAnythingWasSentIsNotOurs() throws StationException {
    exchange.connected(at(0));

    assertEquals(List.of(), reply(answer(1, TAG, Answer.Status.OK)));
  }

  @Test
  void silenceUntilTheTimeoutIsNoAnswer() throws StationException {
    sent();
    exchange.status(DeviceStatus.OFFLINE);

    assertEquals(List.of(), exchange.tick(at(29)));
    assertEquals(
        finish(new Outcome.NoAnswer(Optional.of(DeviceStatus.OFFLINE), Optional.empty())),
        exchange.tick(at(30)));
  }

  @Test
  void aBrokenConnectionAtTheTimeoutIsTold() throws StationException {
    sent();
    exchange.disconnected("cut off");

    assertEquals(
        finish(new Outcome.NoAnswer(Optional.empty(), Optional.of("cut off"))),
        exchange.tick(at(30)));
  }

  @Test
  void silenceOfTheDeviceBeforeAnythingIsNoHello() throws StationException {
    exchange.connected(at(0));

    assertEquals(finish(new Outcome.NoHello(Optional.empty())), exchange.tick(at(30)));
  }

  @Test
  void nothingEndsWhileTheFirstConnectionIsBeingMade() throws StationException {
    assertEquals(List.of(), exchange.tick(at(1000)));
  }

  @Test
  void aFailedFirstConnectionEndsItAndALaterOneDoesNot() throws StationException {
    assertEquals(finish(new Outcome.Unavailable("refused")), exchange.disconnected("refused"));

    exchange.connected(at(0));
    assertEquals(List.of(), exchange.disconnected("cut off"));
  }

  @Test
  void whatWasNotAcknowledgedIsSentAgainAfterAReconnect() throws StationException {
    sent();
    exchange.disconnected("cut off");

    assertEquals(List.of(new Step.SendAgain()), exchange.connected(at(3)));
    exchange.delivered();
    assertEquals(List.of(), exchange.connected(at(4)));
  }

  @Test
  void aHelloThatWasKeptForUsMayComeBeforeTheConnectionIsComplete() throws StationException {
    order(say(hello(FakeDevice.BOOT, 100), at(0)), at(0));
    exchange.sent(FakeDevice.BOOT, 1, TAG);

    assertEquals(List.of(new Step.SendAgain()), exchange.connected(at(1)));
  }

  @Test
  void anotherHelloOfTheSameBootSendsNothing() throws StationException {
    sent();

    assertEquals(List.of(), say(hello(FakeDevice.BOOT, 110), at(2)));
  }

  @Test
  void aHelloOfAnotherBootSendsTheCommandForItWithinTheSameTimeout() throws StationException {
    sent();

    CommandExchange.Order order = order(say(hello(NEXT_BOOT, 1), at(20)), at(20));

    assertEquals(NEXT_BOOT, order.hello().boot());
    assertEquals(Duration.ofSeconds(11), order.command().by());
  }

  @Test
  void afterALateAnswerAReadingThatTellsTheUptimeSendsItAnew() throws StationException {
    sent();
    assertEquals(List.of(new Step.ListenToReadings()), reply(answer(1, TAG, Answer.Status.LATE)));

    assertEquals(List.of(), exchange.reading(reading(NEXT_BOOT, 5000), at(9)));
    CommandExchange.Order order =
        order(exchange.reading(reading(FakeDevice.BOOT, 5000), at(10)), at(10));

    assertEquals(Duration.ofSeconds(5020), order.command().by());
  }

  @Test
  void afterALateAnswerANewerHelloSendsItAnew() throws StationException {
    sent();
    reply(answer(1, TAG, Answer.Status.LATE));

    CommandExchange.Order order = order(say(hello(FakeDevice.BOOT, 7001), at(10)), at(10));

    assertEquals(Duration.ofSeconds(7021), order.command().by());
  }

  @Test
  void aLateAnswerWithoutNewsOfTheUptimeIsReportedAtTheTimeout() throws StationException {
    sent();
    reply(answer(1, TAG, Answer.Status.LATE));

    assertEquals(
        finish(new Outcome.Answered(answer(1, TAG, Answer.Status.LATE))), exchange.tick(at(30)));
  }

  @Test
  void readingsAreNoReasonToSendWhileNothingIsLate() throws StationException {
    sent();

    assertEquals(List.of(), exchange.reading(reading(FakeDevice.BOOT, 5000), at(10)));
  }

  @Test
  void aReadingBeforeAnyHelloSaysNothing() throws StationException {
    exchange.connected(at(0));

    assertEquals(List.of(), exchange.reading(reading(FakeDevice.BOOT, 5000), at(1)));
  }

  @Test
  void itIsSentFourTimesAtMost() throws StationException {
    sent();
    for (int i = 1; i < 4; i++) {
      BootId boot = new BootId("%016x".formatted(i));
      order(say(hello(boot, 1), at(i)), at(i));
      exchange.sent(boot, 1, TAG);
    }

    assertEquals(List.of(), say(hello(NEXT_BOOT, 1), at(5)));
  }

  @Test
  void anInterruptionTellsWhetherTheCommandIsOnItsWay() throws StationException {
    assertEquals(new Outcome.Interrupted(false), exchange.interrupted());
    sent();
    assertEquals(new Outcome.Interrupted(true), exchange.interrupted());
  }

  @Test
  void theNextCommandFollowsTheAnswerWithATimeoutOfItsOwn() throws StationException {
    exchange = new CommandExchange(new Chain(List.of(ACTION, new Action.Get())), TERMS);
    sent();

    CommandExchange.Order order = order(reply(answer(1, TAG, Answer.Status.OK)), at(20));

    assertEquals(new Action.Get(), order.command().action());
    assertEquals(Duration.ofSeconds(150), order.command().by());
    exchange.sent(FakeDevice.BOOT, 2, TAG);
    assertEquals(1, reply(answer(2, TAG, Answer.Status.OK)).size());
  }

  @Test
  void anotherBootOrAnotherKeyBeginsTheErrandAnew() throws StationException {
    exchange = new CommandExchange(new Chain(List.of(ACTION, new Action.Get())), TERMS);
    sent();
    order(reply(answer(1, TAG, Answer.Status.OK)), at(1));

    assertEquals(ACTION, order(say(hello(NEXT_BOOT, 1), at(2)), at(2)).command().action());
    List<Step> steps = exchange.hello(hello(NEXT_BOOT, 2), "another", at(3));
    assertEquals("another", order(steps, at(3)).kid());
  }

  @Test
  void nothingToAskEndsItAtTheHello() throws StationException {
    exchange = new CommandExchange(new Chain(List.of()), TERMS);
    exchange.connected(at(0));

    assertEquals(finish(new Outcome.Nothing()), say(hello(FakeDevice.BOOT, 100), at(0)));
  }

  @Test
  void aRestartIsOverInTheNextBoot() throws StationException {
    exchange = new CommandExchange(new Restarting(), TERMS);
    sent();
    Answer done = answer(1, TAG, Answer.Status.OK);

    assertEquals(List.of(), reply(done));
    assertEquals(finish(new Outcome.Answered(done)), say(hello(NEXT_BOOT, 1), at(9)));
  }

  @Test
  void aDeviceThatDoesNotComeBackIsTold() throws StationException {
    exchange = new CommandExchange(new Restarting(), TERMS);
    sent();
    Answer done = answer(1, TAG, Answer.Status.OK);
    reply(done);

    assertEquals(finish(new Outcome.NotBack(done)), exchange.tick(at(30)));
  }

  @Test
  void whoWaitsForGoodTriesAgainAtTheNextHello() throws StationException {
    exchange =
        new CommandExchange(
            new Single(ACTION, false), new Terms(Duration.ofSeconds(30), Ending.ANSWERED));
    sent();

    assertEquals(List.of(), exchange.tick(at(30)));
    assertEquals(List.of(), exchange.tick(at(300)));
    Duration by = order(say(hello(FakeDevice.BOOT, 400), at(300)), at(300)).command().by();
    assertEquals(Duration.ofSeconds(430), by);
  }

  @Test
  void whoNeverEndsBeginsAnewAtEveryNewerHello() throws StationException {
    exchange =
        new CommandExchange(
            new Single(ACTION, false), new Terms(Duration.ofSeconds(30), Ending.NEVER));
    assertEquals(List.of(), exchange.disconnected("refused"));
    sent();
    assertEquals(List.of(), reply(answer(1, TAG, Answer.Status.OK)));

    assertEquals(List.of(), say(hello(FakeDevice.BOOT, 100), at(5)));
    order(say(FakeDevice.after(1, hello(FakeDevice.BOOT, 160)), at(60)), at(60));
  }

  @Test
  void aHelloFromBeforeTheNewestAnswerDoesNotBeginAnything() throws StationException {
    exchange =
        new CommandExchange(
            new Single(ACTION, false), new Terms(Duration.ofSeconds(30), Ending.NEVER));
    sent();
    assertEquals(List.of(), reply(answer(1, TAG, Answer.Status.OK)));

    assertEquals(List.of(), say(hello(FakeDevice.BOOT, 101), at(5)));
    order(say(hello(NEXT_BOOT, 1), at(60)), at(60));
  }

  @Test
  void whatMustNotBeObeyedTwiceIsNotAskedAgainUnderAnotherKeyOfTheBoot() throws StationException {
    exchange = new CommandExchange(new Once(new Action.Forget()), TERMS);
    sent();

    assertEquals(
        List.of(new Step.Finish(new Outcome.Nothing())),
        exchange.hello(hello(FakeDevice.BOOT, 120), "8899aabbccddeeff", at(10)));
  }

  @Test
  void whatWaitedForItsTurnBeyondItsTimeIsNotSent() throws StationException {
    sent();
    assertEquals(List.of(new Step.Send()), say(hello(NEXT_BOOT, 1), at(20)));

    assertEquals(List.of(), exchange.tick(at(31)));
    assertEquals(Optional.empty(), exchange.order(at(31)));
    assertEquals(1, exchange.tick(at(31)).size());
  }

  /** One action after the other. */
  private record Chain(List<Action> actions, AtomicInteger asked) implements Errand {
    private Chain(List<Action> actions) {
      this(actions, new AtomicInteger());
    }

    @Override
    public Optional<Action> start(Hello hello, String kid) {
      asked.set(0);
      return next();
    }

    @Override
    public Optional<Action> answered(Answer answer, String kid) {
      return next();
    }

    private Optional<Action> next() {
      return asked.get() < actions.size()
          ? Optional.of(actions.get(asked.getAndIncrement()))
          : Optional.empty();
    }
  }

  private void sent() throws StationException {
    exchange.connected(at(0));
    order(say(hello(FakeDevice.BOOT, 100), at(0)), at(0));
    exchange.sent(FakeDevice.BOOT, 1, TAG);
  }

  private List<Step> say(Hello hello, Moment now) throws StationException {
    return exchange.hello(hello, KID, now);
  }

  private List<Step> reply(Answer answer) throws StationException {
    return exchange.answer(answer, KID);
  }

  private CommandExchange.Order order(List<Step> steps, Moment now) {
    assertEquals(List.of(new Step.Send()), steps);
    return exchange.order(now).orElseThrow();
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
