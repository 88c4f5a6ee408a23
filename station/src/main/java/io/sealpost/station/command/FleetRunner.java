package io.sealpost.station.command;

import io.sealpost.mqtt.LinkState;
import io.sealpost.station.StationException;
import io.sealpost.station.link.BrokerSession;
import io.sealpost.station.link.Happening;
import io.sealpost.station.link.Moment;
import io.sealpost.station.link.Timekeeper;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Carries a {@link Fleet} out over a broker session. For one thread. */
public final class FleetRunner {
  private static final int BATCH = 256;

  private final Fleet fleet;
  private final Timekeeper time;

  /**
   * @param fleet closed by the caller
   */
  public FleetRunner(Fleet fleet, Timekeeper time) {
    this.fleet = fleet;
    this.time = time;
  }

  /** Runs until it is over. */
  public void run(BrokerSession session) throws StationException {
    while (!fleet.isOver()) {
      turn(session, happening -> {});
    }
  }

  /**
   * Waits for what happens next, and does what is due.
   *
   * @param seen told of everything before the fleet is
   */
  public void turn(BrokerSession session, Consumer<Happening> seen) throws StationException {
    List<Happening> batch = session.nextBatch(fleet.patience(time.now()), BATCH);
    Optional<Moment> upTo = batch.size() < BATCH ? Optional.of(time.now()) : Optional.empty();
    for (Happening happening : batch) {
      seen.accept(happening);
      happened(happening);
    }
    settle(session, upTo);
  }

  /** Something happened. */
  public void happened(Happening happening) throws StationException {
    if (happening instanceof Happening.Arrived arrived) {
      fleet.message(arrived.message(), time.now());
    } else if (happening instanceof Happening.Changed changed) {
      changed(changed.state());
    } else if (happening instanceof Happening.Delivered delivered) {
      fleet.delivered(delivered.message());
    } else if (happening instanceof Happening.Stop) {
      fleet.interrupt();
    }
  }

  /**
   * Does what is due now.
   *
   * @param upTo until when everything that happened was told: nobody is late whose message waits to
   *     be read, however long what came before it has taken; empty if nobody knows
   */
  public void settle(BrokerSession session, Optional<Moment> upTo) throws StationException {
    if (upTo.isPresent()) {
      fleet.tick(upTo.get());
    }
    for (Dispatch dispatch : fleet.due(time.now())) {
      if (dispatch instanceof Dispatch.Publish publish) {
        session.publish(publish.message());
      } else if (dispatch instanceof Dispatch.Subscribe subscribe) {
        session.subscribe(subscribe.filter());
      }
    }
  }

  private void changed(LinkState state) {
    if (state instanceof LinkState.Connected) {
      fleet.connected(time.now());
    } else if (state instanceof LinkState.Disconnected down) {
      fleet.disconnected(down.reason());
    }
  }
}
