package io.sealpost.device.journal.ring;

import java.io.IOException;

/**
 * Writes a file once more as it reads. After a sync that failed, the operating system goes on to
 * show what was written, also to the next run, although the medium does not have it and no later
 * sync brings it there. What others are to rely on must therefore be written again.
 */
final class Rewriting {
  private static final int CHUNK = 64 << 10;

  private Rewriting() {}

  /** Returns when everything that can be read of a file is on the medium. */
  static void run(Disk.File file, int size) throws IOException {
    for (int at = 0; at < size; at += CHUNK) {
      byte[] bytes = new byte[Math.min(CHUNK, size - at)];
      file.read(at, bytes, 0, bytes.length);
      file.write(at, bytes);
    }
    file.force();
  }
}
