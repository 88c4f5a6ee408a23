package io.sealpost.station.cli;

import io.sealpost.crypto.Format;
import io.sealpost.crypto.SecretBytes;
import io.sealpost.crypto.SecretFile;
import io.sealpost.crypto.SecretFileException;
import io.sealpost.protocol.DeviceId;
import io.sealpost.station.ExitCode;
import io.sealpost.station.StationException;
import io.sealpost.station.site.KeyIntake;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sealpost key add}: takes keys into the ring that were drawn elsewhere. */
@Command(
    name = "add",
    mixinStandardHelpOptions = true,
    header = "Takes keys into the key ring that devices have already.",
    description =
        "Adds the keys of devices from their own key files (mode 0600), for provisioning, which "
            + "carries the file to the device. A key that is in the ring already is left as it is, so "
            + "the same command may be repeated. The files stay; delete them when they are where they "
            + "belong.",
    footer = {
      "",
      "Examples:",
      "  sealpost key add rpi-07=psk",
      "  sealpost key add rpi-07=new/rpi-07 rpi-08=new/rpi-08 --site /etc/sealpost-station"
    })
final class KeyAddCommand implements Callable<Integer> {
  @Mixin private SiteOption site = new SiteOption();

  @Parameters(
      arity = "1..*",
      paramLabel = "DEVICE=FILE",
      description = "A device's id, and the file with its key.")
  private Map<DeviceId, Path> files = new LinkedHashMap<>();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "cose-1",
      description = "cose-1 (default; cose means the same), cose-2 or fernet.")
  private Format format = Format.COSE_1;

  @Option(
      names = "--replace",
      description =
          "Where a device has another key: revoke that one in favour of this. What is sealed under it "
              + "opens no more.")
  private boolean replace;

  private final Environment environment;

  KeyAddCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws StationException {
    KeyIntake intake = new KeyIntake(site.site(environment).keys(), environment.sealing());
    for (Map.Entry<DeviceId, Path> entry : files.entrySet()) {
      DeviceId device = entry.getKey();
      try (SecretBytes psk = SecretFile.readKey(entry.getValue(), format)) {
        environment.out().println(said(device, intake.take(device, format, psk, replace)));
      } catch (SecretFileException e) {
        throw new StationException(ExitCode.PERMISSION, String.valueOf(e.getMessage()), e);
      }
    }
    return ExitCode.OK.code();
  }

  private static String said(DeviceId device, KeyIntake.Result result) {
    return device
        + switch (result) {
          case ADDED -> ": added to the key ring";
          case THERE -> ": in the key ring already";
          case REPLACED -> ": another key in the key ring; the one before is refused";
        };
  }
}
