package io.sealpost.station.cli;

import io.sealpost.protocol.Answer;
import io.sealpost.station.StationException;
import io.sealpost.station.command.Restarting;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code sealpost restart}: restarts the agent of a device. */
@Command(
    name = "restart",
    mixinStandardHelpOptions = true,
    header = "Restarts the agent of a device.",
    description =
        "Asks devices to restart their agent, and waits until they are back. Only a device whose agent "
            + "is started anew by something, such as systemd, obeys. What it has not delivered stays.",
    footer = {
      "",
      "Examples:",
      "  sealpost restart rpi-07",
      "  sealpost restart 'kitchen-*' --timeout 5m"
    })
final class RestartCommand implements Callable<Integer> {
  private static final Duration USUAL = Duration.ofMinutes(2);

  @Mixin private AskOptions options = new AskOptions();

  private final Environment environment;

  RestartCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws StationException {
    return new Inquiry(environment, options, "restart", new RestartWording())
        .run(USUAL, device -> new Restarting(), Inquiry.Refused.IGNORED)
        .code();
  }

  private static final class RestartWording implements Wording {
    @Override
    public String done(Answer answer) {
      return "restarted, and back";
    }

    @Override
    public String nothing() {
      return "is in another boot; its answer was lost";
    }

    @Override
    public String notBack() {
      return "obeyed, and has not come back";
    }
  }
}
