package io.sealpost.station.cli;

import io.sealpost.station.ExitCode;
import io.sealpost.station.StationException;
import io.sealpost.station.inbox.Difference;
import io.sealpost.station.inbox.Filter;
import io.sealpost.station.inbox.Inbox;
import io.sealpost.station.inbox.ReadingIntake;
import io.sealpost.station.link.BrokerSession;
import io.sealpost.station.link.Happening;
import io.sealpost.station.link.Mailbox;
import io.sealpost.station.site.BrokerConfig;
import io.sealpost.station.site.Site;
import io.sealpost.station.store.ClientSlot;
import io.sealpost.station.store.StationStore;
import io.sealpost.station.view.DeviceState;
import io.sealpost.station.view.JsonLine;
import io.sealpost.station.view.Printable;
import io.sealpost.station.view.SettingJson;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sealpost diff}: what devices are to be, and are not. */
@Command(
    name = "diff",
    mixinStandardHelpOptions = true,
    header = "Shows which devices are not as they are desired to be.",
    description =
        "Compares what \"set\" and \"apply\" asked for with what every device last reported. The "
            + "exit code is 1 if something differs.",
    footer = {"", "Examples:", "  sealpost diff", "  sealpost diff 'kitchen-*' --json"})
final class DiffCommand implements Callable<Integer> {
  @Mixin private SiteOption siteOption = new SiteOption();

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "DEVICE|PATTERN",
      description = Targets.DESCRIPTION)
  private Optional<String> target = Optional.empty();

  @Option(names = "--json", description = "For programs: one JSON object a line and device.")
  private boolean json;

  @Option(
      names = "--wait",
      paramLabel = "TIME",
      defaultValue = "2s",
      description = "How long to wait for hellos once connected (default: 2s).")
  private Duration wait = Duration.ZERO;

  private final Environment environment;

  DiffCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws StationException {
    Site site = siteOption.site(environment);
    BrokerConfig broker = site.broker();
    StationStore store = new StationStore(site.state());
    Filter filter = Filter.ofGlobs(target.stream().toList(), List.of());
    Mailbox mailbox = environment.mailboxes().get();
    try (Desks desks = Desks.open(RingAccess.of(site, environment), filter);
        ClientSlot slot = ClientSlot.take(site.state(), broker.clientId(), "diff");
        BrokerSession session =
            BrokerSession.openOnce(
                environment.links(),
                mailbox,
                broker,
                slot.clientId(),
                RollCall.filters(broker.topics(), desks))) {
      environment.stop().listen(() -> mailbox.put(new Happening.Stop()));
      Inbox inbox = new Inbox(broker.topics(), desks.byDevice(), filter, store, ReadingIntake.NONE);
      RollCall roll =
          new RollCall("diff", session, inbox, desks, broker.topics(), store, environment);
      ExitCode exitCode = roll.take(wait);
      if (exitCode != ExitCode.OK) {
        return exitCode.code();
      }
      return show(roll.states()).code();
    }
  }

  private ExitCode show(List<DeviceState> states) {
    ExitCode exitCode = ExitCode.OK;
    for (DeviceState state : states) {
      List<Difference> differences = state.differences();
      boolean unknown = state.hello().isEmpty() && !state.desired().isEmpty();
      if (!differences.isEmpty() || unknown) {
        exitCode = ExitCode.REFUSED;
      }
      if (json) {
        environment
            .out()
            .println(
                new JsonLine()
                    .with("device", state.device())
                    .with("current", state.current())
                    .with("known", state.hello().isPresent())
                    .with("differs", SettingJson.of(differences)));
      } else if (unknown) {
        environment.out().println(state.device() + ": never said hello to this station");
      }
      if (!json) {
        differences.forEach(
            difference ->
                environment.out().println(Printable.message(difference.of(state.device()))));
      }
    }
    return exitCode;
  }
}
