package io.sealpost.device.state;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;

/** The folder of what outlives a restart, held by one agent at a time. */
public final class StateFolder implements AutoCloseable {
  static final String JOURNAL = "journal";

  private final Path folder;
  private final FileChannel lock;
  private final Disk disk;

  private StateFolder(Path folder, FileChannel lock, Disk disk) {
    this.folder = folder;
    this.lock = lock;
    this.disk = disk;
  }

  /**
   * Creates the folder if need be, for this user only, and takes its lock.
   *
   * @throws StateException if it cannot be created or locked, or another agent holds it
   */
  public static StateFolder open(Path folder) throws StateException {
    return open(folder, Disk.REAL);
  }

  /**
   * The same on a disk that is chosen.
   *
   * @param disk does every durable write
   * @throws StateException if it cannot be created or locked, or another agent holds it
   */
  public static StateFolder open(Path folder, Disk disk) throws StateException {
    try {
      if (!Files.isDirectory(folder)) {
        create(folder, disk);
      }
      return lock(folder, disk);
    } catch (IOException e) {
      throw new StateException(
          folder + ": cannot be used as state folder: " + e + "; create it for this user", e);
    }
  }

  /**
   * Creates it and what is missing above it, durably: an epoch that is lost with its whole folder
   * would be given again.
   */
  private static void create(Path folder, Disk disk) throws IOException {
    Deque<Path> created = new ArrayDeque<>();
    for (Path path = folder.toAbsolutePath();
        path != null && Files.notExists(path);
        path = path.getParent()) {
      created.push(path);
    }
    Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    try {
      for (Path path : created) {
        disk.syncFolder(path.resolveSibling("."));
      }
    } catch (IOException e) {
      remove(created, e);
      throw e;
    }
  }

  /** So that the next start does not take them for durable. */
  private static void remove(Deque<Path> created, IOException reason) {
    try {
      for (Iterator<Path> below = created.descendingIterator(); below.hasNext(); ) {
        Files.delete(below.next());
      }
    } catch (IOException e) {
      reason.addSuppressed(e);
    }
  }

  private static StateFolder lock(Path folder, Disk disk) throws IOException, StateException {
    FileChannel channel =
        FileChannel.open(
            folder.resolve("lock"),
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    if (!tryLock(channel)) {
      channel.close();
      throw new StateException(
          folder + ": another sealpost-device is using this state folder; stop it first");
    }
    return new StateFolder(folder, channel, disk);
  }

  private static boolean tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      // Held by this very process, which the operating system would not tell.
      return false;
    }
  }

  /** The boot counter. */
  public EpochStore epochs() {
    return new EpochStore(folder, disk);
  }

  /** The settings made by commands. */
  public SettingsStore settings() {
    return new FileSettingsStore(folder, disk);
  }

  /** The keys that rotations have left. */
  public KeyStore keys() {
    return new FileKeyStore(folder, disk);
  }

  /** How far a renewal of the certificate is. */
  public RenewalStore renewals() {
    return new FileRenewalStore(folder, disk);
  }

  /** Where the newest pair lies that a broker has accepted; nobody has to have made it. */
  public Path renewedCertificate() {
    return folder.resolve(FileRenewalStore.PRESENT);
  }

  /**
   * Where the newest pair lies that a broker has accepted, for who only looks: no lock is taken.
   *
   * @param folder need not be there
   * @param given fingerprint of the certificate that the device was given; empty if that cannot be
   *     read, and then any will do, as for the agent
   * @return empty if there is none that can be read, or one that followed another certificate
   */
  public static Optional<Path> renewedCertificate(Path folder, Optional<String> given) {
    return new FileRenewalStore(folder, Disk.REAL).presentOf(given);
  }

  /** Where one lies that no broker has accepted yet; nobody has to have made it. */
  public Path newCertificate() {
    return folder.resolve(FileRenewalStore.CANDIDATE);
  }

  /** The last sequences of an epoch. */
  public SequenceStore sequences() {
    return new SequenceStore(folder, disk);
  }

  /** When the last boots started. */
  public BootStore boots() {
    return new BootStore(folder, disk);
  }

  /** The last time that was known to be right. */
  public ClockStore clock() {
    return new ClockStore(folder, disk);
  }

  /** Where journals are kept, each in a folder below; nobody has to have made it. */
  public Path journal() {
    return folder.resolve(JOURNAL);
  }

  /** A file that is there while a light blinks; nobody has to have made it. */
  public Path blinking() {
    return folder.resolve("blinking");
  }

  /** Lets another agent have the folder. */
  @Override
  public void close() throws IOException {
    lock.close();
  }
}
