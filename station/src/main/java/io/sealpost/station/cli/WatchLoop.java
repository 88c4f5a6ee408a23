package io.sealpost.station.cli;

import io.sealpost.mqtt.LinkState;
import io.sealpost.station.ExitCode;
import io.sealpost.station.StationException;
import io.sealpost.station.inbox.Event;
import io.sealpost.station.inbox.Inbox;
import io.sealpost.station.link.BrokerSession;
import io.sealpost.station.link.Happening;
import io.sealpost.station.site.DurationText;
import io.sealpost.station.view.EventView;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Shows what comes until the operator, a limit or a closed output ends it. For one thread. */
final class WatchLoop {
  private static final Duration TICK = Duration.ofSeconds(1);

  private final BrokerSession session;
  private final Inbox inbox;
  private final EventView view;
  private final Environment environment;
  private final Limits limits;
  private boolean everReached;
  private boolean stopped;

  /**
   * When to end.
   *
   * @param count of readings, at least 1
   * @param deadline of the monotonic clock
   */
  record Limits(long count, Duration deadline) {}

  WatchLoop(
      BrokerSession session, Inbox inbox, EventView view, Environment environment, Limits limits) {
    this.session = session;
    this.inbox = inbox;
    this.view = view;
    this.environment = environment;
    this.limits = limits;
  }

  /**
   * @param address of the broker, to show
   */
  ExitCode run(String address) throws StationException {
    while (!isOver()) {
      Optional<Happening> happening = session.next(patience());
      if (happening.isPresent()) {
        happened(happening.get(), address);
      }
      show(inbox.tick(now()));
    }
    show(inbox.end(now()));
    view.end(inbox.tally());
    return everReached || stopped ? ExitCode.OK : ExitCode.UNAVAILABLE;
  }

  private boolean isOver() {
    // A reader that went away, like "head", wants no more.
    return stopped
        || inbox.tally().readings() >= limits.count
        || now().compareTo(limits.deadline) >= 0
        || environment.out().checkError();
  }

  private Duration patience() {
    Duration left = limits.deadline.minus(now());
    return left.compareTo(TICK) < 0 ? left : TICK;
  }

  private Duration now() {
    return environment.time().now().elapsed();
  }

  private void happened(Happening happening, String address) throws StationException {
    if (happening instanceof Happening.Arrived arrived) {
      // What the broker kept for us comes before the subscriptions are confirmed.
      everReached = true;
      show(inbox.message(arrived.message(), environment.time().now()));
    } else if (happening instanceof Happening.Changed changed) {
      changed(changed.state(), address);
    } else if (happening instanceof Happening.Stop) {
      stopped = true;
    }
  }

  private void changed(LinkState state, String address) {
    if (state instanceof LinkState.Connected) {
      everReached = true;
      view.link("connected", address);
    } else if (state instanceof LinkState.Disconnected down) {
      view.link(
          "disconnected", down.reason() + "; next attempt in " + DurationText.of(down.retryIn()));
    }
  }

  private void show(List<Event> events) {
    events.forEach(view::show);
  }
}
