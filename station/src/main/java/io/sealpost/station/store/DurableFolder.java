package io.sealpost.station.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Deque;

/** Makes folders that are still there after a power cut, and so are the files synced in them. */
public final class DurableFolder {
  private DurableFolder() {}

  /** What puts the entries of a folder on the disk. */
  @FunctionalInterface
  interface Sync {
    void of(Path folder) throws IOException;
  }

  /**
   * Makes a folder and those above it that are missing, all of mode 0700, and syncs whatever holds
   * a new one.
   *
   * @param folder left as it is if it is there
   */
  public static void make(Path folder) throws IOException {
    make(folder, DurableFolder::sync);
  }

  static void make(Path folder, Sync sync) throws IOException {
    Deque<Path> holders = new ArrayDeque<>();
    Path at = folder.toAbsolutePath();
    while (at.getParent() != null && Files.notExists(at)) {
      at = at.getParent();
      holders.push(at);
    }
    Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    for (Path holder : holders) {
      sync.of(holder);
    }
  }

  /** Puts the entries of a folder on the disk. */
  public static void sync(Path folder) throws IOException {
    try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
      directory.force(true);
    }
  }
}
