package io.sealpost.station.cli;

import io.sealpost.station.StationException;
import io.sealpost.station.command.Ending;
import io.sealpost.station.command.Terms;
import io.sealpost.station.site.Site;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What all commands have that ask something of devices. */
final class AskOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Mixin private SiteOption siteOption = new SiteOption();

  @Parameters(index = "0", paramLabel = "DEVICE|PATTERN", description = Targets.DESCRIPTION)
  private String target = "";

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      description = "How long to wait for a device, 1s to 1h (default: 30s; of restart: 2m).")
  private Optional<Duration> timeout = Optional.empty();

  @Option(names = "--json", description = "For programs: one JSON object a line and device.")
  private boolean json;

  Site site(Environment environment) {
    return siteOption.site(environment);
  }

  Targets targets(Site site) throws StationException {
    try {
      return Targets.of(site.keys(), target);
    } catch (IllegalArgumentException e) {
      throw wrong(e);
    }
  }

  /** How to deal with the devices. */
  Terms terms(Targets targets, Duration usual) {
    try {
      return new Terms(timeout.orElse(usual), targets.several() ? Ending.ONLINE : Ending.ALL);
    } catch (IllegalArgumentException e) {
      throw wrong(e);
    }
  }

  /** The same complaint about the command line. */
  ParameterException wrong(IllegalArgumentException complaint) {
    return new ParameterException(
        spec.commandLine(), String.valueOf(complaint.getMessage()), complaint);
  }

  boolean json() {
    return json;
  }
}
