package io.sealpost.crypto;

import io.sealpost.crypto.SecretFileException.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** A file with a secret that is about to be written: temporary file, fsync, link, fsync. */
final class NewSecretFile {
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private final Path file;
  private final Path directory;

  NewSecretFile(Path file) {
    Path parent = file.toAbsolutePath().getParent();
    if (parent == null) {
      throw new IllegalArgumentException("\"" + file + "\" must name a file in a directory");
    }
    this.file = file;
    directory = parent;
  }

  void write(byte[] content) throws SecretFileException {
    try {
      Path temporary = Files.createTempFile(directory, ".secret", ".new", OWNER_ONLY);
      try {
        fill(temporary, content);
        // A link, unlike a rename, never replaces what is there.
        Files.createLink(file, temporary);
      } finally {
        Files.delete(temporary);
      }
      sync(directory);
    } catch (FileAlreadyExistsException exists) {
      throw new SecretFileException(
          Reason.EXISTS, "file " + file + " is there already; move it away first", exists);
    } catch (NoSuchFileException missing) {
      throw new SecretFileException(
          Reason.NOT_WRITTEN,
          "file %s: writing failed: there is no directory %s; create it".formatted(file, directory),
          missing);
    } catch (IOException | UnsupportedOperationException failed) {
      throw new SecretFileException(
          Reason.NOT_WRITTEN,
          "file %s: writing failed: %s; check directory %s".formatted(file, failed, directory),
          failed);
    }
  }

  private static void fill(Path temporary, byte[] content) throws IOException {
    try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
      ByteBuffer buffer = ByteBuffer.wrap(content);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(true);
    }
  }

  private static void sync(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
