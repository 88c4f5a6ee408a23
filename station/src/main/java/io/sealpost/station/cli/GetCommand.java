package io.sealpost.station.cli;

import io.sealpost.protocol.Action;
import io.sealpost.station.StationException;
import io.sealpost.station.command.Single;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code sealpost get}: shows the settings that are in force. */
@Command(
    name = "get",
    mixinStandardHelpOptions = true,
    header = "Shows the settings that are in force.",
    description =
        "Asks devices for the settings that are in force, and shows their sealed answers.",
    footer = {"", "Examples:", "  sealpost get rpi-07", "  sealpost get 'kitchen-*' --json"})
final class GetCommand implements Callable<Integer> {
  @Mixin private AskOptions options = new AskOptions();

  private final Environment environment;

  GetCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws StationException {
    return new Inquiry(environment, options, "get", new GetWording())
        .run(Inquiry.USUAL, device -> new Single(new Action.Get(), false), Inquiry.Refused.IGNORED)
        .code();
  }
}
