package io.sealpost.station.cli;

import io.sealpost.crypto.Context;
import io.sealpost.crypto.Direction;
import io.sealpost.crypto.Format;
import io.sealpost.protocol.BootId;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What {@code open} and {@code seal} have to know of a message beside its bytes. */
final class EnvelopeOptions {
  /** The last second since 1970 that {@link Instant} knows; the longest time to live too. */
  static final long MAX_SECONDS = Instant.MAX.getEpochSecond();

  // As many as always fit a long.
  private static final Pattern DIGITS = Pattern.compile("0*[0-9]{1,18}");

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--psk-file",
      required = true,
      paramLabel = "FILE",
      description = "The key: 64 hexadecimal digits; for fernet also 44 characters of base64url.")
  private Path pskFile = Path.of("");

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "cose-1",
      description = "cose-1 (default; cose means the same), cose-2 or fernet.")
  private Format format = Format.COSE_1;

  @Option(
      names = "--device",
      paramLabel = "NAME",
      description = "The logical device name, taken as it is. Not needed for fernet.")
  private Optional<String> device = Optional.empty();

  @Option(
      names = "--stream",
      paramLabel = "NAME",
      description = "The logical stream name, taken as it is. Not needed for fernet.")
  private Optional<String> stream = Optional.empty();

  @Option(
      names = "--direction",
      paramLabel = "up|down",
      description = "From the device or to it. Not needed for fernet.")
  private Optional<String> direction = Optional.empty();

  @Option(
      names = "--boot-id",
      paramLabel = "HEX",
      description =
          "The device's boot, 16 hexadecimal digits; with --direction down only. Empty is as if"
              + " it was not given.")
  private Optional<String> bootId = Optional.empty();

  Path pskFile() {
    return pskFile;
  }

  Format format() {
    return format;
  }

  boolean isFernet() {
    return format == Format.FERNET;
  }

  /** The context that the message is bound to; Fernet binds nothing, so that anything will do. */
  Context context() {
    Optional<BootId> boot = bootId.filter(hex -> !hex.isEmpty()).map(this::boot);
    if (isFernet()) {
      return Context.up(device.orElse(""), stream.orElse(""));
    }
    Direction way = direction();
    requireBootFor(way, boot);
    try {
      return new Context(way, required(device, "--device"), required(stream, "--stream"), boot);
    } catch (IllegalArgumentException e) {
      throw wrong(String.valueOf(e.getMessage()));
    }
  }

  private BootId boot(String hex) {
    try {
      return new BootId(hex.toLowerCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw wrong("--boot-id: " + e.getMessage());
    }
  }

  private Direction direction() {
    return switch (required(direction, "--direction")) {
      case "up" -> Direction.UP;
      case "down" -> Direction.DOWN;
      default ->
          throw wrong("--direction must be up or down, not \"" + direction.orElse("") + "\"");
    };
  }

  private void requireBootFor(Direction way, Optional<BootId> boot) {
    boolean down = way == Direction.DOWN;
    if (down != boot.isPresent()) {
      throw wrong(
          down
              ? "--direction down needs --boot-id: a command is bound to a boot"
              : "--boot-id goes with --direction down only");
    }
  }

  /**
   * A whole number in plain digits; a sign, or digits of another script, are most likely not meant.
   *
   * @param max the largest allowed, at most 18 digits
   */
  Optional<Long> number(Optional<String> option, String name, long max) {
    return option.map(
        text -> {
          if (!DIGITS.matcher(text).matches() || Long.parseLong(text) > max) {
            throw wrong(
                name + " must be 0 to " + max + " in the digits 0 to 9, not \"" + text + "\"");
          }
          return Long.parseLong(text);
        });
  }

  /** A time in whole seconds since 1970. */
  Optional<Instant> time(Optional<String> option, String name) {
    return number(option, name, MAX_SECONDS).map(Instant::ofEpochSecond);
  }

  /** The value of an option that the format needs. */
  <T> T required(Optional<T> option, String name) {
    return option.orElseThrow(() -> wrong(name + " is missing; " + format.label() + " needs it"));
  }

  /** Complains of an option that the format does not have. */
  void onlyForFernet(Optional<?> option, String name) {
    if (option.isPresent() && !isFernet()) {
      throw wrong(name + " goes with --format fernet only");
    }
  }

  ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
