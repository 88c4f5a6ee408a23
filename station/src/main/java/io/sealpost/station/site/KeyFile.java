package io.sealpost.station.site;

import io.sealpost.crypto.SecretFile;
import io.sealpost.crypto.SecretFileException;
import io.sealpost.protocol.DeviceId;
import io.sealpost.station.ExitCode;
import io.sealpost.station.StationException;
import io.sealpost.station.store.DurableFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.Objects;

/** One file of the key ring: TOML, mode 0600. */
final class KeyFile {
  private static final int MAX_SIZE = 32_768;

  private KeyFile() {}

  /**
   * What tells one content of a file from the next without reading it.
   *
   * @param identity of the file: a replaced one has another
   * @param modified when it was written
   * @param size in bytes
   */
  record Stamp(String identity, FileTime modified, long size) {}

  /** The stamp of a file. */
  static Stamp stamp(Path file) throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
    return new Stamp(
        Objects.toString(attributes.fileKey(), ""),
        attributes.lastModifiedTime(),
        attributes.size());
  }

  static RingEntry read(DeviceId device, Path file) throws StationException {
    byte[] content = content(file);
    try {
      return new KeyFileReader(
              device, TomlFile.parse(file.toString(), content, ExitCode.PERMISSION))
          .read();
    } finally {
      Arrays.fill(content, (byte) 0);
    }
  }

  /** Writes an entry where there is none. */
  static void writeNew(Path file, RingEntry entry) throws StationException {
    writeNew(file, KeyFileWriter.write(entry));
  }

  /** Writes a file that only its owner can read, and wipes {@code content}. */
  static void writeNew(Path file, byte[] content) throws StationException {
    try {
      SecretFile.writeNew(file, content);
    } catch (SecretFileException e) {
      throw new StationException(ExitCode.PERMISSION, String.valueOf(e.getMessage()), e);
    } finally {
      Arrays.fill(content, (byte) 0);
    }
  }

  /** Replaces an entry: after a power cut the old or the new one is there, never a part. */
  static void replace(Path file, RingEntry entry) throws StationException {
    byte[] content = KeyFileWriter.write(entry);
    try {
      DurableFile.replace(file, content);
    } catch (IOException e) {
      throw unwritable(file, e);
    } finally {
      Arrays.fill(content, (byte) 0);
    }
  }

  /**
   * Replaces an entry and overwrites the content that it had: as far as the file system writes in
   * place, which those of flash memory and those that copy on write do not.
   */
  static void shred(Path file, RingEntry entry) throws StationException {
    try (FileChannel before = FileChannel.open(file, StandardOpenOption.WRITE)) {
      replace(file, entry);
      ByteBuffer zeros = ByteBuffer.allocate((int) Math.min(before.size(), MAX_SIZE));
      before.write(zeros, 0);
      before.force(true);
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }

  private static StationException unwritable(Path file, IOException e) {
    return new StationException(
        ExitCode.PERMISSION, file + ": cannot be written: " + FileFault.reason(e), e);
  }

  private static byte[] content(Path file) throws StationException {
    try {
      if (Privacy.openToOthers(file)) {
        throw new StationException(
            ExitCode.PERMISSION,
            file + ": the key is open to others; close it with: chmod 600 " + file);
      }
      if (Files.size(file) > MAX_SIZE) {
        throw new StationException(
            ExitCode.PERMISSION,
            file + ": too long for a key file, at most " + MAX_SIZE + " bytes");
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new StationException(ExitCode.PERMISSION, file + ": " + FileFault.reading(file, e), e);
    }
  }
}
