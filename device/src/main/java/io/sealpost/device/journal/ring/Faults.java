package io.sealpost.device.journal.ring;

import java.io.IOException;
import java.nio.file.FileSystemException;

/** What the operating system says of a disk, in a few words. */
final class Faults {
  private Faults() {}

  /** The reason alone, because the file is named beside it. */
  static String text(IOException fault) {
    String reason =
        fault instanceof FileSystemException file && file.getReason() != null
            ? file.getReason()
            : fault.getMessage();
    return reason == null ? fault.getClass().getSimpleName() : reason;
  }
}
