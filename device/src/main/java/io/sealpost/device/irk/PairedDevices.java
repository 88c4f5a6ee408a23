package io.sealpost.device.irk;

import io.sealpost.crypto.SecretBytes;
import io.sealpost.sensors.MacAddress;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The devices that were paired with this machine, as BlueZ keeps them: for root's eyes only. */
final class PairedDevices {
  /** More were not paired with any machine. */
  private static final int MOST = 1_000;

  private final Path folder;

  /**
   * One of them.
   *
   * @param adapter address of our adapter
   * @param address of the device: its own, which it never advertises if it has a key
   * @param name that it gave itself, anything
   * @param hasIrk whether it gave us an identity resolving key
   */
  record Device(MacAddress adapter, MacAddress address, Optional<String> name, boolean hasIrk) {}

  /**
   * @param folder {@code /var/lib/bluetooth}
   */
  PairedDevices(Path folder) {
    this.folder = folder;
  }

  /**
   * All of them, in the order of their addresses.
   *
   * @throws IOException if the folder may not be read or is not there
   */
  List<Device> list() throws IOException {
    List<Device> devices = new ArrayList<>();
    for (Path adapter : addresses(folder)) {
      for (Path device : addresses(adapter)) {
        Optional<Device> described = described(adapter, device);
        described.ifPresent(devices::add);
      }
    }
    devices.sort(Comparator.comparing(device -> device.address().text()));
    return devices;
  }

  private static Optional<Device> described(Path adapter, Path device) throws IOException {
    return read(
        device,
        info -> {
          Optional<SecretBytes> key = info.irk();
          key.ifPresent(SecretBytes::close);
          return Optional.of(
              new Device(address(adapter), address(device), info.name(), key.isPresent()));
        });
  }

  /**
   * The identity resolving key of one of them.
   *
   * @return 16 bytes, which the caller closes; empty if there is no such device, or it gave none
   * @throws IOException if the folder may not be read or is not there
   */
  Optional<SecretBytes> irk(MacAddress address) throws IOException {
    for (Path adapter : addresses(folder)) {
      for (Path device : addresses(adapter)) {
        if (address(device).equals(address)) {
          Optional<SecretBytes> key = read(device, InfoFile::irk);
          if (key.isPresent()) {
            return key;
          }
        }
      }
    }
    return Optional.empty();
  }

  private static <T> Optional<T> read(Path device, Function<InfoFile, Optional<T>> question)
      throws IOException {
    Path file = device.resolve("info");
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    byte[] text = new byte[0];
    try (InputStream in = Files.newInputStream(file)) {
      text = in.readNBytes(InfoFile.MAX_SIZE);
      return question.apply(new InfoFile(text));
    } finally {
      Arrays.fill(text, (byte) 0);
    }
  }

  /** The folders that are named like an address; there are others, for caches and settings. */
  private static List<Path> addresses(Path folder) throws IOException {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        if (found.size() < MOST
            && MacAddress.isOne(entry.getFileName().toString())
            && Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
          found.add(entry);
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return found;
  }

  private static MacAddress address(Path folder) {
    return new MacAddress(folder.getFileName().toString());
  }
}
