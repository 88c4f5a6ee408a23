package io.sealpost.station.cli;

import io.sealpost.protocol.DeviceId;
import io.sealpost.station.StationException;
import io.sealpost.station.command.Errand;
import io.sealpost.station.command.Fleet;
import io.sealpost.station.command.FleetRunner;
import io.sealpost.station.command.News;
import io.sealpost.station.command.Outcome;
import io.sealpost.station.command.Terms;
import io.sealpost.station.link.BrokerSession;
import io.sealpost.station.link.Happening;
import io.sealpost.station.link.Mailbox;
import io.sealpost.station.progress.Progress;
import io.sealpost.station.site.BrokerConfig;
import io.sealpost.station.site.DeviceKey;
import io.sealpost.station.site.Site;
import io.sealpost.station.store.ClientSlot;
import io.sealpost.station.store.StationStore;
import io.sealpost.station.view.Printable;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sends devices of a site on errands and waits for what comes of them.
 *
 * @param environment that it works on
 * @param command its name, which becomes part of the client id
 * @param site whose devices they are
 * @param store of the site
 * @param terms how to deal with the devices
 */
record Asking(Environment environment, String command, Site site, StationStore store, Terms terms) {
  /** What one device is asked. */
  interface Errands {
    Errand of(DeviceId device) throws StationException;
  }

  /**
   * @param progress told of each device that is done with
   */
  Map<DeviceId, Outcome> run(List<DeviceId> devices, Errands errands, Progress progress)
      throws StationException {
    BrokerConfig broker = site.broker();
    RingAccess access = RingAccess.of(site, environment);
    Map<DeviceId, Outcome> impossible = new HashMap<>();
    Mailbox mailbox = environment.mailboxes().get();
    try (Fleet fleet =
        new Fleet(
            broker.topics(), access.sealing(), terms, store, store, news -> tell(news, progress))) {
      for (DeviceId device : devices) {
        try (DeviceKey key = access.ring().key(device)) {
          fleet.add(key, () -> access.line(device), errands.of(device));
        } catch (StationException e) {
          if (devices.size() == 1) {
            throw e;
          }
          impossible.put(device, new Outcome.Impossible(String.valueOf(e.getMessage())));
          progress.step();
        }
      }
      try (ClientSlot slot = ClientSlot.take(site.state(), broker.clientId(), command);
          BrokerSession session =
              BrokerSession.openOnce(
                  environment.links(), mailbox, broker, slot.clientId(), fleet.filters())) {
        environment.stop().listen(() -> mailbox.put(new Happening.Stop()));
        new FleetRunner(fleet, environment.time()).run(session);
      }
      return inOrder(devices, fleet.outcomes(), impossible);
    }
  }

  private static Map<DeviceId, Outcome> inOrder(
      List<DeviceId> devices, Map<DeviceId, Outcome> asked, Map<DeviceId, Outcome> notAsked) {
    Map<DeviceId, Outcome> outcomes = new LinkedHashMap<>();
    for (DeviceId device : devices) {
      Optional.ofNullable(asked.get(device))
          .or(() -> Optional.ofNullable(notAsked.get(device)))
          .ifPresent(outcome -> outcomes.put(device, outcome));
    }
    return outcomes;
  }

  private void tell(News news, Progress progress) {
    if (news instanceof News.Warning warning) {
      environment.err().println(Printable.message(warning.text()));
    } else if (news instanceof News.Ended) {
      progress.step();
    }
  }
}
