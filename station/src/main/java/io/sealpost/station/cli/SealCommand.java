package io.sealpost.station.cli;

import io.sealpost.crypto.Context;
import io.sealpost.crypto.Counter;
import io.sealpost.crypto.Sealer;
import io.sealpost.crypto.Sealing;
import io.sealpost.crypto.SecretBytes;
import io.sealpost.station.ExitCode;
import io.sealpost.station.StationException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sealpost seal}: one plaintext in, the sealed message out. */
@Command(
    name = "seal",
    mixinStandardHelpOptions = true,
    header = "Seals one raw message.",
    description =
        "Seals one message from standard input and writes it to standard output, byte for byte. "
            + "For tests and scripts: keeping the counter from repeating is up to the caller.",
    footer = {
      "",
      "Example:",
      "  sealpost seal --psk-file psk --device rpi-07 --stream temperature \\",
      "    --direction up --epoch 1 --sequence 0 < plaintext > sealed"
    })
final class SealCommand implements Callable<Integer> {
  private static final int IV_SIZE = 16;

  @Mixin private EnvelopeOptions envelope = new EnvelopeOptions();

  @Option(
      names = "--epoch",
      paramLabel = "N",
      description = "The device's boot counter, 0 to 4294967295. Not needed for fernet.")
  private Optional<String> epoch = Optional.empty();

  @Option(
      names = "--sequence",
      paramLabel = "N",
      description = "The number within epoch and stream, 0 to 4294967295. Not needed for fernet.")
  private Optional<String> sequence = Optional.empty();

  @Option(
      names = "--fernet-time",
      paramLabel = "SECONDS",
      description = "Fernet: the token's time, since 1970 (default: now).")
  private Optional<String> time = Optional.empty();

  @Option(
      names = "--fernet-iv",
      paramLabel = "HEX",
      description = "Fernet: the initialisation vector, for tests only (default: random).")
  private Optional<String> iv = Optional.empty();

  private final Environment environment;

  SealCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws StationException {
    envelope.onlyForFernet(time, "--fernet-time");
    envelope.onlyForFernet(iv, "--fernet-iv");
    Context context = envelope.context();
    Counter counter = counter();
    InstantSource clock = clock();
    SecureRandom random = iv.map(this::fixed).orElseGet(environment.random());
    try (SecretBytes psk = PskFile.read(envelope.pskFile(), envelope.format(), environment.err());
        Sealer sealer = sealer(context, psk, clock, random)) {
      byte[] plaintext = RawMessage.read(environment.in());
      RawMessage.write(environment.out(), sealed(sealer, context, counter, plaintext));
      return ExitCode.OK.code();
    }
  }

  private static byte[] sealed(Sealer sealer, Context context, Counter counter, byte[] plaintext)
      throws StationException {
    try {
      return sealer.seal(context, counter, plaintext);
    } catch (IllegalArgumentException tooLong) {
      throw new StationException(ExitCode.REFUSED, String.valueOf(tooLong.getMessage()), tooLong);
    }
  }

  private InstantSource clock() {
    return envelope
        .time(time, "--fernet-time")
        .<InstantSource>map(fixed -> () -> fixed)
        .orElse(() -> environment.time().now().wall());
  }

  private Sealer sealer(
      Context context, SecretBytes psk, InstantSource clock, SecureRandom random) {
    return new Sealing(environment.primitives().get(), clock, random)
        .sealer(envelope.format(), psk, context.device(), context.direction());
  }

  private Counter counter() {
    if (envelope.isFernet()) {
      return new Counter(0, 0);
    }
    return new Counter(counterPart(epoch, "--epoch"), counterPart(sequence, "--sequence"));
  }

  private long counterPart(Optional<String> option, String name) {
    return envelope.required(envelope.number(option, name, Counter.MAX), name);
  }

  private SecureRandom fixed(String hex) {
    try {
      byte[] bytes = HexFormat.of().parseHex(hex);
      if (bytes.length == IV_SIZE) {
        return new FixedRandom(bytes);
      }
    } catch (IllegalArgumentException e) {
      throw envelope.wrong("--fernet-iv: " + e.getMessage());
    }
    throw envelope.wrong("--fernet-iv must be " + 2 * IV_SIZE + " hexadecimal digits");
  }
}
