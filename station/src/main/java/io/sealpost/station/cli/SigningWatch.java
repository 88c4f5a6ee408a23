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
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Signs whenever a device asks, until the operator ends it. Devices that come into the key ring, or
 * are revoked, are noticed within two minutes.
 *
 * @param roster that it is for
 * @param signatures who signs
 */
record SigningWatch(
    Environment environment, Site site, Roster roster, Optional<Signatures> signatures) {
  /** How long a change of the key ring may go unnoticed. */
  private static final Duration LOOK = Duration.ofMinutes(1);

  /** The devices that are wanted, as the key ring is now. */
  @FunctionalInterface
  interface Roster {
    List<DeviceId> devices() throws StationException;
  }

  /** The wanted devices as they were when the key ring had last changed. */
  private record Listing(FileTime changedAt, List<DeviceId> devices) {}

  ExitCode run() throws StationException {
    Optional<Listing> listing = follow(list());
    while (listing.isPresent()) {
      listing = followAgain(listing.get());
    }
    return ExitCode.OK;
  }

  /** A service that has run goes on whatever the station's files are like for a moment. */
  private Optional<Listing> followAgain(Listing listing) {
    try {
      return follow(listing);
    } catch (StationException e) {
      complain(e.getMessage() + "; trying again in " + LOOK.toSeconds() + " s");
      return isStoppedWithin(LOOK) ? Optional.empty() : Optional.of(listing);
    }
  }

  private boolean isStoppedWithin(Duration patience) {
    Mailbox mailbox = environment.mailboxes().get();
    environment.stop().listen(() -> mailbox.put(new Happening.Stop()));
    boolean stopped = mailbox.take(patience).isPresent();
    mailbox.close();
    return stopped;
  }

  private Listing list() throws StationException {
    // Asked first: what changes while the devices are listed is noticed the next time.
    FileTime changedAt = site.keys().changedAt();
    return new Listing(changedAt, roster.devices());
  }

  /** Until other devices are wanted, or the operator ends it: then it is empty. */
  private Optional<Listing> follow(Listing listing) throws StationException {
    BrokerConfig broker = site.broker();
    RingAccess access = RingAccess.of(site, environment);
    StationStore store = new StationStore(site.state());
    Mailbox mailbox = environment.mailboxes().get();
    Terms terms = new Terms(Inquiry.USUAL, Ending.NEVER);
    try (Fleet fleet =
        new Fleet(broker.topics(), access.sealing(), terms, store, store, this::tell)) {
      for (DeviceId device : listing.devices()) {
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
        return follow(listing, fleet, session);
      }
    }
  }

  private Optional<Listing> follow(Listing listing, Fleet fleet, BrokerSession session)
      throws StationException {
    FleetRunner runner = new FleetRunner(fleet, environment.time());
    AtomicBoolean stopped = new AtomicBoolean();
    Listing known = listing;
    Duration lookAt = elapsed().plus(LOOK);
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
      if (elapsed().compareTo(lookAt) >= 0) {
        lookAt = elapsed().plus(LOOK);
        Listing present = renewed(known);
        // Those that could not be added may be able to now.
        if (!stopped.get()
            && !present.changedAt().equals(known.changedAt())
            && !fleet.devices().equals(Set.copyOf(present.devices()))) {
          return Optional.of(present);
        }
        known = present;
      }
    }
    return Optional.empty();
  }

  private Duration elapsed() {
    return environment.time().now().elapsed();
  }

  private Listing renewed(Listing known) {
    FileTime changedAt = known.changedAt();
    try {
      changedAt = site.keys().changedAt();
      return changedAt.equals(known.changedAt()) ? known : new Listing(changedAt, roster.devices());
    } catch (StationException e) {
      complain(String.valueOf(e.getMessage()));
      return new Listing(changedAt, known.devices());
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
