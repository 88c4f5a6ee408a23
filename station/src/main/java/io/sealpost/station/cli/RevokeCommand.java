package io.sealpost.station.cli;

import io.sealpost.protocol.DeviceId;
import io.sealpost.station.ExitCode;
import io.sealpost.station.StationException;
import io.sealpost.station.revocation.Withdrawal;
import io.sealpost.station.site.BrokerConfig;
import io.sealpost.station.site.KeyRing;
import io.sealpost.station.site.RevokedKey;
import io.sealpost.station.site.RingEntry;
import io.sealpost.station.site.Site;
import io.sealpost.station.view.Printable;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sealpost revoke}: takes from a device what it was trusted with. */
@Command(
    name = "revoke",
    mixinStandardHelpOptions = true,
    header = "Believes a device no more.",
    description =
        "Withdraws the device's access to the broker, by [broker] revoke-command or by saying what to "
            + "do; makes its entry in the key ring a record of the revocation, so that nothing of it is "
            + "believed any more and its keys are gone; clears what the broker keeps of it. Cannot be "
            + "undone: what was sealed and not yet shown opens no more. What fails is told and the rest "
            + "still done; run it again then. For a device that shall come back: \"sealpost key new\".",
    footer = {"", "Examples:", "  sealpost revoke rpi-07", "  sealpost revoke rpi-07 --yes"})
final class RevokeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private SiteOption siteOption = new SiteOption();

  @Parameters(paramLabel = "DEVICE", description = "The device's id.")
  private Optional<DeviceId> device = Optional.empty();

  @Option(names = "--yes", description = "Do not ask.")
  private boolean yes;

  @Option(
      names = "--wait",
      paramLabel = "TIME",
      defaultValue = "5s",
      description = "How long to watch whether something of it comes back (default: 5s).")
  private Duration wait = Duration.ZERO;

  private final Environment environment;

  RevokeCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws StationException {
    DeviceId id = device.orElseThrow();
    Site site = siteOption.site(environment);
    BrokerConfig broker = site.broker();
    KeyRing ring = site.keys();
    try (RingEntry known = ring.entry(id)) {
      if (!(known instanceof RevokedKey) && !isMeant(id)) {
        environment.err().println("nothing was done");
        return ExitCode.OK.code();
      }
    }
    boolean withdrawn = withdraw(id, site.keyPolicy().revokeCommand());
    RevokedKey revoked = ring.revoke(id, environment.sealing(), environment.time().now().wall());
    environment.out().println(id + ": revoked since " + revoked.since() + "; its keys are gone");
    boolean cleared = new Clearing(environment, site, broker).of(id, wait);
    return (withdrawn && cleared ? ExitCode.OK : ExitCode.INCOMPLETE).code();
  }

  private boolean isMeant(DeviceId id) throws StationException {
    if (yes) {
      return true;
    }
    if (!environment.terminal().input()) {
      throw new ParameterException(
          spec.commandLine(), "nobody can be asked here; say --yes if " + id + " is to be revoked");
    }
    environment
        .err()
        .print(
            "Revoke " + id + "? Nothing of it opens any more, and that cannot be undone. [y/N] ");
    environment.err().flush();
    try {
      byte[] answer = environment.in().readNBytes(1);
      return answer.length == 1 && (answer[0] == 'y' || answer[0] == 'Y');
    } catch (IOException e) {
      throw new StationException(
          ExitCode.USAGE, "standard input cannot be read; say --yes if it is to be revoked", e);
    }
  }

  private boolean withdraw(DeviceId id, List<String> command) {
    if (command.isEmpty()) {
      environment.err().println(byHand(id));
      return true;
    }
    Optional<String> fault = new Withdrawal(command).of(id);
    fault.ifPresent(
        why ->
            environment
                .err()
                .println(
                    Printable.message(
                        "[broker] revoke-command: " + why + "; the device may connect still")));
    if (fault.isEmpty()) {
      environment.out().println(id + ": its access to the broker was withdrawn");
    }
    return fault.isEmpty();
  }

  private static String byHand(DeviceId id) {
    return """
        %s may connect to the broker still: there is no [broker] revoke-command in station.toml.
        With Mosquitto, as far as it has them:
          password:    mosquitto_passwd -D PASSWORD-FILE %s
          access list: delete the lines of "user %s" from the file of acl_file
          certificate: openssl ca -revoke CERTIFICATE, and openssl ca -gencrl for crlfile
          TLS-PSK:     delete its line from the file of psk_file
        then: kill -HUP of its process; where it asked for certificates or PSK, restart it."""
        .formatted(id, id, id);
  }
}
