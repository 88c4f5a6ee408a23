package io.sealpost.station.cli;

import io.sealpost.protocol.Action;
import io.sealpost.station.ExitCode;
import io.sealpost.station.StationException;
import io.sealpost.station.command.Once;
import io.sealpost.station.command.Terms;
import io.sealpost.station.site.Site;
import java.nio.charset.StandardCharsets;
import java.util.Scanner;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sealpost forget}: makes devices give up what they have not delivered. */
@Command(
    name = "forget",
    mixinStandardHelpOptions = true,
    header = "Makes devices give up what they have not delivered.",
    description =
        "Asks devices to give up everything that waits in their journals for the broker, and shows "
            + "what that was. It cannot be undone. Asks before it does so.",
    footer = {
      "",
      "Examples:",
      "  sealpost forget rpi-07",
      "  sealpost forget 'kitchen-*' --yes --json"
    })
final class ForgetCommand implements Callable<Integer> {
  @Mixin private AskOptions options = new AskOptions();

  @Option(names = "--yes", description = "Do not ask; needed where there is no terminal.")
  private boolean yes;

  private final Environment environment;

  ForgetCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws StationException {
    Site site = options.site(environment);
    Targets targets = options.targets(site);
    Terms terms = options.terms(targets, Inquiry.USUAL);
    confirm(targets);
    return new Inquiry(environment, options, "forget", new ForgetWording())
        .run(site, targets, terms, device -> new Once(new Action.Forget()), Inquiry.Refused.IGNORED)
        .code();
  }

  private void confirm(Targets targets) throws StationException {
    if (yes) {
      return;
    }
    if (!environment.terminal().input()) {
      throw new StationException(
          ExitCode.USAGE, "it cannot be undone, and nobody is here to be asked; give --yes");
    }
    String whose =
        targets.several()
            ? targets.devices().size() + " devices have"
            : targets.devices().get(0) + " has";
    environment.err().print("Give up everything that " + whose + " not delivered? [y/N] ");
    environment.err().flush();
    Scanner answer = new Scanner(environment.in(), StandardCharsets.UTF_8);
    if (!answer.hasNextLine() || !answer.nextLine().strip().equalsIgnoreCase("y")) {
      throw new StationException(ExitCode.REFUSED, "nothing was given up");
    }
  }
}
