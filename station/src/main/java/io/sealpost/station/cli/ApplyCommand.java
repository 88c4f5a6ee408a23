package io.sealpost.station.cli;

import io.sealpost.protocol.DeviceId;
import io.sealpost.station.ExitCode;
import io.sealpost.station.StationException;
import io.sealpost.station.command.Ending;
import io.sealpost.station.command.Outcome;
import io.sealpost.station.command.Terms;
import io.sealpost.station.desired.DesiredErrand;
import io.sealpost.station.desired.DryErrand;
import io.sealpost.station.inbox.Filter;
import io.sealpost.station.progress.Progress;
import io.sealpost.station.site.ApplyFile;
import io.sealpost.station.site.KeyRing;
import io.sealpost.station.site.Site;
import io.sealpost.station.store.Desired;
import io.sealpost.station.store.StationStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sealpost apply}: makes devices as a file says. */
@Command(
    name = "apply",
    mixinStandardHelpOptions = true,
    header = "Makes devices as a file says they are to be.",
    description =
        "Writes down how the devices that a file names are to be, sends each what differs from what "
            + "it reports, and waits for the answers. A device that is offline gets it when it says "
            + "hello: from \"apply --follow\", from a running \"watch\", or from a later \"apply\". "
            + "The exit code is 0 if nothing failed and only devices that are offline are pending.",
    footer = {
      "",
      "Examples:",
      "  sealpost apply site.toml --dry-run",
      "  sealpost apply site.toml --follow",
      "",
      "A file:",
      "  [[apply]]",
      "  to = \"kitchen-*\"",
      "  log-level = \"info\"",
      "  [apply.streams.temperature]",
      "  every = \"1m\"",
      "  on-change = 0.5"
    })
final class ApplyCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private SiteOption siteOption = new SiteOption();

  @Parameters(index = "0", paramLabel = "FILE", description = "What is desired, in TOML.")
  private Path file = Path.of("");

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      defaultValue = "30s",
      description = "How long to wait for each device, 1s to 1h (default: 30s).")
  private Duration timeout = Duration.ZERO;

  @Option(names = "--follow", description = "Stay until every device has answered.")
  private boolean follow;

  @Option(names = "--dry-run", description = "Show what would be sent, and send nothing.")
  private boolean dry;

  @Option(names = "--json", description = "For programs: one JSON object a line and device.")
  private boolean json;

  private final Environment environment;

  ApplyCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws StationException {
    Terms terms = terms();
    Site site = siteOption.site(environment);
    Map<DeviceId, Desired> desired = desired(site.keys());
    StationStore store = new StationStore(site.state());
    Asking asking = new Asking(environment, "apply", site, store, terms);
    if (dry) {
      return preview(asking, desired).code();
    }
    store.want(desired);
    Targets targets = new Targets(List.copyOf(desired.keySet()), true);
    Map<DeviceId, DesiredErrand> errands = new LinkedHashMap<>();
    targets.devices().forEach(device -> errands.put(device, new DesiredErrand(store, device)));
    Map<DeviceId, Outcome> outcomes;
    try (Progress progress = Inquiry.progress(environment, "apply", targets)) {
      outcomes = asking.run(targets.devices(), device -> errand(errands, device), progress);
    }
    Reports reports = new Reports(environment, json);
    outcomes.forEach(
        (device, outcome) ->
            reports.add(
                ApplyReport.of(device, terms.timeout(), outcome, errand(errands, device)), false));
    return reports.sum().code();
  }

  private Terms terms() {
    try {
      return new Terms(timeout, follow && !dry ? Ending.ANSWERED : Ending.ONLINE);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private static DesiredErrand errand(Map<DeviceId, DesiredErrand> errands, DeviceId device) {
    DesiredErrand errand = errands.get(device);
    if (errand == null) {
      throw new IllegalArgumentException(device + " is not in the file");
    }
    return errand;
  }

  private Map<DeviceId, Desired> desired(KeyRing keys) throws StationException {
    List<DeviceId> all = keys.devices();
    List<DeviceId> used = keys.devicesInUse();
    return ApplyFile.read(
        file, pattern -> matching(Targets.isPattern(pattern) ? used : all, pattern));
  }

  private static List<DeviceId> matching(List<DeviceId> ring, String pattern) {
    Filter filter = Filter.ofGlobs(List.of(pattern), List.of());
    return ring.stream().filter(filter::wants).toList();
  }

  private ExitCode preview(Asking asking, Map<DeviceId, Desired> desired) throws StationException {
    Map<DeviceId, DryErrand> errands = new LinkedHashMap<>();
    desired.forEach((device, wish) -> errands.put(device, new DryErrand(wish)));
    Map<DeviceId, Outcome> outcomes =
        asking.run(
            List.copyOf(desired.keySet()),
            device -> errands.getOrDefault(device, new DryErrand(Desired.NOTHING)),
            Progress.NONE);
    boolean reached = outcomes.values().stream().noneMatch(Outcome.Unavailable.class::isInstance);
    outcomes.forEach(
        (device, outcome) -> {
          DryErrand errand = errands.getOrDefault(device, new DryErrand(Desired.NOTHING));
          environment.out().println(ApplyReport.preview(device, outcome, errand, json));
        });
    return reached ? ExitCode.OK : ExitCode.UNAVAILABLE;
  }
}
