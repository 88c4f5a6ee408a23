package io.sealpost.sensors.presence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.protocol.Person.State;
import io.sealpost.protocol.Reading.Radio;
import io.sealpost.sensors.Samples;
import io.sealpost.sensors.presence.History.Event;
import io.sealpost.sensors.presence.History.Kind;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

class DecisionPropertiesTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();
  private static final int LEAVE_AFTER = 300;

  @Provide
  Arbitrary<History> histories() {
    Arbitrary<Kind> kinds =
        Arbitraries.frequency(
            Tuple.of(6, Kind.LISTENING), Tuple.of(1, Kind.DEAF), Tuple.of(1, Kind.HIT));
    Arbitrary<Integer> waits =
        Arbitraries.frequencyOf(
            Tuple.of(9, Arbitraries.integers().between(0, 40)),
            Tuple.of(1, Arbitraries.integers().between(41, 700)));
    return Combinators.combine(waits, kinds, Arbitraries.integers().between(0, 1))
        .as(Event::new)
        .list()
        .ofMinSize(20)
        .ofMaxSize(150)
        .map(History::new);
  }

  @Property(tries = 500, seed = "20261128")
  void nobodyLeavesSoonerOrLaterThanListenedTimeSays(@ForAll("histories") History history) {
    new Trial().run(history);
  }

  @Property(tries = 20, seed = "20261128")
  void memoryIsBoundedWhateverIsHeard(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    PresenceDecision decision =
        new PresenceDecision(
            List.of(Devices.person("Ann", new Identity.Rotating(new CountingKey()))),
            PresenceRules.USUAL,
            List.of(new FakeScanner("hci0", Radio.BLUETOOTH)),
            0);
    for (int i = 0; i < 20_000; i++) {
      long address = random.nextBoolean() ? random.nextLong(1L << 48) : random.nextLong(3_000);
      decision.heard(0, Devices.random(address, random.nextInt(-100, -20)), i * SECOND / 100);
    }
    int most = AddressCache.CAPACITY + StrangerTable.MAX_NEWCOMERS + StrangerTable.MAX_COUNTED;
    assertTrue(decision.remembered() <= most, decision.remembered() + " are remembered");
  }

  /** One history, judged at each change of state. */
  private static final class Trial {
    private final PresenceDecision decision =
        new PresenceDecision(
            List.of(Devices.ann()),
            PresenceRules.USUAL,
            List.of(
                new FakeScanner("hci0", Radio.BLUETOOTH), new FakeScanner("hci1", Radio.BLUETOOTH)),
            0);
    private final Ledger ledger = new Ledger();
    private State state = State.UNKNOWN;
    private int now;
    private int evidence;
    private int visit;
    private int unknownSince;

    void run(History history) {
      for (Event event : history.events()) {
        pass(event.after());
        happen(event);
        check(decision.report(Samples.NOW, now * SECOND).people().get(0).confidence().orElse(-1));
      }
    }

    private void pass(int seconds) {
      ledger.pass(seconds);
      long end = (now + seconds) * SECOND;
      long at = now * SECOND;
      while (at <= end) {
        now = (int) (at / SECOND);
        decision.step(at).forEach(this::judge);
        at += Math.max(1, decision.idleFor(at).toNanos());
      }
      now = (int) (end / SECOND);
      decision.step(end).forEach(this::judge);
    }

    private void happen(Event event) {
      switch (event.kind()) {
        case LISTENING -> {
          decision.listening(event.scanner(), now * SECOND).forEach(this::judge);
          ledger.listening(event.scanner());
        }
        case DEAF -> {
          decision.deaf(event.scanner(), Stage.unplugged(), now * SECOND).forEach(this::judge);
          ledger.deaf(event.scanner());
        }
        case HIT -> {
          visit = state == State.PRESENT ? visit | (1 << event.scanner()) : 1 << event.scanner();
          evidence = now;
          decision.heard(event.scanner(), Devices.tag(-60), now * SECOND).forEach(this::judge);
          assertEquals(State.PRESENT, state, "a hit lets a known person in");
        }
      }
    }

    private void judge(Action action) {
      if (action instanceof Action.Changed changed) {
        assertEquals(state, changed.from());
        int listened = ledger.listened(visit, evidence, now);
        if (state == State.PRESENT && changed.to() == State.ABSENT) {
          assertEquals(LEAVE_AFTER, listened, "listened for in vain at " + now);
        } else if (state == State.PRESENT) {
          assertEquals(LEAVE_AFTER, now - evidence - listened, "unheard at " + now);
        } else if (state == State.UNKNOWN && changed.to() == State.ABSENT) {
          int set = visit == 0 ? 0b11 : visit;
          int since = ledger.listened(set, unknownSince, now);
          assertTrue(since >= LEAVE_AFTER, "listened since " + unknownSince + " at " + now);
        }
        state = changed.to();
        unknownSince = now;
      }
    }

    private void check(int confidence) {
      boolean fits =
          switch (state) {
            case PRESENT, ABSENT -> confidence >= 50 && confidence <= 100;
            case UNKNOWN -> confidence == 0;
          };
      assertTrue(fits, state + " with " + confidence);
    }
  }
}
