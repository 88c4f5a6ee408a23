package io.sealpost.station.store;

import io.sealpost.protocol.BootId;
import io.sealpost.protocol.DeviceId;
import io.sealpost.protocol.StreamName;
import io.sealpost.station.ExitCode;
import io.sealpost.station.StationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * What the station remembers between runs: the newest hello of each device, still sealed, and what
 * was commanded. Several processes may use one folder at once; a lock file orders them. What a
 * method returns or was given is on the disk when it returns.
 */
public final class StationStore implements HelloShelf {
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
    Path file = hellos.resolve(device.value());
    try (FolderLock lock = FolderLock.take(lockFile)) {
      lock.check();
      Optional<byte[]> present = read(file);
      if (present.isEmpty() || outdated.test(present.get())) {
        write(file, sealed);
      }
    }
  }

  /**
   * Uses up a command counter: higher than every one used before in this boot, by whichever
   * process, and than what the device reports.
   *
   * @param reported the device's last answered counter in this boot, if any
   * @param stream whose interval is asked for
   * @param interval that is remembered as desired
   * @return 1 to 2^32 - 1, durably taken
   */
  public long takeCounter(
      DeviceId device, BootId boot, OptionalLong reported, StreamName stream, Duration interval)
      throws StationException {
    try (FolderLock lock = FolderLock.take(lockFile)) {
      lock.check();
      CommandLedger ledger = ledger(device);
      long counter =
          ledger
              .next(boot, reported)
              .orElseThrow(
                  () ->
                      new StationException(
                          ExitCode.REFUSED,
                          device
                              + ": no command counter is left in boot "
                              + boot
                              + "; restart the device"));
      save(device, ledger.used(boot, counter).wanting(stream, interval));
      return counter;
    }
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

  /** Forgets that an interval is desired, as the device refused it. */
  public void giveUp(DeviceId device, StreamName stream) throws StationException {
    change(device, ledger -> ledger.content(stream));
  }

  private void change(DeviceId device, UnaryOperator<CommandLedger> change)
      throws StationException {
    try (FolderLock lock = FolderLock.take(lockFile)) {
      lock.check();
      save(device, change.apply(ledger(device)));
    }
  }

  private void save(DeviceId device, CommandLedger ledger) throws StationException {
    Path file = commands.resolve(device.value());
    try {
      write(file, LedgerJson.write(ledger));
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

  private static void write(Path file, byte[] content) throws StationException {
    try {
      FolderLock.makeFolderOf(file);
      DurableFile.replace(file, content);
    } catch (IOException e) {
      throw FolderLock.failure(file, e);
    }
  }
}
