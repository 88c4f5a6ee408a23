package io.sealpost.e2e.hostile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** The file of the ring, and what a power cut leaves of it. */
final class RingMedium {
  private final Path file;
  private final boolean lies;
  private byte[] medium;

  /**
   * @param lies whether nothing ever gets to the medium
   */
  RingMedium(Path file, boolean lies) {
    this.file = file;
    this.lies = lies;
    medium = read();
  }

  /** What is in the file is on the medium, too. */
  void synchronised() {
    medium = lies ? medium : read();
  }

  /** Leaves what is on the medium. */
  void cutPower() {
    try {
      Files.write(file, medium);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is in the file, as one number. */
  int written() {
    return Arrays.hashCode(read());
  }

  private byte[] read() {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
