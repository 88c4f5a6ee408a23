package io.sealpost.station.store;

import io.sealpost.protocol.Action;
import io.sealpost.protocol.DeviceId;
import io.sealpost.station.ExitCode;
import io.sealpost.station.StationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

/**
 * What the station remembers between runs: the newest hello of each device, still sealed, and what
 * was commanded. Several processes may use one folder at once; a lock file orders them. What a
 * method returns or was given is on the disk when it returns.
 */
public final class StationStore implements HelloShelf, Counters {
  private final Path hellos;
  private final Path commands;
  private final Path lockFile;

  /**
   * @param folder made on first use
   */
  public StationStore(Path folder) {
    hellos = folder.resolve("hello");
    commands = folder.resolve("commands");
    lockFile = folder.resolve("lock");
  }

  @Override
  public Optional<byte[]> hello(DeviceId device) throws StationException {
    return read(hellos.resolve(device.value()));
  }

  @Override
  public void replaceHello(DeviceId device, byte[] sealed, Predicate<byte[]> outdated)
      throws StationException {
    replaceHellos(Map.of(device, new Fresh(sealed, outdated)));
  }

  @Override
  public void replaceHellos(Map<DeviceId, Fresh> fresh) throws StationException {
    if (fresh.isEmpty()) {
      return;
    }
    try (FolderLock lock = FolderLock.take(lockFile)) {
      lock.check();
      Map<Path, byte[]> changed = new LinkedHashMap<>();
      for (Map.Entry<DeviceId, Fresh> entry : fresh.entrySet()) {
        Path file = hellos.resolve(entry.getKey().value());
        Optional<byte[]> present = read(file);
        if (present.isEmpty() || entry.getValue().outdated().test(present.get())) {
          changed.put(file, entry.getValue().sealed());
        }
      }
      write(hellos, changed);
    }
  }

  @Override
  public Map<DeviceId, Long> take(List<Claim> claims) throws StationException {
    Map<DeviceId, Long> taken = new LinkedHashMap<>();
    change(
        claims.stream().map(Claim::device).toList(),
        (index, ledger) -> {
          Claim claim = claims.get(index);
          OptionalLong counter = ledger.next(claim.boot(), claim.reported());
          if (counter.isEmpty()) {
            return ledger;
          }
          taken.put(claim.device(), counter.getAsLong());
          CommandLedger used = ledger.used(claim.boot(), counter.getAsLong());
          return claim.wish().map(wish -> used.wanting(used.desired().with(wish))).orElse(used);
        });
    return taken;
  }

  /** What was commanded to a device. */
  public CommandLedger ledger(DeviceId device) throws StationException {
    Path file = commands.resolve(device.value());
    Optional<byte[]> content = read(file);
    if (content.isEmpty()) {
      return CommandLedger.EMPTY;
    }
    try {
      return LedgerJson.read(content.get());
    } catch (IOException e) {
      throw new StationException(
          ExitCode.CONFIGURATION,
          file + ": damaged; delete it, counters then go on from what the device reports",
          e);
    }
  }

  /** Replaces what is desired of some devices. */
  public void want(Map<DeviceId, Desired> wishes) throws StationException {
    List<DeviceId> devices = List.copyOf(wishes.keySet());
    change(
        devices,
        (index, ledger) ->
            ledger.wanting(wishes.getOrDefault(devices.get(index), ledger.desired())));
  }

  /** Forgets that something is desired, as the device refused it. */
  public void giveUp(DeviceId device, Action.Set refused) throws StationException {
    change(List.of(device), (index, ledger) -> ledger.wanting(ledger.desired().without(refused)));
  }

  private interface Change {
    CommandLedger of(int index, CommandLedger ledger);
  }

  private void change(List<DeviceId> devices, Change change) throws StationException {
    if (devices.isEmpty()) {
      return;
    }
    try (FolderLock lock = FolderLock.take(lockFile)) {
      lock.check();
      Map<Path, byte[]> changed = new LinkedHashMap<>();
      for (int i = 0; i < devices.size(); i++) {
        CommandLedger before = ledger(devices.get(i));
        CommandLedger after = change.of(i, before);
        if (!after.equals(before)) {
          Path file = commands.resolve(devices.get(i).value());
          changed.put(file, bytes(file, after));
        }
      }
      write(commands, changed);
    }
  }

  private static byte[] bytes(Path file, CommandLedger ledger) throws StationException {
    try {
      return LedgerJson.write(ledger);
    } catch (IOException e) {
      throw FolderLock.failure(file, e);
    }
  }

  private static Optional<byte[]> read(Path file) throws StationException {
    try {
      return Optional.of(Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw FolderLock.failure(file, e);
    }
  }

  private static void write(Path folder, Map<Path, byte[]> contents) throws StationException {
    try {
      DurableFolder.make(folder);
      DurableFiles.replace(contents);
    } catch (IOException e) {
      throw FolderLock.failure(folder, e);
    }
  }
}
