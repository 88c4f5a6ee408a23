package io.sealpost.station.cli;

import io.sealpost.protocol.DeviceId;
import io.sealpost.protocol.StreamName;
import io.sealpost.station.ExitCode;
import io.sealpost.station.StationException;
import io.sealpost.station.command.CommandRunner;
import io.sealpost.station.command.Outcome;
import io.sealpost.station.command.Request;
import io.sealpost.station.link.BrokerSession;
import io.sealpost.station.link.Happening;
import io.sealpost.station.link.Mailbox;
import io.sealpost.station.site.BrokerConfig;
import io.sealpost.station.site.DeviceKey;
import io.sealpost.station.site.Site;
import io.sealpost.station.store.ClientSlot;
import io.sealpost.station.store.StationStore;
import io.sealpost.station.view.Printable;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sealpost set}: changes how often a stream is read. */
@Command(
    name = "set",
    mixinStandardHelpOptions = true,
    header = "Changes how often a device reads a stream.",
    description =
        "Sends a device a sealed command to read a stream at another interval, and waits for its "
            + "sealed answer. The device obeys until the timeout and not later, within its own limits.",
    footer = {
      "",
      "Examples:",
      "  sealpost set rpi-07 temperature --every 10s",
      "  sealpost set rpi-07 devices --every 5m --timeout 2m --json"
    })
final class SetCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private SiteOption siteOption = new SiteOption();

  @Parameters(index = "0", paramLabel = "DEVICE", description = "The device's id.")
  private Optional<DeviceId> device = Optional.empty();

  @Parameters(index = "1", paramLabel = "STREAM", description = "The stream's name.")
  private Optional<StreamName> stream = Optional.empty();

  @Option(
      names = "--every",
      required = true,
      paramLabel = "INTERVAL",
      description = "The new interval, 100ms to 24h: 250ms, 10s, 5m, 24h.")
  private Duration every = Duration.ZERO;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      defaultValue = "30s",
      description = "How long to wait for the device, 1s to 1h (default: 30s).")
  private Duration timeout = Duration.ZERO;

  @Option(names = "--json", description = "For programs: the outcome as one JSON object.")
  private boolean json;

  private final Environment environment;

  SetCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws StationException {
    Request request = request();
    Site site = siteOption.site(environment);
    BrokerConfig broker = site.broker();
    StationStore store = new StationStore(site.state());
    Mailbox mailbox = environment.mailboxes().get();
    try (DeviceKey key = site.keys().key(request.device());
        CommandRunner runner =
            new CommandRunner(
                request,
                broker.topics(),
                environment.sealing(),
                key,
                store,
                environment.time(),
                this::warn);
        ClientSlot slot = ClientSlot.take(site.state(), broker.clientId(), "set");
        BrokerSession session =
            BrokerSession.openOnce(
                environment.links(), mailbox, broker, slot.clientId(), runner.filters())) {
      environment.stop().listen(() -> mailbox.put(new Happening.Stop()));
      Outcome outcome = runner.run(session);
      return report(request, outcome, store).code();
    }
  }

  private Request request() {
    try {
      return new Request(device.orElseThrow(), stream.orElseThrow(), every, timeout);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
    }
  }

  private ExitCode report(Request request, Outcome outcome, StationStore store)
      throws StationException {
    OutcomeReport report = OutcomeReport.of(request, outcome);
    if (report.pointless()) {
      store.giveUp(request.device(), request.stream());
    }
    if (json) {
      environment.out().println(report.json());
    } else {
      (report.exitCode() == ExitCode.OK ? environment.out() : environment.err())
          .println(Printable.message(report.text()));
    }
    return report.exitCode();
  }

  private void warn(String warning) {
    environment.err().println(Printable.message(warning));
  }
}
