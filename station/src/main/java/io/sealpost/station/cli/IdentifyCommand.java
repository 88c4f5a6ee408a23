package io.sealpost.station.cli;

import io.sealpost.protocol.Action;
import io.sealpost.station.StationException;
import io.sealpost.station.command.Single;
import io.sealpost.station.site.DurationText;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sealpost identify}: makes a device blink, so that it can be found. */
@Command(
    name = "identify",
    mixinStandardHelpOptions = true,
    header = "Makes a device blink, so that it can be found.",
    description =
        "Asks a device to blink its activity LED for a while, and waits for its sealed answer.",
    footer = {"", "Examples:", "  sealpost identify rpi-07", "  sealpost identify rpi-07 --for 0s"})
final class IdentifyCommand implements Callable<Integer> {
  @Mixin private AskOptions options = new AskOptions();

  @Option(
      names = "--for",
      paramLabel = "TIME",
      defaultValue = "30s",
      description = "How long, up to 10m; 0s stops it (default: 30s).")
  private Duration duration = Duration.ZERO;

  private final Environment environment;

  IdentifyCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws StationException {
    Action identify = action();
    String done =
        duration.isZero() ? "no longer blinks" : "blinks for " + DurationText.of(duration);
    return new Inquiry(environment, options, "identify", answer -> done)
        .run(Inquiry.USUAL, device -> new Single(identify, false), Inquiry.Refused.IGNORED)
        .code();
  }

  private Action action() {
    try {
      return new Action.Identify(duration);
    } catch (IllegalArgumentException e) {
      throw options.wrong(e);
    }
  }
}
