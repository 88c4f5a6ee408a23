package io.sealpost.sensors.presence;

import io.sealpost.protocol.DutyCycle;
import io.sealpost.protocol.Reading;
import io.sealpost.protocol.ReadingTime;
import io.sealpost.protocol.StreamName;
import io.sealpost.sensors.Sensor;
import io.sealpost.sensors.SensorDescriptor;
import io.sealpost.sensors.SensorException;
import io.sealpost.sensors.SensorException.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.tinylog.Logger;

/**
 * Who is here, by all scanners together. Scanners start at the first sample and work on threads of
 * their own, so that a sample costs nothing but a look at what was decided. News is told when
 * somebody comes or goes, and when a scanner turns deaf or hears again.
 *
 * <p>There is always a reading, with the deaf scanners in it and as the partial failure: also while
 * all are deaf, so that it is told when nobody can say any more who is here. A scanner has a minute
 * for its first word; until then people are unknown.
 */
public final class PresenceSensor implements Sensor {
  private final List<Scanner> scanners;
  private final Ticker ticker;
  private final LongSupplier nanoTime;
  private final SensorDescriptor descriptor;
  private final PresenceDecision decision;
  private final ActionLog log = new ActionLog();
  private final long origin;

  private final Object lock = new Object();

  // All below is guarded by the lock.
  private final NewsGate gate = new NewsGate();
  private Runnable news = () -> {};
  private boolean started;
  private boolean closed;

  /**
   * Touches nothing yet.
   *
   * @param stream where the readings go
   * @param people whom to know, 1 to {@link Reading.Presence#MAX_PEOPLE}, no name and no identity
   *     twice, each audible to a scanner
   * @param rules when they come and go
   * @param scanners 1 to {@link Reading.Presence#MAX_DEAF}, no name twice; closed with this
   * @throws IllegalArgumentException if a parameter is out of the range stated above
   */
  public PresenceSensor(
      StreamName stream, List<KnownPerson> people, PresenceRules rules, List<Scanner> scanners) {
    this(stream, people, rules, scanners, System::nanoTime, new DaemonTicker("presence-" + stream));
  }

  PresenceSensor(
      StreamName stream,
      List<KnownPerson> people,
      PresenceRules rules,
      List<Scanner> scanners,
      LongSupplier nanoTime,
      Ticker ticker) {
    Roster.check(people, scanners);
    this.scanners = List.copyOf(scanners);
    this.ticker = ticker;
    this.nanoTime = nanoTime;
    String names = scanners.stream().map(Scanner::name).collect(Collectors.joining(", "));
    this.descriptor =
        new SensorDescriptor(
            stream, "", 0, Reading.Presence.MAX_PEOPLE, 1, false, "presence by " + names);
    this.origin = nanoTime.getAsLong();
    this.decision = new PresenceDecision(people, rules, this.scanners, 0);
  }

  @Override
  public SensorDescriptor descriptor() {
    return descriptor;
  }

  @Override
  public void onNews(Runnable news) {
    synchronized (lock) {
      this.news = news;
    }
  }

  @Override
  public void listen(DutyCycle duty) {
    scanners.forEach(scanner -> scanner.listen(duty));
  }

  @Override
  public Reading sample(ReadingTime now) {
    start();
    tick();
    synchronized (lock) {
      return decision.report(now, now());
    }
  }

  @Override
  public Optional<SensorException> partialFailure() {
    synchronized (lock) {
      List<SensorException> failures = decision.failures();
      return failures.isEmpty() ? Optional.empty() : Optional.of(Failures.joined(failures));
    }
  }

  private void start() {
    synchronized (lock) {
      if (started || closed) {
        return;
      }
      started = true;
    }
    ticker.start(this::tick);
    for (int i = 0; i < scanners.size(); i++) {
      start(scanners.get(i), new Listener(i));
    }
  }

  private static void start(Scanner scanner, Ear ear) {
    try {
      scanner.start(ear);
    } catch (RuntimeException e) {
      // A fault of this program or of a library, but it shall cost one scanner and not all.
      Logger.error(e, "scanner {} failed to start in a way that it should not", scanner.name());
      ear.deaf(
          new SensorException(
              Kind.BAD_READING,
              "scanner " + scanner.name() + " did not start: unexpected " + e,
              e));
    }
  }

  private Duration tick() {
    List<Action> actions;
    synchronized (lock) {
      actions = closed ? List.of() : decision.step(now());
    }
    handle(actions);
    synchronized (lock) {
      long now = now();
      long idle = Math.min(decision.idleFor(now).toNanos(), gate.idleFor(now));
      return Duration.ofNanos(idle);
    }
  }

  /** Outside the lock, since a listener or a scanner may call back. */
  private void handle(List<Action> actions) {
    for (Action action : actions) {
      log.tell(action);
      if (action instanceof Action.Ask ask) {
        scanners.get(ask.scanner()).ask(ask.person());
      }
    }
    Optional<Runnable> tell;
    synchronized (lock) {
      if (actions.stream().anyMatch(action -> !(action instanceof Action.Ask))) {
        gate.add();
      }
      tell = gate.take(now()) ? Optional.of(news) : Optional.empty();
    }
    tell.ifPresent(Runnable::run);
  }

  private long now() {
    return nanoTime.getAsLong() - origin;
  }

  @Override
  public void close() {
    synchronized (lock) {
      if (closed) {
        return;
      }
      closed = true;
    }
    ticker.close();
    for (Scanner scanner : scanners) {
      try {
        scanner.close();
      } catch (RuntimeException e) {
        // The others must be closed all the same.
        Logger.error(e, "scanner {} cannot be closed", scanner.name());
      }
    }
  }

  /** Takes what one scanner says, on the scanner's thread. */
  private final class Listener implements Ear {
    private final int scanner;

    Listener(int scanner) {
      this.scanner = scanner;
    }

    @Override
    public void heard(Sighting sighting) {
      handle(() -> decision.heard(scanner, sighting, now()));
    }

    @Override
    public void listening() {
      handle(() -> decision.listening(scanner, now()));
    }

    @Override
    public void deaf(SensorException why) {
      handle(() -> decision.deaf(scanner, why, now()));
    }

    private void handle(Supplier<List<Action>> step) {
      List<Action> actions;
      synchronized (lock) {
        actions = closed ? List.of() : step.get();
      }
      if (!actions.isEmpty()) {
        PresenceSensor.this.handle(actions);
      }
    }
  }
}
