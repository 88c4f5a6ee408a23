package io.sealpost.station.site;

import io.sealpost.crypto.Format;
import io.sealpost.crypto.Sealing;
import io.sealpost.crypto.SecretBytes;
import io.sealpost.protocol.DeviceId;
import io.sealpost.station.ExitCode;
import io.sealpost.station.StationException;
import io.sealpost.station.store.FolderLock;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * The keys of one device in its file of the ring: read again when another process wrote it, and
 * changed under the ring's lock, always from what the file says at that moment.
 */
public final class KeyLine implements RotatingKeys {
  private static final Duration RETRY = Duration.ofSeconds(10);

  private final KeyRing ring;
  private final DeviceId device;
  private final Path file;
  private final Setting setting;
  private Optional<KeyFile.Stamp> seen = Optional.empty();
  private Instant expiry = Instant.MAX;
  private Instant nextAttempt = Instant.MIN;

  /**
   * What it takes to keep up with keys.
   *
   * @param sealing tells keys by their ids
   * @param clock tells when old keys end
   * @param keepOld how long a key that was changed opens readings still
   * @param random draws keys
   * @param warnings told, in one line each, what the operator should know
   */
  public record Setting(
      Sealing sealing,
      InstantSource clock,
      Duration keepOld,
      SecureRandom random,
      Consumer<String> warnings) {}

  KeyLine(KeyRing ring, DeviceId device, Setting setting) {
    this.ring = ring;
    this.device = device;
    this.setting = setting;
    file = ring.file(device);
  }

  @Override
  public Optional<RingEntry> changed() {
    try {
      KeyFile.Stamp stamp = KeyFile.stamp(file);
      boolean same = seen.equals(Optional.of(stamp)) && setting.clock.instant().isBefore(expiry);
      if (same) {
        return Optional.empty();
      }
      // Remembered before reading, so that a file that cannot be read is complained of once.
      seen = Optional.of(stamp);
      return Optional.of(valid(KeyFile.read(device, file)));
    } catch (IOException gone) {
      if (seen.isPresent()) {
        seen = Optional.empty();
        warn(file + ": " + FileFault.reading(file, gone));
      }
    } catch (StationException unreadable) {
      warn(String.valueOf(unreadable.getMessage()));
    }
    return Optional.empty();
  }

  private void warn(String trouble) {
    setting.warnings.accept(trouble + "; going on with the keys that it had before");
  }

  /** Without what expired, and remembers when the next expires. */
  private RingEntry valid(RingEntry entry) {
    if (!(entry instanceof DeviceKey key)) {
      expiry = Instant.MAX;
      return entry;
    }
    try (key) {
      DeviceKey left = key.without(setting.clock.instant());
      expiry = left.old().stream().map(OldKey::until).min(Instant::compareTo).orElse(Instant.MAX);
      return left;
    }
  }

  @Override
  public DeviceKey now() throws StationException {
    try (DeviceKey key = ring.key(device)) {
      return key.without(setting.clock.instant());
    }
  }

  @Override
  public void proven(String kid, long epoch) {
    Instant now = setting.clock.instant();
    if (now.isBefore(nextAttempt)) {
      return;
    }
    try {
      change(key -> isPending(key, kid) ? promoted(key, epoch) : key.copy());
    } catch (StationException e) {
      nextAttempt = now.plus(RETRY);
      setting.warnings.accept(
          device + " has its new key, which cannot be made the current one: " + e.getMessage());
    }
  }

  private boolean isPending(DeviceKey key, String kid) {
    return key.pendingKid(setting.sealing).equals(Optional.of(kid));
  }

  private DeviceKey promoted(DeviceKey key, long epoch) {
    return key.promoted(setting.sealing, epoch, setting.clock.instant().plus(setting.keepOld));
  }

  @Override
  public void secure() throws StationException {
    change(DeviceKey::copy);
  }

  @Override
  public void confirmed(String kid) throws StationException {
    change(key -> key.kid(setting.sealing).equals(kid) ? key.confirmed() : key.copy());
  }

  @Override
  public DeviceKey begin(long above) throws StationException {
    try (DeviceKey key = now()) {
      requireRotatable(key);
    }
    change(
        key -> {
          if (key.pending().isPresent() || key.generation() != above) {
            return key.copy();
          }
          return key.begun(setting.sealing, SecretBytes.random(setting.random, Sealing.KEY_SIZE));
        });
    return now();
  }

  private static void requireRotatable(DeviceKey key) throws StationException {
    key.requireCommanding();
    if (key.format() == Format.FERNET) {
      throw new StationException(
          ExitCode.REFUSED,
          key.device()
              + ": a fernet key cannot be rotated, as what was recorded under it would open the"
              + " new one; carry a new key to the device");
    }
    if (key.pending().isEmpty() && key.old().size() >= DeviceKey.MAX_OLD) {
      throw new StationException(
          ExitCode.REFUSED,
          key.device()
              + ": %d keys before this one are kept still; wait until the first ends, at %s"
                  .formatted(key.old().size(), key.old().get(0).until()));
    }
  }

  /** Always writes, also what is the same: that makes it durable. */
  private void change(UnaryOperator<DeviceKey> step) throws StationException {
    try (FolderLock lock = ring.lock();
        DeviceKey before = ring.key(device);
        DeviceKey after = step.apply(before);
        DeviceKey kept = after.without(setting.clock.instant())) {
      lock.check();
      KeyFile.replace(file, kept);
    }
  }
}
