package io.sealpost.device.state;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * A small durable text: a heading, lines, and a checksum, so that a torn or rotten file is told
 * from a good one. Bytes throughout, and no copy is left behind: the lines may be secret.
 *
 * <p>Written to a temporary file, synchronised, renamed, and the folder synchronised: after a power
 * cut either the old or the new text is there. Used by one thread at a time.
 */
final class DurableFile {
  private static final int MAX_BYTES = 64 * 1024;
  private static final String CHECK = "crc32 ";
  private static final int CHECK_SIZE = (CHECK + "01234567\n").length();

  private final Path file;
  private final byte[] heading;
  private final String repair;
  private final Disk disk;

  /**
   * @param file in an existing folder
   * @param kind one word for what the text is
   * @param repair what somebody has to do when it is damaged
   */
  DurableFile(Path file, String kind, String repair, Disk disk) {
    this.file = file;
    this.heading = ("sealpost-" + kind + " 1\n").getBytes(US_ASCII);
    this.repair = repair;
    this.disk = disk;
  }

  /** The file. */
  Path path() {
    return file;
  }

  /**
   * The lines.
   *
   * @return each with its line end, wiped by the caller; empty if there is no such file
   * @throws StateException if it cannot be read or is damaged
   */
  Optional<byte[]> read() throws StateException {
    byte[] whole = new byte[0];
    try {
      whole = bytes();
      return Optional.of(lines(whole));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new StateException(file + ": cannot be read: " + reason(e), e);
    } finally {
      Arrays.fill(whole, (byte) 0);
    }
  }

  /**
   * Replaces the lines; durable on return.
   *
   * @param lines each with its line end, wiped by the caller
   * @throws StateException if that was impossible; then the old text is still there, or, if only
   *     the last step failed, either
   */
  void write(byte[] lines) throws StateException {
    byte[] whole = whole(lines);
    Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
    try {
      disk.write(temporary, whole);
      disk.syncFile(temporary);
      disk.rename(temporary, file);
      disk.syncFolder(file.resolveSibling("."));
    } catch (IOException e) {
      throw undurable(e);
    } finally {
      Arrays.fill(whole, (byte) 0);
    }
  }

  /**
   * Makes durable what was read: whoever wrote it may have been killed before the last step.
   *
   * @throws StateException if that was impossible
   */
  void settle() throws StateException {
    try {
      disk.syncFile(file);
      disk.syncFolder(file.resolveSibling("."));
    } catch (IOException e) {
      throw undurable(e);
    }
  }

  private byte[] bytes() throws IOException, StateException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long size = channel.size();
      if (size > MAX_BYTES) {
        throw damaged("longer than " + MAX_BYTES + " bytes");
      }
      // Ours, to be wiped: through an array the JDK would take one that it keeps.
      ByteBuffer buffer = ByteBuffer.allocateDirect((int) size);
      int read = 0;
      while (read >= 0 && buffer.hasRemaining()) {
        read = channel.read(buffer);
      }
      byte[] bytes = new byte[buffer.flip().remaining()];
      buffer.get(bytes);
      Disk.wipe(buffer);
      return bytes;
    }
  }

  private byte[] lines(byte[] whole) throws StateException {
    int end = whole.length - CHECK_SIZE;
    if (end < 0 || !Arrays.equals(whole, end, whole.length, check(whole, end), 0, CHECK_SIZE)) {
      throw damaged("its checksum is missing or wrong");
    }
    int start = Math.min(heading.length, end);
    if (!Arrays.equals(whole, 0, start, heading, 0, heading.length)) {
      throw damaged("its first line is not \"" + new String(heading, US_ASCII).strip() + "\"");
    }
    return Arrays.copyOfRange(whole, start, end);
  }

  private byte[] whole(byte[] lines) {
    int end = heading.length + lines.length;
    byte[] whole = Arrays.copyOf(heading, end + CHECK_SIZE);
    System.arraycopy(lines, 0, whole, heading.length, lines.length);
    System.arraycopy(check(whole, end), 0, whole, end, CHECK_SIZE);
    return whole;
  }

  private static byte[] check(byte[] whole, int end) {
    CRC32 crc = new CRC32();
    crc.update(whole, 0, end);
    return (CHECK + HexFormat.of().toHexDigits((int) crc.getValue()) + "\n").getBytes(US_ASCII);
  }

  /** Words for a text that is not as it was written. */
  StateException damaged(String how) {
    return new StateException(file + ": damaged: " + how + "; " + repair);
  }

  private StateException undurable(IOException e) {
    return new StateException(
        file
            + ": cannot be made durable: "
            + reason(e)
            + "; check the disk, its free space and"
            + " that this user may write to the folder",
        e);
  }

  /** Many of the JDK's messages are only the file's name, which says nothing of the reason. */
  private static String reason(IOException e) {
    return e.getClass().getSimpleName().replace("Exception", "") + " (" + e.getMessage() + ")";
  }
}
