package io.sealpost.station.cli;

import io.sealpost.protocol.DeviceId;
import io.sealpost.protocol.TopicTree;
import io.sealpost.station.StationException;
import io.sealpost.station.command.Ending;
import io.sealpost.station.command.Fleet;
import io.sealpost.station.command.FleetRunner;
import io.sealpost.station.command.News;
import io.sealpost.station.command.Outcome;
import io.sealpost.station.command.Terms;
import io.sealpost.station.desired.DesiredErrand;
import io.sealpost.station.inbox.Event;
import io.sealpost.station.inbox.Filter;
import io.sealpost.station.site.DeviceKey;
import io.sealpost.station.site.Site;
import io.sealpost.station.store.HelloShelf;
import io.sealpost.station.store.StationStore;
import io.sealpost.station.view.EventView;
import io.sealpost.station.view.Printable;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Brings devices, whenever they say hello, what is desired of them.
 *
 * @param fleet of those devices; empty if nobody wants it
 * @param runner of the fleet
 */
record Deliveries(Optional<Fleet> fleet, Optional<FleetRunner> runner) implements AutoCloseable {
  /** Brings nothing. */
  static final Deliveries NONE = new Deliveries(Optional.empty(), Optional.empty());

  /** What other commands saw last; this one tells them through its inbox. */
  private record Remembered(StationStore store) implements HelloShelf {
    @Override
    public Optional<byte[]> hello(DeviceId device) throws StationException {
      return store.hello(device);
    }

    @Override
    public void replaceHello(DeviceId device, byte[] sealed, Predicate<byte[]> outdated) {}
  }

  /**
   * @param view that is told what devices answer
   */
  static Deliveries open(
      Environment environment,
      Site site,
      TopicTree topics,
      Filter filter,
      StationStore store,
      EventView view)
      throws StationException {
    RingAccess access = RingAccess.of(site, environment);
    Fleet fleet =
        new Fleet(
            topics,
            access.sealing(),
            new Terms(Inquiry.USUAL, Ending.NEVER),
            store,
            new Remembered(store),
            news -> tell(news, view, environment));
    for (DeviceKey key : site.keys().all()) {
      try (key) {
        // With a read-only key there is nothing to deliver.
        if (filter.wants(key.device()) && !key.readOnly()) {
          DeviceId device = key.device();
          fleet.add(key, () -> access.line(device), new DesiredErrand(store, device));
        }
      }
    }
    return new Deliveries(
        Optional.of(fleet), Optional.of(new FleetRunner(fleet, environment.time())));
  }

  /** Alarms and refused messages are told by the inbox. */
  private static void tell(News news, EventView view, Environment environment) {
    if (news instanceof News.Answered answered) {
      view.show(
          new Event.DesiredAnswered(
              answered.device(), answered.answer().status(), answered.answer().detail()));
    } else if (news instanceof News.Ended ended
        && ended.outcome() instanceof Outcome.Impossible impossible) {
      String reason = ended.device() + ": " + impossible.reason();
      environment
          .err()
          .println(Printable.message(reason + "; it is sent nothing until \"watch\" starts anew"));
    }
  }

  @Override
  public void close() {
    fleet.ifPresent(Fleet::close);
  }
}
