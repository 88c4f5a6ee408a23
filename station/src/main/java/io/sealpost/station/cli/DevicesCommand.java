package io.sealpost.station.cli;

import io.sealpost.station.ExitCode;
import io.sealpost.station.StationException;
import io.sealpost.station.inbox.Filter;
import io.sealpost.station.inbox.Inbox;
import io.sealpost.station.inbox.ReadingIntake;
import io.sealpost.station.link.BrokerSession;
import io.sealpost.station.link.Happening;
import io.sealpost.station.link.Mailbox;
import io.sealpost.station.site.BrokerConfig;
import io.sealpost.station.site.RevokedKey;
import io.sealpost.station.site.Site;
import io.sealpost.station.store.ClientSlot;
import io.sealpost.station.store.StationStore;
import io.sealpost.station.view.DeviceJson;
import io.sealpost.station.view.DeviceState;
import io.sealpost.station.view.DeviceText;
import io.sealpost.station.view.JsonLine;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sealpost devices}: how every device is. */
@Command(
    name = "devices",
    mixinStandardHelpOptions = true,
    header = "Shows how every device is.",
    description =
        "Shows what every device of the key ring last said of itself: whether it is online, its "
            + "version, boot, rates, clock, TLS handshakes, journal, and sensors that are simulated or "
            + "fail.",
    footer = {"", "Examples:", "  sealpost devices", "  sealpost devices --json --wait 5s"})
final class DevicesCommand implements Callable<Integer> {
  @Mixin private SiteOption siteOption = new SiteOption();

  @Option(names = "--json", description = "For programs: one JSON object a line and device.")
  private boolean json;

  @Option(
      names = "--wait",
      paramLabel = "TIME",
      defaultValue = "2s",
      description = "How long to wait for hellos once connected (default: 2s).")
  private Duration wait = Duration.ZERO;

  private final Environment environment;

  DevicesCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws StationException {
    Site site = siteOption.site(environment);
    BrokerConfig broker = site.broker();
    StationStore store = new StationStore(site.state());
    Mailbox mailbox = environment.mailboxes().get();
    try (Desks desks = Desks.open(RingAccess.of(site, environment), Filter.ALL);
        ClientSlot slot = ClientSlot.take(site.state(), broker.clientId(), "devices");
        BrokerSession session =
            BrokerSession.openOnce(
                environment.links(),
                mailbox,
                broker,
                slot.clientId(),
                RollCall.filters(broker.topics(), desks))) {
      environment.stop().listen(() -> mailbox.put(new Happening.Stop()));
      Inbox inbox =
          new Inbox(broker.topics(), desks.byDevice(), Filter.ALL, store, ReadingIntake.NONE);
      RollCall roll =
          new RollCall("devices", session, inbox, desks, broker.topics(), store, environment);
      ExitCode exitCode = roll.take(wait);
      roll.states().forEach(this::show);
      desks.revoked().values().forEach(this::show);
      return exitCode.code();
    }
  }

  private void show(DeviceState state) {
    if (json) {
      environment.out().println(DeviceJson.of(state));
    } else {
      environment.out().print(new DeviceText(environment.zone()).of(state));
    }
  }

  private void show(RevokedKey revoked) {
    environment
        .out()
        .println(
            json
                ? new JsonLine().with("device", revoked.device()).with("revoked", revoked.since())
                : revoked.device() + "  REVOKED since " + revoked.since());
  }
}
