package io.sealpost.station.cli;

import io.sealpost.crypto.Context;
import io.sealpost.crypto.Opened;
import io.sealpost.crypto.Opener;
import io.sealpost.crypto.RefusedException;
import io.sealpost.crypto.Sealing;
import io.sealpost.crypto.SecretBytes;
import io.sealpost.station.ExitCode;
import io.sealpost.station.StationException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sealpost open}: one sealed message in, its plaintext out. */
@Command(
    name = "open",
    mixinStandardHelpOptions = true,
    header = "Opens one raw message.",
    description =
        "Opens one sealed message from standard input and writes its plaintext to standard output, "
            + "byte for byte. A message that is refused gives exit code 1 and no plaintext. Nothing is "
            + "remembered, so that a message opens again and again.",
    footer = {
      "",
      "Examples:",
      "  sealpost open --psk-file psk --device rpi-07 --stream temperature \\",
      "    --direction up < sealed",
      "  sealpost open --psk-file psk --format fernet --ttl 60 < token"
    })
final class OpenCommand implements Callable<Integer> {
  @Mixin private EnvelopeOptions envelope = new EnvelopeOptions();

  @Option(
      names = "--ttl",
      paramLabel = "SECONDS",
      description = "Fernet: refuse a token older than this; 0 or more (default: any age will do).")
  private Optional<String> ttl = Optional.empty();

  @Option(
      names = "--now",
      paramLabel = "SECONDS",
      description = "Fernet: the time to reckon with, since 1970 (default: now).")
  private Optional<String> now = Optional.empty();

  @Option(names = "--verbose", description = "Say epoch, sequence and tag on standard error.")
  private boolean verbose;

  private final Environment environment;

  OpenCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws StationException {
    envelope.onlyForFernet(ttl, "--ttl");
    envelope.onlyForFernet(now, "--now");
    Context context = envelope.context();
    InstantSource clock = clock();
    Optional<Duration> age = timeToLive();
    try (SecretBytes psk = PskFile.read(envelope.pskFile(), envelope.format(), environment.err());
        Opener opener = opener(context, psk, clock, age)) {
      Opened opened = opener.open(context, RawMessage.read(environment.in()));
      RawMessage.write(environment.out(), opened.plaintext());
      if (verbose) {
        describe(opened);
      }
      return ExitCode.OK.code();
    } catch (RefusedException e) {
      environment
          .err()
          .println("sealpost open: " + e.getMessage() + " (" + words(e.reason()) + ")");
      return ExitCode.REFUSED.code();
    }
  }

  private Optional<Duration> timeToLive() {
    return envelope.number(ttl, "--ttl", EnvelopeOptions.MAX_SECONDS).map(Duration::ofSeconds);
  }

  private InstantSource clock() {
    return envelope
        .time(now, "--now")
        .<InstantSource>map(fixed -> () -> fixed)
        .orElse(() -> environment.time().now().wall());
  }

  private Opener opener(
      Context context, SecretBytes psk, InstantSource clock, Optional<Duration> age) {
    Sealing sealing =
        new Sealing(environment.primitives().get(), clock, environment.random().get());
    return sealing.opener(envelope.format(), psk, context.device(), context.direction(), age);
  }

  private void describe(Opened opened) {
    opened
        .counter()
        .ifPresent(
            counter ->
                environment
                    .err()
                    .println("epoch " + counter.epoch() + " sequence " + counter.sequence()));
    opened
        .sealedAt()
        .ifPresent(time -> environment.err().println("sealed at " + time.getEpochSecond()));
    environment.err().println("tag " + HexFormat.of().formatHex(opened.tag()));
  }

  private static String words(RefusedException.Reason reason) {
    return reason.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
