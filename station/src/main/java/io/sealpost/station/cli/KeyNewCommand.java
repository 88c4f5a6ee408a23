package io.sealpost.station.cli;

import io.sealpost.crypto.Format;
import io.sealpost.crypto.Sealing;
import io.sealpost.crypto.SecretBytes;
import io.sealpost.crypto.SecretFile;
import io.sealpost.crypto.SecretFileException;
import io.sealpost.protocol.DeviceId;
import io.sealpost.station.ExitCode;
import io.sealpost.station.StationException;
import io.sealpost.station.site.KeyRing;
import io.sealpost.station.site.RevokedKey;
import io.sealpost.station.site.RingEntry;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sealpost key new}: draws a key for a device. */
@Command(
    name = "new",
    mixinStandardHelpOptions = true,
    header = "Draws a key for a device.",
    description =
        "Draws a new random key for a device and adds it to the key ring. A key that is there is "
            + "never overwritten: move it away first, and know that its messages open no more. To change "
            + "the key of a device that runs, use \"sealpost rotate\". A device that was revoked gets a "
            + "key of its own anew.",
    footer = {
      "",
      "Examples:",
      "  sealpost key new rpi-07",
      "  sealpost key new rpi-07 --master /media/stick/master --out psk",
      "  sealpost key new rpi-07 --site /etc/sealpost-station --format fernet --out psk"
    })
final class KeyNewCommand implements Callable<Integer> {
  @Mixin private SiteOption site = new SiteOption();

  @Parameters(paramLabel = "DEVICE", description = "The device's id.")
  private Optional<DeviceId> device = Optional.empty();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "cose-1",
      description = "cose-1 (default; cose means the same), cose-2 or fernet.")
  private Format format = Format.COSE_1;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description =
          "Write the device's own key file too (mode 0600): hexadecimal digits, for fernet base64url.")
  private Optional<Path> out = Optional.empty();

  @Option(
      names = "--master",
      paramLabel = "FILE",
      description =
          "Do not draw it: let it follow from this master key and the device's id. Who has the master "
              + "key has every key that was made with it; see \"sealpost key master new --help\".")
  private Optional<Path> master = Optional.empty();

  private final Environment environment;

  KeyNewCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws StationException {
    DeviceId id = device.orElseThrow();
    KeyRing ring = site.site(environment).keys();
    Optional<RevokedKey> revoked = revoked(ring, id);
    if (revoked.isEmpty()) {
      requireFree(ring.file(id));
    }
    if (out.isPresent()) {
      requireFree(out.get());
    }
    try (SecretBytes psk = psk(id)) {
      requireNotRevoked(id, psk, revoked);
      if (out.isPresent()) {
        KeyRing.export(out.get(), format, psk);
      }
      add(ring, id, psk);
    }
    environment.out().println("wrote " + ring.file(id));
    out.ifPresent(file -> environment.out().println("wrote " + file));
    return ExitCode.OK.code();
  }

  private SecretBytes psk(DeviceId id) throws StationException {
    if (master.isEmpty()) {
      return SecretBytes.random(environment.random().get(), Sealing.KEY_SIZE);
    }
    try (SecretBytes key = SecretFile.readKey(master.get(), Format.COSE_1)) {
      return environment.sealing().psk(key, id.value(), 0);
    } catch (SecretFileException e) {
      throw new StationException(ExitCode.PERMISSION, "--master: " + e.getMessage(), e);
    }
  }

  private static Optional<RevokedKey> revoked(KeyRing ring, DeviceId id) throws StationException {
    if (!Files.isRegularFile(ring.file(id), LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    try (RingEntry entry = ring.entry(id)) {
      return entry instanceof RevokedKey record ? Optional.of(record) : Optional.empty();
    }
  }

  /** A master key gives the same key again. */
  private void requireNotRevoked(DeviceId id, SecretBytes psk, Optional<RevokedKey> revoked)
      throws StationException {
    if (revoked.isPresent() && revoked.get().had(environment.sealing(), psk)) {
      throw new StationException(
          ExitCode.REFUSED,
          id + ": the master key gives it the key that was revoked; draw one without --master");
    }
  }

  /** Adds to the ring, or leaves nothing, so that the same command works once the cause is gone. */
  private void add(KeyRing ring, DeviceId id, SecretBytes psk) throws StationException {
    try {
      ring.add(id, format, psk);
    } catch (StationException fault) {
      if (out.isPresent()) {
        KeyRing.withdraw(out.get(), fault);
      }
      throw fault;
    }
  }

  private static void requireFree(Path file) throws StationException {
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new StationException(
          ExitCode.PERMISSION, file + ": is there already and is not overwritten; move it away");
    }
  }
}
