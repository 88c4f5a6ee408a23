package io.sealpost.mqtt.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/**
 * What changes when a file does: its number, size and times. The time of the last change to the
 * file itself is among them, since {@code chmod} may be all that was missing.
 *
 * @param attributes none if there is no such file
 */
record FileStamp(Map<String, Object> attributes) {
  private static final String WATCHED = "unix:ino,dev,size,lastModifiedTime,ctime";

  /** How a file is now; links are followed. */
  static FileStamp of(Path file) {
    try {
      return new FileStamp(Map.copyOf(Files.readAttributes(file, WATCHED)));
    } catch (IOException e) {
      Logger.trace(e, "{} is not there", file);
      return new FileStamp(Map.of());
    }
  }

  // Both by hand: those of a record are put together at their first call, in the middle of the
  // first
  // handshake.

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof FileStamp stamp && attributes.equals(stamp.attributes);
  }

  @Override
  public int hashCode() {
    return attributes.hashCode();
  }
}
