package io.sealpost.station.cli;

import io.sealpost.mqtt.LinkState;
import io.sealpost.station.ExitCode;
import io.sealpost.station.StationException;
import io.sealpost.station.command.FleetRunner;
import io.sealpost.station.inbox.Event;
import io.sealpost.station.inbox.Inbox;
import io.sealpost.station.link.BrokerSession;
import io.sealpost.station.link.Happening;
import io.sealpost.station.link.Moment;
import io.sealpost.station.site.DurationText;
import io.sealpost.station.view.EventView;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Shows what comes until the operator, a limit or a closed output ends it. For one thread.
 *
 * <p>Always in this order: show what there is, hand it over to whoever reads the output, commit the
 * index, acknowledge to the broker. Whatever ends the process in between, the broker sends again
 * what was not acknowledged, and the index knows what of it was shown. Only what was handed over
 * and not yet committed is shown twice: {@link #BATCH} messages at most.
 */
final class WatchLoop {
  /** The most happenings between two commits. */
  static final int BATCH = 256;

  private static final Duration TICK = Duration.ofSeconds(1);

  /** What the system says, where it speaks English, when nobody reads the output any more. */
  private static final String NO_READER = "Broken pipe";

  private final BrokerSession session;
  private final Inbox inbox;
  private final Commit commit;
  private final Optional<FleetRunner> deliveries;
  private final Newcomers newcomers;
  private final EventView view;
  private final Environment environment;
  private final Limits limits;
  private boolean everReached;
  private boolean stopped;
  private Optional<IOException> outputFailure = Optional.empty();

  /** Makes durable what was shown. */
  @FunctionalInterface
  interface Commit {
    void run() throws StationException;
  }

  /**
   * When to end.
   *
   * @param count of readings, at least 1
   * @param deadline of the monotonic clock
   */
  record Limits(long count, Duration deadline) {}

  /**
   * @param deliveries of what is desired of devices, if this watch makes them
   * @param newcomers that it cannot show
   */
  WatchLoop(
      BrokerSession session,
      Inbox inbox,
      Commit commit,
      Optional<FleetRunner> deliveries,
      Newcomers newcomers,
      EventView view,
      Environment environment,
      Limits limits) {
    this.session = session;
    this.inbox = inbox;
    this.commit = commit;
    this.deliveries = deliveries;
    this.newcomers = newcomers;
    this.view = view;
    this.environment = environment;
    this.limits = limits;
  }

  /**
   * @param address of the broker, to show
   */
  ExitCode run(String address) throws StationException {
    while (!isOver()) {
      List<Runnable> acknowledgements = new ArrayList<>();
      List<Happening> batch = session.nextBatch(patience(), BATCH);
      Moment taken = environment.time().now();
      for (Happening happening : batch) {
        if (!isEnough()) {
          happened(happening, address, acknowledgements);
        }
      }
      show(inbox.tick(now()));
      if (batch.size() < BATCH) {
        show(inbox.settings());
      }
      show(inbox.certificates(environment.time().now()));
      settle(acknowledgements);
      newcomers.look(now());
      if (deliveries.isPresent() && !isOver()) {
        deliveries
            .get()
            .settle(session, batch.size() < BATCH ? Optional.of(taken) : Optional.empty());
      }
    }
    show(inbox.settings());
    show(inbox.end(now()));
    view.end(inbox.tally());
    return ending();
  }

  private void settle(List<Runnable> acknowledgements) throws StationException {
    outputFailure = environment.out().settled();
    if (outputFailure.isEmpty() && !acknowledgements.isEmpty()) {
      commit.run();
      acknowledgements.forEach(Runnable::run);
    }
  }

  private boolean isOver() {
    return isEnough() || now().compareTo(limits.deadline) >= 0 || outputFailure.isPresent();
  }

  private boolean isEnough() {
    return stopped || inbox.tally().readings() >= limits.count;
  }

  private ExitCode ending() throws StationException {
    // A reader that went away, like "head", wants no more.
    Optional<IOException> fault =
        outputFailure.filter(failure -> !NO_READER.equals(failure.getMessage()));
    if (fault.isPresent()) {
      throw new StationException(
          ExitCode.STATE,
          "standard output cannot be written: "
              + fault.get().getMessage()
              + "; nothing is lost: the next run shows what could not be written",
          fault.get());
    }
    return everReached || stopped ? ExitCode.OK : ExitCode.UNAVAILABLE;
  }

  private Duration patience() {
    Duration left = limits.deadline.minus(now());
    return left.compareTo(TICK) < 0 ? left : TICK;
  }

  private Duration now() {
    return environment.time().now().elapsed();
  }

  private void happened(Happening happening, String address, List<Runnable> acknowledgements)
      throws StationException {
    if (deliveries.isPresent()) {
      deliveries.get().happened(happening);
    }
    if (happening instanceof Happening.Arrived arrived) {
      // What the broker kept for us comes before the subscriptions are confirmed.
      everReached = true;
      show(inbox.message(arrived.message(), environment.time().now()));
      acknowledgements.add(arrived.message().acknowledgement());
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
