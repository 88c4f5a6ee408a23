package io.sealpost.station.cli;

import io.sealpost.mqtt.LinkState;
import io.sealpost.protocol.Answer;
import io.sealpost.protocol.DeviceId;
import io.sealpost.station.ExitCode;
import io.sealpost.station.StationException;
import io.sealpost.station.command.Ending;
import io.sealpost.station.command.Fleet;
import io.sealpost.station.command.FleetRunner;
import io.sealpost.station.command.News;
import io.sealpost.station.command.Terms;
import io.sealpost.station.link.BrokerSession;
import io.sealpost.station.link.Happening;
import io.sealpost.station.link.Mailbox;
import io.sealpost.station.signing.Signatures;
import io.sealpost.station.signing.SigningErrand;
import io.sealpost.station.site.BrokerConfig;
import io.sealpost.station.site.DeviceKey;
import io.sealpost.station.site.Site;
import io.sealpost.station.store.ClientSlot;
import io.sealpost.station.store.StationStore;
import io.sealpost.station.view.Printable;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Signs whenever a device asks, until the operator ends it.
 *
 * @param devices that it is for
 * @param signatures who signs
 */
record SigningWatch(
    Environment environment, Site site, List<DeviceId> devices, Optional<Signatures> signatures) {
  ExitCode run() throws StationException {
    BrokerConfig broker = site.broker();
    RingAccess access = RingAccess.of(site, environment);
    StationStore store = new StationStore(site.state());
    Mailbox mailbox = environment.mailboxes().get();
    Terms terms = new Terms(Inquiry.USUAL, Ending.NEVER);
    try (Fleet fleet =
        new Fleet(broker.topics(), access.sealing(), terms, store, store, this::tell)) {
      for (DeviceId device : devices) {
        try (DeviceKey key = access.ring().key(device)) {
          fleet.add(
              key,
              () -> access.line(device),
              new SigningErrand(device, signatures, this::complain));
        } catch (StationException e) {
          complain(String.valueOf(e.getMessage()));
        }
      }
      try (ClientSlot slot = ClientSlot.take(site.state(), broker.clientId(), "sign");
          BrokerSession session =
              BrokerSession.openOnce(
                  environment.links(), mailbox, broker, slot.clientId(), fleet.filters())) {
        environment.stop().listen(() -> mailbox.put(new Happening.Stop()));
        follow(fleet, session);
      }
    }
    return ExitCode.OK;
  }

  private void follow(Fleet fleet, BrokerSession session) throws StationException {
    FleetRunner runner = new FleetRunner(fleet, environment.time());
    AtomicBoolean stopped = new AtomicBoolean();
    while (!stopped.get()) {
      runner.turn(
          session,
          happening -> {
            if (happening instanceof Happening.Stop) {
              stopped.set(true);
            } else if (happening instanceof Happening.Changed changed
                && changed.state() instanceof LinkState.Disconnected down) {
              complain("disconnected: " + down.reason());
            }
          });
    }
  }

  private void tell(News news) {
    if (news instanceof News.Warning warning) {
      complain(warning.text());
    } else if (news instanceof News.Answered answered) {
      Answer answer = answered.answer();
      if (answer.status() == Answer.Status.OK) {
        environment.out().println(answered.device() + ": has a new certificate, and tries it");
        environment.out().flush();
      } else {
        complain(
            answered.device()
                + ": refused the certificate ("
                + answer.status().label()
                + ")"
                + answer.detail().map(why -> ": " + why).orElse(""));
      }
    }
  }

  private void complain(String text) {
    environment.err().println(Printable.message(text));
  }
}
