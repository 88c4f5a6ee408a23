package io.sealpost.device.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.sealpost.crypto.Counter;
import io.sealpost.crypto.Format;
import io.sealpost.crypto.RefusedException;
import io.sealpost.crypto.Verdict;
import io.sealpost.device.TestClock;
import io.sealpost.device.TestConfig;
import io.sealpost.device.clock.Moment;
import io.sealpost.device.control.Decision.Drop;
import io.sealpost.device.control.Decision.Obey;
import io.sealpost.device.control.Decision.Reason;
import io.sealpost.device.control.Decision.Refuse;
import io.sealpost.device.control.Decision.Repeat;
import io.sealpost.protocol.Action;
import io.sealpost.protocol.Answer;
import io.sealpost.protocol.Answer.Status;
import io.sealpost.protocol.Command;
import io.sealpost.protocol.LogLevel;
import io.sealpost.protocol.Settings;
import io.sealpost.protocol.StreamChange;
import io.sealpost.protocol.StreamName;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ControlPolicyTest {
  private static final long EPOCH = 7;
  private static final StreamName A = new StreamName("a");
  private static final StreamName B = new StreamName("b");
  private static final Duration UPTIME = Duration.ofSeconds(1000);
  private static final Moment NOW = TestClock.at(UPTIME);
  private static final String TAG = "00112233aabbccdd";
  private static final String OTHER_TAG = "ffffffffffffffff";
  private static final Map<StreamName, Duration> TEN_SECONDS = Map.of(A, Duration.ofSeconds(10));

  private final ControlPolicy policy =
      new ControlPolicy(EPOCH, new CommandLimits(TestConfig.of(Format.COSE_1)));

  private static Action set(Map<StreamName, Duration> intervals) {
    Map<StreamName, StreamChange> changes = new HashMap<>();
    intervals.forEach((stream, each) -> changes.put(stream, StreamChange.every(each)));
    return new Action.Set(changes, Optional.empty());
  }

  private static Command command(Map<StreamName, Duration> intervals) {
    return new Command(set(intervals), UPTIME.plusSeconds(30));
  }

  private static Delivery counted(long counter, String tag, Optional<Command> command) {
    return new Delivery.Authentic(new Order.Counted(new Counter(EPOCH, counter)), tag, command);
  }

  private static Delivery counted(long counter) {
    return counted(counter, TAG, Optional.of(command(TEN_SECONDS)));
  }

  private static Delivery dated(Instant sealedAt, Verdict verdict, String tag) {
    return new Delivery.Authentic(
        new Order.Dated(sealedAt, verdict), tag, Optional.of(command(TEN_SECONDS)));
  }

  private static Answer answer(long counter, String tag, Status status) {
    return new Answer(counter, tag, status, new Settings(Map.of(), LogLevel.INFO));
  }

  private static ControlState after(long counter, String tag) {
    return ControlState.NONE.answered(counter, answer(counter, tag, Status.OK));
  }

  private static Status status(Decision decision) {
    return decision instanceof Refuse refuse ? refuse.status() : Status.OK;
  }

  private Decision decide(Delivery delivery) {
    return policy.decide(delivery, ControlState.NONE, NOW);
  }

  private Decision decide(Map<StreamName, Duration> intervals) {
    return decide(counted(1, TAG, Optional.of(command(intervals))));
  }

  @Test
  void obeysACommandOfTheStation() {
    assertEquals(new Obey(set(TEN_SECONDS)), decide(counted(0)));
  }

  @Test
  void obeysAllOfACommand() {
    Map<StreamName, Duration> both = Map.of(A, Duration.ofSeconds(1), B, Duration.ofHours(1));
    assertEquals(new Obey(set(both)), decide(both));
  }

  @Test
  void dropsWhatTheBrokerHadKept() {
    assertEquals(new Drop(Reason.RETAINED), decide(new Delivery.Retained()));
  }

  @ParameterizedTest
  @EnumSource(RefusedException.Reason.class)
  void dropsWhatDoesNotOpen(RefusedException.Reason reason) {
    assertEquals(new Drop(Reason.NOT_AUTHENTIC), decide(new Delivery.Sealed(reason)));
  }

  @ParameterizedTest
  @CsvSource({"6", "8", "0", "4294967295"})
  void dropsWhatIsForAnotherEpoch(long epoch) {
    Delivery delivery =
        new Delivery.Authentic(
            new Order.Counted(new Counter(epoch, 1)), TAG, Optional.of(command(TEN_SECONDS)));
    assertEquals(new Drop(Reason.OTHER_EPOCH), decide(delivery));
  }

  @Test
  void givesTheSameAnswerToTheSameCommandAgain() {
    Answer first = answer(5, TAG, Status.OK);
    ControlState state = ControlState.NONE.answered(5, first);
    assertEquals(new Repeat(first), policy.decide(counted(5), state, NOW));
  }

  @Test
  void givesTheSameAnswerAgainEvenWhenItWouldBeLateOrOldByNow() {
    Answer first = answer(5, TAG, Status.OK);
    ControlState state =
        ControlState.NONE.answered(5, first).answered(9, answer(9, OTHER_TAG, Status.OK));
    Moment later = TestClock.at(UPTIME.plusHours(1));
    assertEquals(new Repeat(first), policy.decide(counted(5), state, later));
  }

  @ParameterizedTest
  @CsvSource({"5, SUPERSEDED", "4, SUPERSEDED", "0, SUPERSEDED"})
  void supersedesWhatIsNotNewer(long counter, Status expected) {
    assertEquals(new Refuse(expected), policy.decide(counted(counter), after(5, OTHER_TAG), NOW));
  }

  @ParameterizedTest
  @CsvSource({"6", "7", "4294967295"})
  void obeysWhatIsNewer(long counter) {
    assertEquals(
        new Obey(set(TEN_SECONDS)), policy.decide(counted(counter), after(5, OTHER_TAG), NOW));
  }

  @Test
  void supersedesBeforeItLooksAtTheRest() {
    Delivery malformed = counted(4, TAG, Optional.empty());
    assertEquals(new Refuse(Status.SUPERSEDED), policy.decide(malformed, after(5, OTHER_TAG), NOW));
  }

  @Test
  void refusesWhatItDoesNotUnderstand() {
    assertEquals(new Refuse(Status.MALFORMED), decide(counted(1, TAG, Optional.empty())));
  }

  @ParameterizedTest
  @CsvSource({"1000000, true", "1000001, true", "999999, false", "0, false"})
  void obeysUntilTheDeadline(long byMillis, boolean inTime) {
    Command command = new Command(set(TEN_SECONDS), Duration.ofMillis(byMillis));
    Decision decision = decide(counted(1, TAG, Optional.of(command)));
    assertEquals(inTime ? new Obey(set(TEN_SECONDS)) : new Refuse(Status.LATE), decision);
  }

  @ParameterizedTest
  @CsvSource({"500, true", "3600000, true", "499, false", "3600001, false", "1, false"})
  void keepsToItsLimits(long millis, boolean allowed) {
    Map<StreamName, Duration> intervals = Map.of(A, Duration.ofMillis(millis));
    assertEquals(allowed ? Status.OK : Status.RANGE, status(decide(intervals)));
  }

  @Test
  void changesNothingIfOneOfManyIsOutsideOfTheLimits() {
    assertEquals(
        Status.RANGE, status(decide(Map.of(A, Duration.ofSeconds(10), B, Duration.ofDays(30)))));
  }

  @Test
  void changesNothingIfOneOfManyIsUnknown() {
    Map<StreamName, Duration> intervals =
        Map.of(A, Duration.ofSeconds(10), new StreamName("c"), Duration.ofSeconds(10));
    assertEquals(
        new Refuse(Status.UNKNOWN_STREAM, "there is no stream c; there are [a, b, health]"),
        decide(intervals));
  }

  @Test
  void samplesNoStreamThatIsUnknown() {
    Command sample = new Command(new Action.Sample(Set.of(A, new StreamName("c"))), UPTIME);
    assertEquals(Status.UNKNOWN_STREAM, status(decide(counted(1, TAG, Optional.of(sample)))));
  }

  @Test
  void looksAtTheDeadlineThenTheStreamsThenTheLimits() {
    Map<StreamName, Duration> bad = Map.of(new StreamName("c"), Duration.ofDays(30));
    assertEquals(Status.UNKNOWN_STREAM, status(decide(bad)));
    Command late = new Command(set(bad), Duration.ZERO);
    assertEquals(new Refuse(Status.LATE), decide(counted(1, TAG, Optional.of(late))));
  }

  @Test
  void obeysADatedCommandOfThisBoot() {
    assertEquals(new Obey(set(TEN_SECONDS)), decide(dated(NOW.wall(), Verdict.FRESH, TAG)));
  }

  @Test
  void dropsADatedCommandWhileTheClockIsNotSet() {
    Moment unset = new Moment(UPTIME, NOW.wall(), false);
    assertEquals(
        new Drop(Reason.NO_CLOCK),
        policy.decide(dated(NOW.wall(), Verdict.FRESH, TAG), ControlState.NONE, unset));
  }

  @Test
  void obeysACountedCommandWhileTheClockIsNotSet() {
    Moment unset = new Moment(UPTIME, Instant.EPOCH, false);
    assertInstanceOf(Obey.class, policy.decide(counted(1), ControlState.NONE, unset));
  }

  @ParameterizedTest
  @CsvSource({"-1, false", "0, false", "5, false", "6, true"})
  void dropsWhatAnEarlierBootMayHaveSeen(long secondsAfterStart, boolean obeyed) {
    Moment soon = TestClock.at(Duration.ofSeconds(20));
    Delivery delivery = dated(TestClock.START.plusSeconds(secondsAfterStart), Verdict.FRESH, TAG);
    assertEquals(
        obeyed ? new Obey(set(TEN_SECONDS)) : new Drop(Reason.TOO_OLD),
        policy.decide(delivery, ControlState.NONE, soon));
  }

  @ParameterizedTest
  @CsvSource({"0, true", "5, true", "6, false", "60, false"})
  void dropsWhatIsDatedFurtherAheadThanClocksDiffer(long secondsAhead, boolean obeyed) {
    Decision decision = decide(dated(NOW.wall().plusSeconds(secondsAhead), Verdict.FRESH, TAG));
    assertEquals(obeyed ? new Obey(set(TEN_SECONDS)) : new Drop(Reason.AHEAD), decision);
  }

  @Test
  void dropsWhatIsTooOldToTellWhetherItWasSeen() {
    assertEquals(new Drop(Reason.TOO_OLD), decide(dated(NOW.wall(), Verdict.TOO_OLD, TAG)));
  }

  @Test
  void answersARepeatedTokenAgain() {
    Answer first = answer(0, TAG, Status.OK);
    ControlState state = ControlState.NONE.answered(NOW.wall().getEpochSecond(), first);
    assertEquals(
        new Repeat(first), policy.decide(dated(NOW.wall(), Verdict.DUPLICATE, TAG), state, NOW));
  }

  @Test
  void neverObeysATokenTwiceEvenWhenItsAnswerIsForgotten() {
    assertEquals(new Refuse(Status.SUPERSEDED), decide(dated(NOW.wall(), Verdict.DUPLICATE, TAG)));
  }

  @Test
  void obeysSeveralTokensOfOneSecondButNoneThatIsOlder() {
    ControlState state = after(NOW.wall().getEpochSecond(), OTHER_TAG);
    assertEquals(
        new Obey(set(TEN_SECONDS)),
        policy.decide(dated(NOW.wall(), Verdict.FRESH, TAG), state, NOW));
    assertEquals(
        new Refuse(Status.SUPERSEDED),
        policy.decide(dated(NOW.wall().minusSeconds(1), Verdict.FRESH, TAG), state, NOW));
  }
}
