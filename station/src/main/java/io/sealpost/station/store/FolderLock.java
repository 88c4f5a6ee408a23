package io.sealpost.station.store;

import io.sealpost.station.ExitCode;
import io.sealpost.station.StationException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** A lock on a file, held against other processes until closed or until the process ends. */
public final class FolderLock implements AutoCloseable {
  private final Path file;
  private final FileLock lock;

  private FolderLock(Path file, FileLock lock) {
    this.file = file;
    this.lock = lock;
  }

  /** Takes the lock, waiting for whoever has it: they hold it for milliseconds. */
  public static FolderLock take(Path file) throws StationException {
    try {
      return new FolderLock(file, open(file).lock());
    } catch (IOException e) {
      throw failure(file, e);
    }
  }

  /** Takes the lock if nobody has it. */
  static Optional<FolderLock> tryTake(Path file) throws StationException {
    try {
      FileChannel channel = open(file);
      Optional<FolderLock> taken = attempt(file, channel);
      if (taken.isEmpty()) {
        channel.close();
      }
      return taken;
    } catch (IOException e) {
      throw failure(file, e);
    }
  }

  private static Optional<FolderLock> attempt(Path file, FileChannel channel) throws IOException {
    try {
      return Optional.ofNullable(channel.tryLock()).map(lock -> new FolderLock(file, lock));
    } catch (OverlappingFileLockException heldByThisProcess) {
      return Optional.empty();
    }
  }

  private static FileChannel open(Path file) throws IOException {
    makeFolderOf(file);
    return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  static void makeFolderOf(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      DurableFolder.make(folder);
    }
  }

  /** What to tell the operator of a file that cannot be used. */
  static StationException failure(Path file, IOException e) {
    boolean denied = e instanceof AccessDeniedException;
    String reason =
        e instanceof FileSystemException named && named.getReason() != null
            ? named.getReason()
            : denied ? "access denied" : e.toString();
    return new StationException(
        denied ? ExitCode.PERMISSION : ExitCode.INTERNAL,
        file + ": the station cannot keep its state here: " + reason,
        e);
  }

  /**
   * Checks that it is held still.
   *
   * @throws IllegalStateException if the lock is lost
   */
  public void check() {
    if (!lock.isValid()) {
      throw new IllegalStateException(file + ": the lock was closed already");
    }
  }

  @Override
  public void close() throws StationException {
    try {
      lock.acquiredBy().close();
    } catch (IOException e) {
      throw failure(file, e);
    }
  }
}
