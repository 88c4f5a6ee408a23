package io.sealpost.station.site;

import io.sealpost.crypto.Format;
import io.sealpost.crypto.KeyText;
import io.sealpost.crypto.SecretBytes;
import io.sealpost.protocol.DeviceId;
import io.sealpost.station.ExitCode;
import io.sealpost.station.StationException;
import io.sealpost.station.store.DurableFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The keys of all devices: a folder of mode 0700 with one {@code <device>.key} of mode 0600 each;
 * refused when anybody else could read or replace one.
 */
public final class KeyRing {
  private static final String SUFFIX = ".key";

  private final Path folder;

  KeyRing(Path folder) {
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

  /** The keys of all devices; the caller closes them. */
  public List<DeviceKey> all() throws StationException {
    List<DeviceKey> keys = new ArrayList<>();
    for (DeviceId device : devices()) {
      keys.add(KeyFile.read(device, file(device)));
    }
    return keys;
  }

  /** The key of one device; the caller closes it. */
  public DeviceKey key(DeviceId device) throws StationException {
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

  /** Where the key of a device is, or would be. */
  public Path file(DeviceId device) {
    return folder.resolve(device + SUFFIX);
  }

  /**
   * Adds a key; never overwrites one.
   *
   * @param psk 32 bytes, not closed here
   */
  public void add(DeviceId device, Format format, SecretBytes psk) throws StationException {
    try {
      DurableFolder.make(folder);
    } catch (IOException e) {
      throw new StationException(
          ExitCode.PERMISSION, folder + ": cannot be made: " + FileFault.reason(e), e);
    }
    checkFolder();
    KeyFile.write(file(device), device, format, psk);
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

  private void checkFolder() throws StationException {
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
