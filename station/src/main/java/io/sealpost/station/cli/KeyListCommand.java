package io.sealpost.station.cli;

import io.sealpost.station.ExitCode;
import io.sealpost.station.StationException;
import io.sealpost.station.site.DeviceKey;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code sealpost key list}: whose keys there are. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    header = "Lists the devices of the key ring.",
    description = "Lists the devices of the key ring with their formats, and checks every file.",
    footer = {"", "Example:", "  sealpost key list"})
final class KeyListCommand implements Callable<Integer> {
  @Mixin private SiteOption site = new SiteOption();

  private final Environment environment;

  KeyListCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws StationException {
    for (DeviceKey key : site.site(environment).keys().all()) {
      try (key) {
        environment.out().println(key.device() + " " + key.format().label());
      }
    }
    return ExitCode.OK.code();
  }
}
