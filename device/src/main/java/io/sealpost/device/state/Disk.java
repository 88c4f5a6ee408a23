package io.sealpost.device.state;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** The four steps of a durable write, a port so that tests can cut the power between any two. */
public interface Disk {
  /** The operating system's. */
  Disk REAL = new Real();

  /** Creates or empties a file of this user only and writes to it. */
  void write(Path file, byte[] bytes) throws IOException;

  /** Returns when the file's bytes are on the medium. */
  void syncFile(Path file) throws IOException;

  /** Gives a file another name at once, replacing what had it. */
  void rename(Path from, Path to) throws IOException;

  /** Removes a file. */
  default void delete(Path file) throws IOException {
    Files.delete(file);
  }

  /** Returns when the folder's names are on the medium. */
  void syncFolder(Path folder) throws IOException;

  /**
   * Leaves nothing in it.
   *
   * @param buffer of any content
   */
  static void wipe(ByteBuffer buffer) {
    buffer.clear();
    while (buffer.hasRemaining()) {
      buffer.put((byte) 0);
    }
  }

  /** Through the JDK. */
  final class Real implements Disk {
    private Real() {}

    @Override
    public void write(Path file, byte[] bytes) throws IOException {
      Files.deleteIfExists(file);
      try (FileChannel channel =
          FileChannel.open(
              file,
              Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
        // Ours, to be wiped: from an array the JDK would copy into one that it keeps.
        ByteBuffer buffer = ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
        while (buffer.hasRemaining()) {
          channel.write(buffer);
        }
        wipe(buffer);
      }
    }

    @Override
    public void syncFile(Path file) throws IOException {
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void syncFolder(Path folder) throws IOException {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }
}
