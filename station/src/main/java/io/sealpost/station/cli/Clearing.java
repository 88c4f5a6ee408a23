package io.sealpost.station.cli;

import io.sealpost.mqtt.LinkState;
import io.sealpost.protocol.DeviceId;
import io.sealpost.station.StationException;
import io.sealpost.station.link.BrokerSession;
import io.sealpost.station.link.Happening;
import io.sealpost.station.link.Mailbox;
import io.sealpost.station.revocation.RetainedSweep;
import io.sealpost.station.site.BrokerConfig;
import io.sealpost.station.site.Site;
import io.sealpost.station.store.ClientSlot;
import io.sealpost.station.view.Printable;
import java.time.Duration;
import java.util.Optional;

/**
 * Clears what the broker keeps of a device, and tells how that went.
 *
 * @param environment that it works on
 * @param site whose device it is
 * @param broker of the site
 */
record Clearing(Environment environment, Site site, BrokerConfig broker) {
  /**
   * Clears.
   *
   * @param wait how long to watch whether something comes back, and for the connection
   * @return whether nothing is left to do
   */
  boolean of(DeviceId device, Duration wait) throws StationException {
    RetainedSweep sweep = new RetainedSweep(broker.topics(), device);
    Mailbox mailbox = environment.mailboxes().get();
    try (ClientSlot slot = ClientSlot.take(site.state(), broker.clientId(), "revoke");
        BrokerSession session =
            BrokerSession.openOnce(
                environment.links(), mailbox, broker, slot.clientId(), sweep.filters())) {
      environment.stop().listen(() -> mailbox.put(new Happening.Stop()));
      Optional<String> fault = watch(sweep, session, wait);
      return told(device, sweep, fault);
    }
  }

  private Optional<String> watch(RetainedSweep sweep, BrokerSession session, Duration wait) {
    Duration end = now().plus(broker.connectTimeout());
    boolean connected = false;
    while (now().compareTo(end) < 0) {
      Optional<Happening> happening = session.next(end.minus(now()));
      if (happening.isEmpty()) {
        continue;
      }
      if (happening.get() instanceof Happening.Stop) {
        break;
      }
      if (happening.get() instanceof Happening.Arrived arrived) {
        sweep.arrived(arrived.message()).forEach(session::publish);
      }
      if (happening.get() instanceof Happening.Changed changed) {
        if (changed.state() instanceof LinkState.Connected) {
          connected = true;
          end = now().plus(wait);
          sweep.begin().forEach(session::publish);
        } else if (changed.state() instanceof LinkState.Disconnected down && !connected) {
          return Optional.of(down.reason());
        }
      }
    }
    return connected ? Optional.empty() : Optional.of("the broker did not answer");
  }

  private boolean told(DeviceId device, RetainedSweep sweep, Optional<String> fault) {
    if (fault.isPresent()) {
      complain(device + ": what the broker keeps of it was not cleared: " + fault.get());
      return false;
    }
    if (!sweep.isClear()) {
      complain(
          device
              + ": what the broker keeps of it was not cleared, or comes back: let the station's"
              + " user write to its hello and status, and run this again");
    } else {
      environment.out().println(device + ": nothing is kept of it at the broker");
    }
    if (sweep.isOnline()) {
      complain(
          device
              + ": is online still and can publish again until the broker ends its connection;"
              + " nothing of that is believed here");
    } else if (sweep.wasOnline()) {
      complain(
          device
              + ": its status said that it is online; nothing came of it in the meantime, but only"
              + " the broker knows whether its connection has ended");
    }
    return sweep.isClear() && !sweep.isOnline();
  }

  private void complain(String text) {
    environment.err().println(Printable.message(text));
  }

  private Duration now() {
    return environment.time().now().elapsed();
  }
}
