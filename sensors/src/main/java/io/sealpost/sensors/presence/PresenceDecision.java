package io.sealpost.sensors.presence;

import io.sealpost.protocol.Deafness;
import io.sealpost.protocol.HeadCount;
import io.sealpost.protocol.Person;
import io.sealpost.protocol.Reading;
import io.sealpost.protocol.ReadingTime;
import io.sealpost.sensors.SensorException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Who is here: one state machine for all radios, in pure steps over (event, now). Scanners are
 * named by their index, times are nanoseconds since the start and never go back. What it remembers
 * is bounded, whatever is heard.
 *
 * <p>Somebody is present from enough good hits on, until listened for in vain for the leave
 * timeout, and where a scanner can ask, until three questions were not answered either. Listened
 * time is that in which every scanner heard by which the person was heard in this visit; for
 * somebody who was never here, every scanner that can hear them. Time in which one of them was deaf
 * counts against nobody; when it amounts to more than the leave timeout, the state is unknown,
 * until the next hit, or until listened for in vain for the leave timeout.
 *
 * <p>A visit that deafness alone made unsure goes on with its old beginning. Somebody is absent
 * since the beginning of the time listened for in vain, which without deafness is the last sign of
 * life.
 */
final class PresenceDecision {
  private static final Duration LONGEST_IDLE = Duration.ofSeconds(5);

  private final Hearings hearings;
  private final List<PersonWatch> watches;
  private final Recogniser recogniser;
  private final StrangerTable strangers;

  /**
   * @param people 1 to 64
   * @param scanners 1 to 8; only asked what they are, and, in steps, whom they can ask
   */
  PresenceDecision(
      List<KnownPerson> people, PresenceRules rules, List<? extends Scanner> scanners, long now) {
    this.hearings = new Hearings(scanners.stream().map(s -> new Hearing(s.name(), now)).toList());
    this.watches =
        people.stream()
            .map(
                person ->
                    new PersonWatch(
                        person,
                        rules,
                        set(scanners, scanner -> person.isAudibleTo(scanner.radio())),
                        () -> set(scanners, scanner -> scanner.canAsk(person)),
                        scanners.size(),
                        now))
            .toList();
    this.recogniser = new Recogniser(people);
    this.strangers = new StrangerTable(rules.strangers());
  }

  private static int set(List<? extends Scanner> scanners, Predicate<Scanner> which) {
    int set = 0;
    for (int i = 0; i < scanners.size(); i++) {
      set |= which.test(scanners.get(i)) ? 1 << i : 0;
    }
    return set;
  }

  /** A scanner heard a device. */
  List<Action> heard(int scanner, Sighting sighting, long now) {
    int owner = recogniser.owner(sighting);
    if (owner == Recogniser.NOBODY) {
      strangers.heard(sighting, now);
      return List.of();
    }
    List<Action> actions = new ArrayList<>(0);
    watches.get(owner).heard(scanner, sighting, hearings, now, actions::add);
    return actions;
  }

  /** A scanner says that it listens. */
  List<Action> listening(int scanner, long now) {
    Hearing hearing = hearings.get(scanner);
    if (hearing.hears(now)) {
      hearing.listening(now);
      return List.of();
    }
    advance(now);
    return hearing.listening(now) ? List.of(new Action.Turned(hearing.name(), true)) : List.of();
  }

  /** A scanner says that it hears nobody. */
  List<Action> deaf(int scanner, SensorException why, long now) {
    advance(now);
    Hearing hearing = hearings.get(scanner);
    return hearing.deaf(why, now) ? List.of(new Action.Turned(hearing.name(), false)) : List.of();
  }

  private void advance(long now) {
    watches.forEach(watch -> watch.advance(hearings, now));
  }

  /** Time has passed. */
  List<Action> step(long now) {
    List<Action> actions = new ArrayList<>(0);
    // The watches first: they reckon with a lease that has run out since.
    watches.forEach(watch -> watch.step(hearings, now, actions::add));
    for (Hearing hearing : hearings.all()) {
      if (hearing.lapse(now)) {
        actions.add(new Action.Turned(hearing.name(), false));
      }
    }
    strangers.step(now);
    return actions;
  }

  /** How soon the next step should come if nothing happens; to be asked right after a step. */
  Duration idleFor(long now) {
    LongStream watches = this.watches.stream().mapToLong(watch -> watch.idleFor(hearings, now));
    LongStream leases = hearings.all().stream().mapToLong(hearing -> hearing.idleFor(now));
    long shortest = LongStream.concat(watches, leases).min().orElseThrow();
    return Duration.ofNanos(Math.min(LONGEST_IDLE.toNanos(), shortest));
  }

  /** Who is here; to be asked right after a step. */
  Reading.Presence report(ReadingTime time, long now) {
    List<Person> known = watches.stream().map(watch -> watch.report(hearings, now)).toList();
    List<Person> others = strangers.list(Reading.Presence.MAX_PEOPLE - known.size(), now);
    HeadCount counted = HeadCount.of(known);
    List<Deafness> deaf =
        deaf()
            .map(
                hearing ->
                    new Deafness(hearing.name(), Duration.ofNanos(now - hearing.silentSince())))
            .toList();
    return new Reading.Presence(
        time,
        false,
        new HeadCount(counted.present(), counted.unsure(), strangers.count()),
        Stream.concat(known.stream(), others.stream()).toList(),
        deaf);
  }

  /** Why scanners hear nobody, one after the other; empty while all hear. */
  List<SensorException> failures() {
    return deaf().flatMap(hearing -> hearing.failure().stream()).toList();
  }

  private Stream<Hearing> deaf() {
    return hearings.all().stream().filter(hearing -> hearing.failure().isPresent());
  }

  /** How many addresses are remembered, of known people and of strangers. */
  int remembered() {
    return recogniser.remembered() + strangers.remembered();
  }
}
