package io.sealpost.station.cli;

import io.sealpost.crypto.Format;
import io.sealpost.crypto.Sealing;
import io.sealpost.crypto.SecretBytes;
import io.sealpost.station.ExitCode;
import io.sealpost.station.StationException;
import io.sealpost.station.site.KeyRing;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code sealpost key master new}: draws a master key. */
@Command(
    name = "new",
    mixinStandardHelpOptions = true,
    header = "Draws a master key, from which the first keys of a fleet follow.",
    description =
        "Draws a master key, so that \"sealpost key new DEVICE --master FILE\" gives the same device "
            + "the same key again wherever the file is. Who gets hold of the file has the first key of "
            + "EVERY device that was made with it, also of those to come: reads what they send and "
            + "what was recorded of them, and commands them, until each of them was rotated, which "
            + "draws keys at random. Keep it off the station, and do without it if you can: a key ring "
            + "with a backup needs none.",
    footer = {"", "Example:", "  sealpost key master new /media/stick/master"})
final class KeyMasterNewCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "Where to write it, mode 0600; never overwritten.")
  private Path file = Path.of("");

  private final Environment environment;

  KeyMasterNewCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws StationException {
    try (SecretBytes master = SecretBytes.random(environment.random().get(), Sealing.KEY_SIZE)) {
      KeyRing.export(file, Format.COSE_1, master);
    }
    environment.out().println("wrote " + file);
    return ExitCode.OK.code();
  }
}
