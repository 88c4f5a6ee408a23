package io.sealpost.station.site;

import io.sealpost.crypto.Format;
import io.sealpost.crypto.KeyText;
import io.sealpost.crypto.Sealing;
import io.sealpost.crypto.SecretBytes;
import io.sealpost.protocol.DeviceId;
import io.sealpost.station.ExitCode;
import io.sealpost.station.StationException;
import io.sealpost.station.store.DurableFolder;
import io.sealpost.station.store.FolderLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The keys of all devices: a folder of mode 0700 with one {@code <device>.key} of mode 0600 each;
 * refused when anybody else could read or replace one.
 */
public final class KeyRing {
  private static final String SUFFIX = ".key";

  private final Path folder;

  /**
   * @param folder made by the first {@link #add}
   */
  public KeyRing(Path folder) {
    this.folder = folder;
  }

  /** The devices that have a key, in alphabetical order. */
  public List<DeviceId> devices() throws StationException {
    checkFolder();
    try (Stream<Path> files = Files.list(folder)) {
      List<DeviceId> devices = new ArrayList<>();
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString();
        if (name.endsWith(SUFFIX)) {
          devices.add(deviceOf(file, name.substring(0, name.length() - SUFFIX.length())));
        }
      }
      return devices;
    } catch (IOException e) {
      throw new StationException(
          ExitCode.PERMISSION, folder + ": cannot be listed: " + FileFault.reason(e), e);
    }
  }

  /** When a key was last added, replaced, revoked or taken away; 1970 if there is no ring yet. */
  public FileTime changedAt() throws StationException {
    try {
      // Each of these gives a file of the folder its name.
      return Files.getLastModifiedTime(folder);
    } catch (NoSuchFileException e) {
      return FileTime.fromMillis(0);
    } catch (IOException e) {
      throw new StationException(
          ExitCode.PERMISSION, folder + ": cannot be read: " + FileFault.reason(e), e);
    }
  }

  /**
   * The devices that were not revoked, in alphabetical order; one whose file cannot be read is
   * among them, and is complained of when it is used.
   */
  public List<DeviceId> devicesInUse() throws StationException {
    return devices().stream().filter(device -> !isRevoked(device)).toList();
  }

  private boolean isRevoked(DeviceId device) {
    try (RingEntry entry = KeyFile.read(device, file(device))) {
      return entry instanceof RevokedKey;
    } catch (StationException unreadable) {
      return false;
    }
  }

  /** What the ring says of every device; the caller closes it. */
  public List<RingEntry> entries() throws StationException {
    List<RingEntry> entries = new ArrayList<>();
    for (DeviceId device : devices()) {
      entries.add(KeyFile.read(device, file(device)));
    }
    return entries;
  }

  /** The keys of all devices that were not revoked; the caller closes them. */
  public List<DeviceKey> all() throws StationException {
    List<DeviceKey> keys = new ArrayList<>();
    for (RingEntry entry : entries()) {
      if (entry instanceof DeviceKey key) {
        keys.add(key);
      }
    }
    return keys;
  }

  /** The keys of one device; the caller closes them. */
  public DeviceKey key(DeviceId device) throws StationException {
    RingEntry entry = entry(device);
    if (entry instanceof DeviceKey key) {
      return key;
    }
    throw new StationException(
        ExitCode.PERMISSION,
        device
            + ": revoked since "
            + ((RevokedKey) entry).since()
            + "; if the device may come back make it a new key with \"sealpost key new "
            + device
            + "\"");
  }

  /** What the ring says of one device; the caller closes it. */
  public RingEntry entry(DeviceId device) throws StationException {
    checkFolder();
    if (Files.notExists(file(device))) {
      throw new StationException(
          ExitCode.PERMISSION,
          file(device)
              + ": there is no key of this device; make one with \"sealpost key new "
              + device
              + "\"");
    }
    return KeyFile.read(device, file(device));
  }

  /**
   * The keys of one device, kept up with.
   *
   * @param setting what that takes
   */
  public KeyLine line(DeviceId device, KeyLine.Setting setting) {
    return new KeyLine(this, device, setting);
  }

  /** Keeps other processes from writing until it is closed. */
  FolderLock lock() throws StationException {
    checkFolder();
    return FolderLock.take(folder.resolve(".lock"));
  }

  /** Where the key of a device is, or would be. */
  public Path file(DeviceId device) {
    return folder.resolve(device + SUFFIX);
  }

  /**
   * Adds a key; never overwrites one, but for that of a device that was revoked.
   *
   * @param psk 32 bytes, not closed here
   */
  public void add(DeviceId device, Format format, SecretBytes psk) throws StationException {
    make();
    try (FolderLock lock = lock()) {
      lock.check();
      if (Files.exists(file(device))
          && KeyFile.read(device, file(device)) instanceof RevokedKey was) {
        KeyFile.replace(file(device), new DeviceKey(device, format, psk, was.kids()));
      } else {
        KeyFile.writeNew(file(device), new DeviceKey(device, format, psk));
      }
    }
  }

  /**
   * Writes what another station may read with; replaces only what is read-only itself.
   *
   * @param key read-only, not closed here
   */
  public void addForReading(DeviceKey key) throws StationException {
    make();
    Path file = file(key.device());
    try (FolderLock lock = lock()) {
      lock.check();
      if (Files.notExists(file)) {
        KeyFile.writeNew(file, key);
        return;
      }
      try (RingEntry there = KeyFile.read(key.device(), file)) {
        if (there instanceof DeviceKey whole && !whole.readOnly()) {
          throw new StationException(
              ExitCode.PERMISSION,
              file + ": holds the whole key and is not overwritten; name another folder");
        }
      }
      KeyFile.replace(file, key);
    }
  }

  /**
   * Makes the entry of a device one that was revoked, and overwrites its secrets.
   *
   * @return ids of its keys: the current one, a pending one, and those before
   */
  public RevokedKey revoke(DeviceId device, Sealing sealing, Instant now) throws StationException {
    try (FolderLock lock = lock();
        RingEntry entry = entry(device)) {
      lock.check();
      if (entry instanceof RevokedKey already) {
        return already;
      }
      DeviceKey key = (DeviceKey) entry;
      RevokedKey revoked =
          new RevokedKey(
              device, key.format(), now.truncatedTo(ChronoUnit.SECONDS), kids(key, sealing));
      KeyFile.shred(file(device), revoked);
      return revoked;
    }
  }

  static Set<String> kids(DeviceKey key, Sealing sealing) {
    Set<String> kids = new HashSet<>(key.revokedKids());
    kids.add(key.identity(sealing));
    key.pendingKid(sealing).ifPresent(kids::add);
    key.old().forEach(old -> kids.add(old.keys().kid()));
    key.lineage().ifPresent(kids::add);
    return kids;
  }

  void make() throws StationException {
    try {
      DurableFolder.make(folder);
    } catch (IOException e) {
      throw new StationException(
          ExitCode.PERMISSION, folder + ": cannot be made: " + FileFault.reason(e), e);
    }
    checkFolder();
  }

  /**
   * Writes a key as the device's own file, for carrying it there; never overwrites one.
   *
   * @param psk 32 bytes, not closed here
   */
  public static void export(Path file, Format format, SecretBytes psk) throws StationException {
    KeyFile.writeNew(file, KeyText.encode(psk, format));
  }

  /**
   * Deletes a file that was just exported, as its key came into no ring.
   *
   * @param cause why it did not
   * @throws StationException if it cannot be deleted; tells the cause too
   */
  public static void withdraw(Path file, StationException cause) throws StationException {
    try {
      Files.delete(file);
    } catch (IOException e) {
      StationException both =
          new StationException(
              cause.exitCode(),
              cause.getMessage()
                  + "; and "
                  + file
                  + ", whose key is in no ring, cannot be deleted: "
                  + FileFault.reason(e)
                  + "; delete it",
              cause);
      both.addSuppressed(e);
      throw both;
    }
  }

  void checkFolder() throws StationException {
    try {
      if (Privacy.openToOthers(folder)) {
        throw new StationException(
            ExitCode.PERMISSION,
            folder + ": the key ring is open to others; close it with: chmod 700 " + folder);
      }
    } catch (NoSuchFileException e) {
      throw new StationException(
          ExitCode.PERMISSION,
          folder + ": there is no key ring; make the first key with \"sealpost key new DEVICE\"",
          e);
    } catch (IOException e) {
      throw new StationException(
          ExitCode.PERMISSION, folder + ": cannot be read: " + FileFault.reason(e), e);
    }
  }

  private static DeviceId deviceOf(Path file, String name) throws StationException {
    try {
      return new DeviceId(name);
    } catch (IllegalArgumentException e) {
      throw new StationException(
          ExitCode.CONFIGURATION, file + ": not named after a device: " + e.getMessage(), e);
    }
  }
}
