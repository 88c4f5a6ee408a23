package io.sealpost.station.cli;

import io.sealpost.protocol.DeviceId;
import io.sealpost.station.ExitCode;
import io.sealpost.station.StationException;
import io.sealpost.station.command.Ending;
import io.sealpost.station.command.Outcome;
import io.sealpost.station.command.Terms;
import io.sealpost.station.progress.Progress;
import io.sealpost.station.signing.Signatures;
import io.sealpost.station.signing.SigningCommand;
import io.sealpost.station.signing.SigningErrand;
import io.sealpost.station.site.Site;
import io.sealpost.station.store.StationStore;
import io.sealpost.station.view.Printable;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sealpost sign}: gives devices the certificates that they ask for. */
@Command(
    name = "sign",
    mixinStandardHelpOptions = true,
    header = "Gives devices the certificates that they ask for.",
    description =
        "A device whose certificate ends soon asks for another in its hello. This hands the request to "
            + "the [signing] command of station.toml, checks what it signs, and sends it sealed to the "
            + "device, which tries it with the broker and goes back to the one before if the broker "
            + "refuses it. A request is signed once: run again, the same certificate is sent.",
    footer = {
      "",
      "Examples:",
      "  sealpost sign --dry-run",
      "  sealpost sign rpi-07",
      "  sealpost sign --follow"
    })
final class SignCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private SiteOption siteOption = new SiteOption();

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "DEVICE|PATTERN",
      defaultValue = "*",
      description = Targets.DESCRIPTION + " All if none is named.")
  private String target = "*";

  @Option(names = "--follow", description = "Go on, and sign whenever a device asks, until Ctrl-C.")
  private boolean follow;

  @Option(names = "--dry-run", description = "Only say which devices ask; sign and send nothing.")
  private boolean dryRun;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      defaultValue = "30s",
      description = "How long to wait for a device, 1s to 1h (default: 30s).")
  private Duration timeout = Inquiry.USUAL;

  @Option(names = "--json", description = "For programs: one JSON object a line and device.")
  private boolean json;

  private final Environment environment;

  SignCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws StationException {
    if (follow && (dryRun || json)) {
      throw new ParameterException(
          spec.commandLine(), "--follow goes neither with --dry-run nor with --json");
    }
    Site site = siteOption.site(environment);
    Optional<Signatures> signatures = dryRun ? Optional.empty() : Optional.of(signatures(site));
    if (follow) {
      return new SigningWatch(environment, site, () -> targets(site).devices(), signatures)
          .run()
          .code();
    }
    Targets targets = targets(site);
    Terms terms = terms(targets);
    Map<DeviceId, SigningErrand> errands = new HashMap<>();
    Map<DeviceId, Outcome> outcomes;
    try (Progress progress = Inquiry.progress(environment, "sign", targets)) {
      outcomes =
          new Asking(environment, "sign", site, new StationStore(site.state()), terms)
              .run(
                  targets.devices(),
                  device ->
                      errands.computeIfAbsent(
                          device, id -> new SigningErrand(id, signatures, unused -> {})),
                  progress);
    }
    return report(targets, terms, outcomes, errands).code();
  }

  private Signatures signatures(Site site) throws StationException {
    List<String> command = site.signing().command();
    if (command.isEmpty()) {
      throw new StationException(
          ExitCode.CONFIGURATION,
          site.folder().resolve("station.toml")
              + ": [signing] command is missing; it names the program that signs, for instance"
              + " [\"/usr/bin/sealpost-provision\", \"sign\", \"--site\", \"/home/me/farm\"]");
    }
    return new Signatures(site.state(), new SigningCommand(command), environment.time(), !follow);
  }

  private Targets targets(Site site) throws StationException {
    try {
      return Targets.of(site.keys(), target);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private Terms terms(Targets targets) {
    try {
      return new Terms(timeout, targets.several() ? Ending.ONLINE : Ending.ALL);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private ExitCode report(
      Targets targets,
      Terms terms,
      Map<DeviceId, Outcome> outcomes,
      Map<DeviceId, SigningErrand> errands)
      throws StationException {
    Reports reports = new Reports(environment, json);
    for (Map.Entry<DeviceId, Outcome> entry : outcomes.entrySet()) {
      Optional<SigningErrand> errand = Optional.ofNullable(errands.get(entry.getKey()));
      Optional<StationException> fault = errand.flatMap(SigningErrand::fault);
      SignWording wording =
          errand.isPresent()
              ? new SignWording(errand.get().said(), errand.get().sent())
              : new SignWording(Optional.empty(), Optional.empty());
      Outcome outcome =
          fault.isPresent()
              ? new Outcome.Impossible(Printable.message(String.valueOf(fault.get().getMessage())))
              : entry.getValue();
      OutcomeReport report = OutcomeReport.of(wording, entry.getKey(), terms.timeout(), outcome);
      if (!targets.several()) {
        return reports.alone(report);
      }
      reports.add(report, wording.tellsSomething());
    }
    return reports.sum();
  }
}
