package io.sealpost.device.renewal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.device.clock.Moment;
import io.sealpost.device.command.Outcome;
import io.sealpost.device.state.RenewalStore;
import io.sealpost.device.state.StateException;
import io.sealpost.mqtt.tls.IssuedChain;
import io.sealpost.mqtt.tls.NewKey;
import io.sealpost.mqtt.tls.SigningRequest;
import io.sealpost.protocol.Action;
import io.sealpost.protocol.Answer.Status;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a device asks for another certificate, what it takes, and what becomes of it. */
class RenewalDeskTest {
  private static final Instant END = Instant.parse("2027-04-01T00:00:00Z");
  private static final String YEAR = "20280401000000Z";

  @TempDir private Path folder;
  private final Memory store = new Memory();
  private TestAuthority authority;
  private IssuedChain given;
  private Optional<Duration> before = Optional.of(Duration.ofDays(30));
  private RenewalDesk desk;

  /** What would lie on the disk. */
  private static final class Memory implements RenewalStore {
    private Kept kept = nothing("");
    private boolean failing;
    private int steps;

    private static Kept nothing(String base) {
      return new Kept(base, Optional.empty(), Optional.empty(), Optional.empty());
    }

    private void step() throws StateException {
      steps++;
      if (failing) {
        throw new StateException("no more disk");
      }
    }

    @Override
    public Optional<Kept> begin(Optional<String> given) {
      kept =
          new Kept(
              kept.base().isEmpty() ? given.orElseThrow() : kept.base(),
              kept.request(),
              kept.candidate(),
              kept.present());
      return Optional.of(kept);
    }

    @Override
    public void ask(String base, NewKey key) throws StateException {
      step();
      kept = new Kept(base, Optional.of(key.request()), kept.candidate(), kept.present());
    }

    @Override
    public void answer(String base, Candidate chain) throws StateException {
      step();
      kept = new Kept(base, Optional.empty(), Optional.of(chain), kept.present());
    }

    @Override
    public void promote() throws StateException {
      step();
      kept =
          new Kept(
              kept.base(),
              Optional.empty(),
              Optional.empty(),
              kept.candidate().map(RenewalStore.Candidate::chain));
    }

    @Override
    public void clear() throws StateException {
      step();
      kept = nothing("");
    }
  }

  @BeforeEach
  void begin() throws Exception {
    authority = new TestAuthority(folder.resolve("authority"));
    given = authority.first("rpi-07", "20260401000000Z", "20270401000000Z");
    start();
  }

  private void start() throws StateException {
    desk =
        RenewalDesk.open(
                Optional.of(given),
                before,
                store,
                present -> NewKey.like(present, new SecureRandom()))
            .orElseThrow();
  }

  private static Moment at(Duration beforeEnd, Duration uptime) {
    return new Moment(uptime, END.minus(beforeEnd), true);
  }

  private static final Moment IN_TIME = at(Duration.ofDays(29), Duration.ofHours(1));

  private SigningRequest ask() throws Exception {
    desk.look(IN_TIME);
    return SigningRequest.parse(HexFormat.of().parseHex(desk.said().request().orElseThrow()));
  }

  private static Action.Certify answer(SigningRequest request, IssuedChain chain) {
    return new Action.Certify(request.digest(), chain.hex());
  }

  private IssuedChain signed(SigningRequest request) throws Exception {
    return authority.sign(request, "rpi-07", "20270301000000Z", YEAR);
  }

  private IssuedChain takeOne() throws Exception {
    SigningRequest request = ask();
    IssuedChain chain = signed(request);
    assertEquals(Status.OK, desk.certify(answer(request, chain), IN_TIME).status());
    return chain;
  }

  private void assertRefused(String part, Action.Certify order) {
    Outcome outcome = desk.certify(order, IN_TIME);
    assertEquals(Status.RANGE, outcome.status());
    assertTrue(outcome.detail().orElse("").contains(part), outcome::toString);
    assertTrue(desk.said().request().isPresent(), "it goes on asking");
    assertEquals(Optional.empty(), store.kept.candidate());
  }

  @Test
  void itAsksWhenTheCertificateEndsSoonAndNotSooner() {
    desk.look(at(Duration.ofDays(31), Duration.ZERO));
    assertEquals(Optional.empty(), desk.said().request());
    assertEquals(END, desk.said().notAfter());
    desk.look(at(Duration.ofDays(30), Duration.ZERO));
    assertTrue(desk.said().request().isPresent());
  }

  @Test
  void byAClockThatMayBeWrongItDoesNotAsk() {
    desk.look(new Moment(Duration.ZERO, END.minus(Duration.ofDays(1)), false));
    assertEquals(Optional.empty(), desk.said().request());
  }

  @Test
  void itNeverAsksWhenThatIsOff() throws Exception {
    before = Optional.empty();
    start();
    desk.look(IN_TIME);
    assertEquals(Optional.empty(), desk.said().request());
    Action.Certify order = new Action.Certify("00".repeat(32), List.of("3000"));
    assertEquals(Status.UNSUPPORTED, desk.certify(order, IN_TIME).status());
  }

  @Test
  void certificateOfAFewDaysIsRenewedInItsLastThird() throws Exception {
    given = authority.first("rpi-07", "20270329000000Z", "20270401000000Z");
    start();
    desk.look(at(Duration.ofHours(25), Duration.ZERO));
    assertEquals(Optional.empty(), desk.said().request());
    desk.look(at(Duration.ofHours(24), Duration.ZERO));
    assertTrue(desk.said().request().isPresent());
  }

  @Test
  void sameRequestIsToldUntilItIsAnsweredAlsoInAnotherBoot() throws Exception {
    String first = ask().hex();
    desk.look(at(Duration.ofDays(3), Duration.ofDays(27)));
    assertEquals(Optional.of(first), desk.said().request());
    start();
    desk.look(IN_TIME);
    assertEquals(Optional.of(first), desk.said().request());
  }

  @Test
  void answerIsTakenOnceAndAgainIsNoFault() throws Exception {
    SigningRequest request = ask();
    IssuedChain chain = signed(request);
    assertEquals(Outcome.OK, desk.certify(answer(request, chain), IN_TIME));
    assertEquals(Optional.empty(), desk.said().request());
    assertEquals(END, desk.said().notAfter(), "until a broker has accepted it");
    assertEquals(Outcome.OK, desk.certify(answer(request, chain), IN_TIME));
    desk.look(IN_TIME);
    assertEquals(Optional.empty(), desk.said().request(), "it waits for the broker");
    assertEquals(Status.NO_OFFER, desk.certify(answer(request, signed(request)), IN_TIME).status());
  }

  @Test
  void answerToAnotherRequestIsNotTaken() throws Exception {
    SigningRequest request = ask();
    IssuedChain chain = signed(request);
    Action.Certify other = new Action.Certify("00".repeat(32), chain.hex());
    assertEquals(Status.NO_OFFER, desk.certify(other, IN_TIME).status());
  }

  @Test
  void certificateThatIsNoGoodIsNotTaken() throws Exception {
    SigningRequest request = ask();
    assertRefused(
        "another key", answer(request, authority.first("rpi-07", "20270301000000Z", YEAR)));
    assertRefused(
        "not for 'CN=rpi-07'",
        answer(request, authority.sign(request, "rpi-08", "20270301000000Z", YEAR)));
    assertRefused(
        "no later than",
        answer(request, authority.sign(request, "rpi-07", "20270301000000Z", "20270401000000Z")));
    assertRefused(
        "has ended",
        answer(request, authority.sign(request, "rpi-07", "20260301000000Z", "20260401000000Z")));
    assertRefused("not a certificate", new Action.Certify(request.digest(), List.of("3000")));
    IssuedChain chain = signed(request);
    IssuedChain stranger =
        new TestAuthority(folder.resolve("stranger")).first("x", "20270301000000Z", YEAR);
    assertRefused(
        "not signed each by the next",
        new Action.Certify(request.digest(), List.of(chain.hex().get(0), stranger.hex().get(1))));
  }

  @Test
  void acceptedOneIsInForceAndRenewedInItsTurn() throws Exception {
    IssuedChain chain = takeOne();
    desk.heard(new Verdict(given.own(), true), IN_TIME);
    assertEquals(END, desk.said().notAfter());
    desk.heard(new Verdict(chain.own(), true), IN_TIME);
    assertEquals(chain.notAfter(), desk.said().notAfter());
    assertEquals(Optional.of(chain), store.kept.present());
    start();
    assertEquals(chain.notAfter(), desk.said().notAfter());
    desk.look(IN_TIME);
    assertEquals(Optional.empty(), desk.said().request());
    desk.look(new Moment(Duration.ZERO, chain.notAfter().minus(Duration.ofDays(30)), true));
    assertTrue(desk.said().request().isPresent());
  }

  @Test
  void acceptedOneThatCouldNotBeKeptIsKeptByTheNextConnection() throws Exception {
    IssuedChain chain = takeOne();
    store.failing = true;
    desk.heard(new Verdict(chain.own(), true), IN_TIME);
    assertEquals(chain.notAfter(), desk.said().notAfter());
    assertEquals(Optional.empty(), desk.said().request());
    store.failing = false;
    desk.heard(new Verdict(chain.own(), true), IN_TIME);
    assertEquals(Optional.of(chain), store.kept.present());
    int steps = store.steps;
    desk.heard(new Verdict(chain.own(), true), IN_TIME);
    assertEquals(steps, store.steps, "and not again");
  }

  @Test
  void refusedOneIsToldAndAnotherIsAskedForADayLater() throws Exception {
    IssuedChain chain = takeOne();
    desk.heard(new Verdict(chain.own(), false), IN_TIME);
    assertTrue(desk.said().problem().orElse("").contains("the broker refuses"));
    assertEquals(END, desk.said().notAfter());
    desk.look(IN_TIME);
    assertEquals(Optional.empty(), desk.said().request());

    Moment nextDay = at(Duration.ofDays(28), Duration.ofHours(25));
    desk.look(nextDay);
    SigningRequest second =
        SigningRequest.parse(HexFormat.of().parseHex(desk.said().request().orElseThrow()));
    assertNotEquals(chain.own().getPublicKey(), second.publicKey());
    IssuedChain better = signed(second);
    assertEquals(Status.OK, desk.certify(answer(second, better), nextDay).status());
    desk.heard(new Verdict(better.own(), true), nextDay);
    assertEquals(Optional.empty(), desk.said().problem());
    assertEquals(better.notAfter(), desk.said().notAfter());
  }

  @Test
  void deviceThatRestartsEveryNightAsksAgainAllTheSame() throws Exception {
    IssuedChain chain = takeOne();
    desk.heard(new Verdict(chain.own(), false), IN_TIME);
    start();
    Moment morning = at(Duration.ofDays(28), Duration.ofSeconds(5));
    desk.heard(new Verdict(chain.own(), false), morning);
    desk.look(morning);
    assertTrue(desk.said().request().isPresent());
  }

  @Test
  void refusedOneThatIsAcceptedLaterIsInForce() throws Exception {
    IssuedChain chain = takeOne();
    desk.heard(new Verdict(chain.own(), false), IN_TIME);
    desk.heard(new Verdict(chain.own(), true), IN_TIME);
    assertEquals(chain.notAfter(), desk.said().notAfter());
    assertEquals(Optional.empty(), desk.said().problem());
  }

  @Test
  void anotherGivenOneEndsWhatWasBegun() throws Exception {
    takeOne();
    IssuedChain other = authority.first("rpi-07", "20270301000000Z", YEAR);
    desk.heard(new Verdict(other.own(), true, true), IN_TIME);
    assertEquals(other.notAfter(), desk.said().notAfter());
    assertEquals(Memory.nothing(""), store.kept);
  }

  @Test
  void acceptedOneThatIsNotKnownToBeThereIsUsedAndNothingIsRemoved() throws Exception {
    SigningRequest request = ask();
    IssuedChain chain = signed(request);
    store.failing = true;
    assertEquals(Status.FAILED, desk.certify(answer(request, chain), IN_TIME).status());
    store.failing = false;

    // Its file was there all the same: only the last step had failed.
    desk.heard(new Verdict(chain.own(), true), IN_TIME);

    assertEquals(chain.notAfter(), desk.said().notAfter());
    assertEquals(Optional.empty(), desk.said().request());
    assertEquals(Optional.of(request.digest()), store.kept.request().map(SigningRequest::digest));
    assertEquals(Outcome.OK, desk.certify(answer(request, chain), IN_TIME));
  }

  @Test
  void oneThatNoBrokerHasJudgedInADayIsMadeUpFor() throws Exception {
    IssuedChain chain = takeOne();
    desk.look(at(Duration.ofDays(28).plusSeconds(1), Duration.ofHours(25)));
    assertEquals(Optional.empty(), desk.said().request());
    Moment nextDay = at(Duration.ofDays(28), Duration.ofHours(25));
    desk.look(nextDay);
    assertTrue(desk.said().request().isPresent());
    assertTrue(desk.said().problem().orElse("").startsWith("no broker let us in"));

    desk.heard(new Verdict(chain.own(), true), nextDay);
    assertEquals(chain.notAfter(), desk.said().notAfter());
    assertEquals(Optional.empty(), desk.said().request(), "not needed any more");
    assertEquals(Optional.empty(), desk.said().problem());
  }

  @Test
  void oneThatCameWhenTheClockWasYearsAheadIsNotWaitedFor() throws Exception {
    SigningRequest request = ask();
    Moment wrong = new Moment(Duration.ofHours(2), Instant.parse("2040-01-01T00:00:00Z"), false);
    assertEquals(Status.OK, desk.certify(answer(request, signed(request)), wrong).status());
    desk.look(IN_TIME);
    assertTrue(desk.said().request().isPresent());
  }

  @Test
  void clockThatIsSetBackByAMinuteMakesNoRequest() throws Exception {
    takeOne();
    desk.look(at(Duration.ofDays(29).plusMinutes(1), Duration.ofHours(1)));
    assertEquals(Optional.empty(), desk.said().request());
  }

  @Test
  void requestOfBeforeIsNotToldOnceThatIsOff() throws Exception {
    ask();
    before = Optional.empty();
    start();
    assertEquals(Optional.empty(), desk.said().request());
  }

  @Test
  void diskThatFailsAfterARefusalIsNotTriedAtEveryTurn() throws Exception {
    IssuedChain chain = takeOne();
    desk.heard(new Verdict(chain.own(), false), IN_TIME);
    store.failing = true;
    Moment later = at(Duration.ofDays(27), Duration.ofHours(49));
    desk.look(later);
    int tried = store.steps;
    desk.look(later);
    desk.look(at(Duration.ofDays(27), Duration.ofHours(50)));
    assertEquals(tried, store.steps);
    store.failing = false;
    desk.look(at(Duration.ofDays(26), Duration.ofHours(73)));
    assertTrue(desk.said().request().isPresent());
  }

  @Test
  void diskThatFailsIsToldAndTriedAgainADayLater() {
    store.failing = true;
    desk.look(IN_TIME);
    assertEquals(Optional.of("no more disk"), desk.said().problem());
    store.failing = false;
    desk.look(IN_TIME);
    assertFalse(desk.said().request().isPresent());
    desk.look(at(Duration.ofDays(28), Duration.ofHours(25)));
    assertTrue(desk.said().request().isPresent());
  }
}
