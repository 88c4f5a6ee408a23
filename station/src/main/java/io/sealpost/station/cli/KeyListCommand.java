package io.sealpost.station.cli;

import io.sealpost.crypto.Format;
import io.sealpost.crypto.Sealing;
import io.sealpost.station.ExitCode;
import io.sealpost.station.StationException;
import io.sealpost.station.site.DeviceKey;
import io.sealpost.station.site.OldKey;
import io.sealpost.station.site.RevokedKey;
import io.sealpost.station.site.RingEntry;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code sealpost key list}: whose keys there are. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    header = "Lists the devices of the key ring.",
    description =
        "Lists the devices of the key ring with format, generation and id of their keys, and checks "
            + "every file: whether a key is read-only, whether a rotation is under way, until when "
            + "keys from before open readings, and which devices were revoked.",
    footer = {"", "Example:", "  sealpost key list"})
final class KeyListCommand implements Callable<Integer> {
  @Mixin private SiteOption site = new SiteOption();

  private final Environment environment;

  KeyListCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws StationException {
    Sealing sealing = environment.sealing();
    for (RingEntry entry : site.site(environment).keys().entries()) {
      try (entry) {
        environment.out().print(text(entry, sealing));
      }
    }
    return ExitCode.OK.code();
  }

  private static String text(RingEntry entry, Sealing sealing) {
    String head = entry.device() + " " + entry.format().label();
    if (entry instanceof RevokedKey revoked) {
      return head + " REVOKED since " + revoked.since() + "\n";
    }
    return head + (entry.format() == Format.FERNET ? "\n" : text((DeviceKey) entry, sealing));
  }

  private static String text(DeviceKey key, Sealing sealing) {
    StringBuilder text = new StringBuilder();
    text.append(" generation ").append(key.generation());
    text.append(" kid ").append(key.kid(sealing));
    text.append(key.readOnly() ? " read-only\n" : "\n");
    if (key.pending().isPresent()) {
      text.append("  a rotation to generation ")
          .append(key.pending().get().generation())
          .append(" is under way; \"sealpost rotate ")
          .append(key.device())
          .append("\" goes on with it\n");
    }
    if (key.unconfirmed()) {
      text.append("  the device may obey the key before still; \"sealpost rotate ")
          .append(key.device())
          .append("\" ends that\n");
    }
    for (OldKey old : key.old()) {
      text.append("  generation ")
          .append(old.generation())
          .append(" kid ")
          .append(old.keys().kid())
          .append(" opens readings until ")
          .append(old.until().truncatedTo(ChronoUnit.SECONDS))
          .append('\n');
    }
    return text.toString();
  }
}
