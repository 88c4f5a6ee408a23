package io.sealpost.station.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code sealpost}: says which subcommands there are. */
@Command(
    name = "sealpost",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Opens what Sealpost devices seal, and sends them sealed commands.",
    footer = {
      "",
      "A site is a folder: station.toml says where the broker is, keys/ is the key",
      "ring, state/ is what the station remembers. It is named by --site, else by",
      "$SEALPOST_SITE, else it is ~/.config/sealpost.",
      "",
      "Examples:",
      "  sealpost key new rpi-07 --out psk",
      "  sealpost watch",
      "  sealpost set rpi-07 temperature --every 10s"
    })
final class SealpostCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }
}
