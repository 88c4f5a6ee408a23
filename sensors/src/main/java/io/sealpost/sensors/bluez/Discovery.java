package io.sealpost.sensors.bluez;

import io.sealpost.protocol.DutyCycle;
import java.time.Duration;
import java.util.Optional;

/** One discovery after the other of an adapter: its windows, and whether it goes on. */
final class Discovery {
  /** How long an adapter may claim not to discover between two rounds of discovery. */
  static final Duration BREAK = Duration.ofSeconds(10);

  private static final int STOPS_TO_POWER_CYCLE = 2;

  /** What is wrong with it. */
  enum Trouble {
    /** It ended by itself. */
    STOPPED,
    /** It ended by itself again and again. */
    STOPPED_AGAIN,
    /** Nobody is heard: it is worth a new start. */
    QUIET,
    /** Nobody is heard in spite of that. */
    QUIET_AGAIN
  }

  private final Silence silence = new Silence();

  // Owned by the thread that steps.
  private long scan;
  private long pause;
  private boolean started;
  private boolean passive;
  private boolean pausing;
  private boolean claimed;
  private long windowBegan;
  private long signAt;
  private int stops;

  Discovery(BluezSettings settings) {
    this.scan = settings.scan().toNanos();
    this.pause = settings.pause().toNanos();
  }

  /** It listens more or less from now on; the scan or the pause that runs counts. */
  void pace(DutyCycle duty) {
    scan = duty.scan().toNanos();
    pause = duty.pause().toNanos();
  }

  /**
   * It began, as it was asked to.
   *
   * @param byMonitor whether the adapter is not to discover, but to listen
   */
  void began(boolean byMonitor, long now) {
    started = true;
    passive = byMonitor;
    pausing = false;
    claimed = true;
    signAt = now;
    windowBegan = now;
  }

  /** It ended, as it was asked to. */
  void ended(long now) {
    started = false;
    windowBegan = now;
  }

  /** The adapter is off or gone. */
  void lost() {
    started = false;
    pausing = false;
  }

  /** Nothing is known of the place any more: silence is no wonder. */
  void forget() {
    lost();
    silence.forget();
  }

  /** The adapter says whether it discovers. */
  void claims(boolean on, long now) {
    claimed = on;
    signAt = now;
  }

  /** A device was heard. */
  void heard(String device, long now) {
    silence.heard(device, now);
    signAt = now;
    stops = 0;
  }

  /** Time passed. */
  void listened(long nanos) {
    if (started) {
      silence.listened(nanos);
    }
  }

  boolean isStarted() {
    return started;
  }

  /** Whether all goes by plan, pauses included. */
  boolean isUnderway() {
    return started || pausing;
  }

  /** How many devices fell silent at once so that nobody believes it; empty if all is well. */
  Optional<Integer> suspicion() {
    return silence.isSuspicious() ? Optional.of(silence.crowd()) : Optional.empty();
  }

  /** What is wrong; each trouble is told once. */
  Optional<Trouble> trouble(long now) {
    if (!started) {
      return Optional.empty();
    }
    if (!claimed && !passive && !pausing && now - signAt >= BREAK.toNanos()) {
      signAt = now;
      stops++;
      boolean again = stops % STOPS_TO_POWER_CYCLE == 0;
      return Optional.of(again ? Trouble.STOPPED_AGAIN : Trouble.STOPPED);
    }
    return switch (silence.advice()) {
      case RESTART -> Optional.of(Trouble.QUIET);
      case POWER_CYCLE -> Optional.of(Trouble.QUIET_AGAIN);
      case NOTHING -> Optional.empty();
    };
  }

  /** What its plan asks for now. */
  Optional<Request> next(long now) {
    if (started && pause > 0 && now - windowBegan >= scan) {
      pausing = true;
      return Optional.of(Request.STOP);
    }
    boolean rests = pausing && now - windowBegan < pause;
    return started || rests ? Optional.empty() : Optional.of(Request.START);
  }
}
