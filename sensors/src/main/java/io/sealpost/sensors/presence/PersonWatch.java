package io.sealpost.sensors.presence;

import io.sealpost.protocol.Person;
import io.sealpost.protocol.Person.State;
import io.sealpost.protocol.Reading.Radio;
import io.sealpost.sensors.MacAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.stream.Stream;

/** Decides whether one person is here, in pure steps over (event, now). */
final class PersonWatch {
  private final KnownPerson person;
  private final PresenceRules rules;
  private final long leaveAfter;
  private final IntSupplier askers;
  private final Questions questions;
  private final long start;

  // Kept for the whole life.
  private final Levels[] levels;
  private final HitWindow hits;
  private final Account account;
  private State state = State.UNKNOWN;
  private long since;
  private long evidence = Hearing.NEVER;
  private OptionalLong countedAway = OptionalLong.empty();

  /** A visit that deafness made unsure, but that nothing has ended. */
  private OptionalLong suspended = OptionalLong.empty();

  /** Scanners whose silence says something: those of the visit, or all that can hear. */
  private int concerned;

  // Of the last sign of life.
  private Radio radio = Radio.UNKNOWN;
  private Optional<MacAddress> mac = Optional.empty();
  private OptionalInt rssiDbm = OptionalInt.empty();

  /**
   * @param audible scanners that can hear the person, as a mask of bits; at least one
   * @param askers scanners that can ask at present, as a mask; asked only when it matters, since
   *     some learn where to ask
   * @param scanners how many there are
   */
  PersonWatch(
      KnownPerson person,
      PresenceRules rules,
      int audible,
      IntSupplier askers,
      int scanners,
      long now) {
    this.person = person;
    this.rules = rules;
    this.leaveAfter = person.leaveAfter().orElse(rules.leaveAfter()).toNanos();
    this.concerned = audible;
    this.askers = askers;
    this.questions = new Questions(leaveAfter);
    this.levels = Stream.generate(Levels::new).limit(scanners).toArray(Levels[]::new);
    this.hits = new HitWindow(rules.enterHits(), rules.enterWindow().toNanos());
    this.account = new Account(now);
    this.since = now;
    this.start = now;
  }

  State state() {
    return state;
  }

  /** Brings the listened time up to date; to be called before a scanner turns. */
  void advance(Hearings hearings, long now) {
    account.advance(state, hearings.listenedUntil(concerned), now);
  }

  /** The person was heard, well or badly. */
  void heard(int scanner, Sighting sighting, Hearings hearings, long now, Consumer<Action> out) {
    advance(hearings, now);
    Duration age = sighting.age();
    if (age.compareTo(Duration.ofNanos(leaveAfter)) >= 0) {
      return;
    }
    long at = Math.max(Math.max(start, evidence), now - Math.max(0, age.toNanos()));
    if (at == evidence && at < now) {
      // No later than what is known: the same news again.
      return;
    }
    int threshold = state == State.PRESENT ? rules.stayDbm() : rules.enterDbm();
    Levels heardBefore = levels[scanner];
    sighting.rssiDbm().ifPresent(heardBefore::add);
    if (sighting.rssiDbm().isPresent() && heardBefore.median() < threshold) {
      return;
    }
    if (state != State.PRESENT) {
      if (!hits.add(at)) {
        return;
      }
      enter(scanner, at, now, out);
    }
    concerned |= 1 << scanner;
    remember(sighting, heardBefore);
    evidence = at;
    account.heard(now - at, hearingFor(hearings, now));
    questions.reset();
  }

  private void enter(int scanner, long at, long now, Consumer<Action> out) {
    Optional<Duration> away =
        countedAway.stream().mapToObj(left -> Duration.ofNanos(now - left)).findFirst();
    concerned = 1 << scanner;
    turn(State.PRESENT, suspended.orElse(at), away, out);
    suspended = OptionalLong.empty();
    countedAway = OptionalLong.empty();
  }

  private long hearingFor(Hearings hearings, long now) {
    boolean hearing = hearings.hearing(concerned, now) == concerned;
    return hearing ? now - hearings.hearingSince(concerned) : 0;
  }

  private void remember(Sighting sighting, Levels heardBefore) {
    radio = sighting.radio();
    mac = FixedAddress.of(sighting);
    rssiDbm =
        sighting.rssiDbm().isPresent() ? OptionalInt.of(heardBefore.median()) : OptionalInt.empty();
  }

  /** Time has passed. */
  void step(Hearings hearings, long now, Consumer<Action> out) {
    advance(hearings, now);
    if (state != State.ABSENT && questions.haveBegun(account.vain())) {
      int canAsk = hearings.hearing(askers.getAsInt(), now);
      if (account.vain() >= questions.leaveAt(canAsk != 0)) {
        leave(now, out);
      } else if (canAsk != 0 && questions.take(account.vain())) {
        for (int rest = canAsk; rest != 0; rest &= rest - 1) {
          out.accept(new Action.Ask(Integer.numberOfTrailingZeros(rest), person));
        }
      }
    }
    if (state != State.UNKNOWN && account.doubt() > leaveAfter) {
      suspended = state == State.PRESENT ? OptionalLong.of(since) : OptionalLong.empty();
      countedAway = OptionalLong.empty();
      account.forget();
      fallSilent();
      turn(State.UNKNOWN, now, Optional.empty(), out);
    }
  }

  private void leave(long now, Consumer<Action> out) {
    countedAway = state == State.PRESENT ? OptionalLong.of(now) : OptionalLong.empty();
    suspended = OptionalLong.empty();
    account.settle();
    fallSilent();
    turn(State.ABSENT, now - account.vain(), Optional.empty(), out);
  }

  private void fallSilent() {
    hits.clear();
    questions.reset();
    rssiDbm = OptionalInt.empty();
    for (Levels ofScanner : levels) {
      ofScanner.clear();
    }
  }

  private void turn(State to, long from, Optional<Duration> away, Consumer<Action> out) {
    State before = state;
    state = to;
    since = from;
    out.accept(new Action.Changed(person, before, to, away, Duration.ofNanos(leaveAfter)));
  }

  /** How long until a step may find something to do, if nothing happens; 0 if at once. */
  long idleFor(Hearings hearings, long now) {
    if (hearings.listenedUntil(concerned) <= now) {
      return state == State.UNKNOWN ? Long.MAX_VALUE : leaveAfter - account.doubt() + 1;
    }
    if (state == State.ABSENT) {
      return Long.MAX_VALUE;
    }
    boolean mayAsk =
        !questions.haveBegun(account.vain()) || hearings.hearing(askers.getAsInt(), now) != 0;
    long due = mayAsk ? questions.next() : questions.leaveAt(false);
    return Math.max(0, due - account.vain());
  }

  /** What to report; to be asked right after a step. */
  Person report(Hearings hearings, long now) {
    boolean deaf = hearings.hearing(concerned, now) != concerned;
    return new Person(
        person.name(),
        state,
        true,
        mac.map(MacAddress::text),
        radio,
        Duration.ofNanos(now - since),
        rssiDbm,
        OptionalInt.of(Confidence.of(state, account.vain(), leaveAfter, deaf)));
  }
}
