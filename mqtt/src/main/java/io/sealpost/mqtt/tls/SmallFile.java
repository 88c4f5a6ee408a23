package io.sealpost.mqtt.tls;

import io.sealpost.mqtt.LinkException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;

/** Reads whole files, of which none is large, and names the one that cannot be read. */
final class SmallFile {
  private static final int MOST_BYTES = 4 << 20;

  private SmallFile() {}

  /**
   * Reads all of it.
   *
   * @param what what the file is, for messages, as in "the CA file"
   * @return the only copy that was made
   * @throws LinkException naming the file and what is wrong with it
   */
  static byte[] read(String what, Path file) throws LinkException {
    String name = what + " " + file;
    try {
      long size = Files.size(file);
      if (!Files.isRegularFile(file)) {
        // a pipe would be waited for
        throw new LinkException(name + " is a folder or a device: expected a file");
      }
      if (size > MOST_BYTES) {
        throw new LinkException(name + " has more than 4 MiB: expected less");
      }
      return read(file, new byte[(int) size]);
    } catch (NoSuchFileException e) {
      throw new LinkException(name + " does not exist", e);
    } catch (AccessDeniedException e) {
      throw new LinkException(
          name + " may not be read by this user: let it, with chown or chmod", e);
    } catch (IOException e) {
      throw new LinkException(name + " cannot be read: " + e.getMessage(), e);
    }
  }

  // One that grows meanwhile is read again, since its stamp changes.
  private static byte[] read(Path file, byte[] buffer) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      int count = in.readNBytes(buffer, 0, buffer.length);
      return count == buffer.length ? buffer : Arrays.copyOf(buffer, count);
    }
  }
}
