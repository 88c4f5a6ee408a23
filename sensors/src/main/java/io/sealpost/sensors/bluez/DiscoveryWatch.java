package io.sealpost.sensors.bluez;

import io.sealpost.sensors.SensorException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Keeps one adapter discovering, whatever happens to it, and knows when it does not. Pure: takes
 * what happened and the time, returns what to do.
 *
 * <p>One request is out at a time. What is asked next follows from what is known, so that every
 * disturbance leads back the same way: connect, look, switch on, start.
 */
final class DiscoveryWatch {
  /** How long bluetoothd may take for anything; a reset of a slow adapter takes 2 s. */
  static final Duration TIMEOUT = Duration.ofSeconds(12);

  private static final int FAILURES_TO_POWER_CYCLE = 2;
  private static final String IN_PROGRESS = "org.bluez.Error.InProgress";

  private enum Adapter {
    UNKNOWN,
    MISSING,
    OFF,
    ON
  }

  private final boolean mayPowerCycle;
  private final Faults faults;
  private final Discovery discovery;
  private final Backoff backoff;
  private final Means means;
  private final Voice voice = new Voice();

  // Owned by the thread that steps. Of the process:
  private Optional<SensorException> fault = Optional.empty();
  private long steppedAt;
  // Of the connection:
  private boolean connected;
  private boolean daemon;
  private Adapter adapter = Adapter.UNKNOWN;
  private Optional<Request> outstanding = Optional.empty();
  private Optional<Request> cure = Optional.empty();
  private long askedAt;

  /**
   * @param now nanoseconds of a clock that never goes back
   */
  DiscoveryWatch(BluezSettings settings, long now) {
    this.mayPowerCycle = settings.powerCycle();
    this.faults = new Faults(settings.adapter(), settings.bus());
    this.discovery = new Discovery(settings);
    this.backoff = new Backoff(now);
    this.means = new Means(settings, faults);
    this.steppedAt = now;
  }

  /**
   * Takes in what happened.
   *
   * @param now nanoseconds of the same clock
   * @return what to do, in order
   */
  List<WatchAction> step(WatchEvent event, long now) {
    discovery.listened(now - steppedAt);
    steppedAt = now;
    take(event, now);
    expire(now);
    discovery.trouble(now).ifPresent(this::heal);
    List<WatchAction> actions = new ArrayList<>(2);
    next(now)
        .ifPresent(
            request -> {
              outstanding = Optional.of(request);
              askedAt = now;
              actions.add(new WatchAction.Do(request));
            });
    means.warning().ifPresent(actions::add);
    boolean works = adapter == Adapter.ON && discovery.isUnderway();
    voice.say(deafness(), works, now).ifPresent(actions::add);
    return actions;
  }

  private void take(WatchEvent event, long now) {
    if (event instanceof WatchEvent.Heard heard) {
      discovery.heard(heard.device(), now);
    } else if (event instanceof WatchEvent.BusLost lost) {
      connected = false;
      daemon = false;
      lost(Adapter.UNKNOWN);
      fail(faults.busLost(lost.why()), now);
    } else if (event instanceof WatchEvent.Daemon found) {
      daemon(found.present(), now);
    } else if (event instanceof WatchEvent.AdapterFound found) {
      found(found.powered(), now);
    } else if (event instanceof WatchEvent.AdapterMissing missing) {
      lost(Adapter.MISSING);
      fail(faults.adapterMissing(missing.others()), now);
    } else if (event instanceof WatchEvent.Powered powered) {
      powered(powered.on(), now);
    } else if (event instanceof WatchEvent.Discovering state) {
      discovery.claims(state.on(), now);
    } else if (event instanceof WatchEvent.Released) {
      released(now);
    } else if (event instanceof WatchEvent.Paced paced) {
      discovery.pace(paced.duty());
    } else if (event instanceof WatchEvent.Done done) {
      done(done.request(), now);
    } else if (event instanceof WatchEvent.Refused refused) {
      refused(refused, now);
    }
  }

  private void lost(Adapter state) {
    adapter = state;
    outstanding = Optional.empty();
    cure = Optional.empty();
    discovery.forget();
    means.forget();
  }

  private void daemon(boolean present, long now) {
    connected = true;
    daemon = present;
    lost(Adapter.UNKNOWN);
    if (present) {
      backoff.hurry(now);
    } else {
      // Whoever restarts it is given a moment.
      fail(faults.daemonGone(), now);
    }
  }

  private void found(boolean on, long now) {
    settle(Request.LOOK);
    if (adapter == Adapter.MISSING) {
      backoff.hurry(now);
    }
    adapter = on ? Adapter.ON : Adapter.OFF;
  }

  private void powered(boolean on, long now) {
    if (adapter == Adapter.MISSING || adapter == Adapter.UNKNOWN) {
      return;
    }
    if (on && adapter == Adapter.OFF) {
      means.forget();
      backoff.hurry(now);
    }
    if (!on) {
      discovery.lost();
      fault = Optional.of(fault.orElseGet(faults::off));
    }
    adapter = on ? Adapter.ON : Adapter.OFF;
  }

  private void done(Request request, long now) {
    settle(request);
    switch (request) {
      case CONNECT, ACTIVATE, LOOK -> {
        // What they found comes as an event of its own.
      }
      case POWER_ON -> powered(true, now);
      case POWER_OFF -> powered(false, now);
      case REGISTER, START -> {
        discovery.began(request == Request.REGISTER, now);
        means.began(request);
        backoff.succeeded();
        fault = Optional.empty();
      }
      case STOP -> discovery.ended(now);
    }
  }

  private void refused(WatchEvent.Refused refused, long now) {
    Request request = refused.request();
    settle(request);
    if (request == Request.STOP) {
      // Nothing was there to be stopped.
      discovery.ended(now);
      return;
    }
    if (request == Request.REGISTER) {
      fault = means.refused(refused).or(() -> fault);
      return;
    }
    adapter = Adapter.UNKNOWN;
    if (refused.isOfMissingObject()) {
      // It went, or is not there yet: the next look tells.
      discovery.lost();
      backoff.failed(now);
      return;
    }
    SensorException why = faults.refused(request, refused.error(), refused.text());
    fail(request == Request.ACTIVATE ? faults.daemonGone() : why, now);
    healFailed(request, refused.error());
  }

  private void released(long now) {
    if (outstanding.equals(Optional.of(Request.REGISTER))) {
      refused(new WatchEvent.Refused(Request.REGISTER, "Release", ""), now);
    } else if (means.start() == Request.REGISTER && discovery.isStarted()) {
      discovery.lost();
      backoff.failed(now);
    }
  }

  private void expire(long now) {
    boolean monitor = outstanding.equals(Optional.of(Request.REGISTER));
    Duration limit = monitor ? Means.ACTIVATION : TIMEOUT;
    if (outstanding.isEmpty() || now - askedAt < limit.toNanos()) {
      return;
    }
    Request request = outstanding.get();
    outstanding = Optional.empty();
    if (monitor) {
      fault = Optional.of(means.unanswered());
      return;
    }
    fail(
        request == Request.ACTIVATE ? faults.daemonGone() : faults.unanswered(request, TIMEOUT),
        now);
    if (request == Request.START || request == Request.STOP) {
      discovery.ended(now);
    }
    healFailed(request, IN_PROGRESS);
  }

  private void healFailed(Request request, String error) {
    switch (request) {
      case START, STOP -> {
        if (backoff.failures() % FAILURES_TO_POWER_CYCLE == 0 && mayPowerCycle) {
          cure = Optional.of(Request.POWER_OFF);
        } else if (error.equals(IN_PROGRESS)) {
          cure = Optional.of(Request.STOP);
        }
      }
      // An adapter that hangs cannot be switched off: what is left is to go on asking.
      case POWER_OFF -> cure = Optional.of(Request.STOP);
      case CONNECT, ACTIVATE, LOOK, POWER_ON, REGISTER -> {
        // It is asked again.
      }
    }
  }

  private void heal(Discovery.Trouble trouble) {
    switch (trouble) {
      case STOPPED, STOPPED_AGAIN -> fault = Optional.of(faults.stopped());
      case QUIET, QUIET_AGAIN -> {
        // Whether that is a fault, the suspicion tells.
      }
    }
    boolean again =
        trouble == Discovery.Trouble.STOPPED_AGAIN || trouble == Discovery.Trouble.QUIET_AGAIN;
    cure = Optional.of(again && mayPowerCycle ? Request.POWER_OFF : Request.STOP);
  }

  private void fail(SensorException why, long now) {
    fault = Optional.of(why);
    backoff.failed(now);
  }

  private void settle(Request request) {
    if (outstanding.equals(Optional.of(request))) {
      outstanding = Optional.empty();
    }
  }

  private Optional<Request> next(long now) {
    if (outstanding.isPresent() || !backoff.isOver(now)) {
      return Optional.empty();
    }
    if (!connected) {
      return Optional.of(Request.CONNECT);
    }
    if (!daemon) {
      // Debian starts it on demand, and does not start it again when it crashed.
      return Optional.of(Request.ACTIVATE);
    }
    return switch (adapter) {
      case UNKNOWN, MISSING -> Optional.of(Request.LOOK);
      case OFF -> Optional.of(Request.POWER_ON);
      case ON -> {
        Optional<Request> due = cure;
        cure = Optional.empty();
        yield due.or(() -> discovery.next(now))
            .map(one -> one == Request.START ? means.start() : one);
      }
    };
  }

  private Optional<SensorException> deafness() {
    return fault.or(() -> discovery.suspicion().map(crowd -> faults.silent(crowd)));
  }
}
