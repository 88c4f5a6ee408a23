package io.sealpost.station.cli;

import io.sealpost.crypto.Sealing;
import io.sealpost.protocol.DeviceId;
import io.sealpost.station.ExitCode;
import io.sealpost.station.StationException;
import io.sealpost.station.site.DeviceKey;
import io.sealpost.station.site.KeyRing;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sealpost key export}: what another station may read with. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    header = "Writes read-only keys for another station.",
    description =
        "Writes key files that open what the devices send and cannot command them: put them into the "
            + "folder keys of another station. Neither a device's key nor a key towards it can be made "
            + "from them. They are good until the device's next key: export again after a rotation, "
            + "which replaces them. Keep them secret all the same: who has them reads along, and could "
            + "make up readings for others who have them.",
    footer = {
      "",
      "Examples:",
      "  sealpost key export --read-only rpi-07 --to /media/stick/keys",
      "  sealpost key export --read-only 'kitchen-*' --to keys-of-the-kitchen"
    })
final class KeyExportCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private SiteOption site = new SiteOption();

  @Parameters(paramLabel = "DEVICE|PATTERN", description = Targets.DESCRIPTION)
  private String target = "";

  @Option(
      names = "--read-only",
      description = "Must be given: a whole key is in one key ring, and in its device, alone.")
  private boolean readOnly;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "FOLDER",
      description = "Where to write DEVICE.key; made with mode 0700 if it is not there.")
  private Path folder = Path.of("");

  private final Environment environment;

  KeyExportCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws StationException {
    if (!readOnly) {
      throw new ParameterException(
          spec.commandLine(), "--read-only is missing; a whole key is not exported");
    }
    Sealing sealing = environment.sealing();
    KeyRing from = site.site(environment).keys();
    KeyRing to = new KeyRing(folder);
    for (DeviceId device : Targets.of(from, target).devices()) {
      try (DeviceKey key = from.key(device);
          DeviceKey reading = key.forReading(sealing)) {
        to.addForReading(reading);
        environment.out().println("wrote " + to.file(device));
      }
    }
    return ExitCode.OK.code();
  }
}
