package io.sealpost.station.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Replaces a file so that after a power cut the old or the new content is there, never a part. */
public final class DurableFile {
  private DurableFile() {}

  /** Writes beside it, syncs, renames, and syncs the folder; the caller keeps other writers out. */
  public static void replace(Path file, byte[] content) throws IOException {
    write(file, content);
    rename(file);
    syncFolderOf(file);
  }

  /** Writes beside it and syncs. */
  static Path write(Path file, byte[] content) throws IOException {
    Path fresh = fresh(file);
    Files.deleteIfExists(fresh);
    Set<StandardOpenOption> create =
        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (FileChannel channel =
        FileChannel.open(
            fresh,
            create,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
      ByteBuffer left = ByteBuffer.wrap(content);
      while (left.hasRemaining()) {
        channel.write(left);
      }
      channel.force(true);
    }
    return fresh;
  }

  /** Puts what was written beside it in its place. */
  static void rename(Path file) throws IOException {
    Files.move(
        fresh(file), file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Makes renames in its folder durable. */
  static void syncFolderOf(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      DurableFolder.sync(folder);
    }
  }

  private static Path fresh(Path file) {
    return file.resolveSibling("." + file.getFileName() + ".new");
  }
}
