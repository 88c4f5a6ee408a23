package io.sealpost.device.state;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.CRC32;

/**
 * A small durable table of names and whole numbers: a heading, {@code name number} lines, and a
 * checksum, so that a torn or rotten file is told from a good one.
 *
 * <p>Written to a temporary file, synchronised, renamed, and the folder synchronised: after a power
 * cut either the old or the new table is there. Used by one thread at a time.
 */
final class StateFile {
  private static final int MAX_BYTES = 64 * 1024;
  private static final String CHECK = "crc32 ";

  private final Path file;
  private final String heading;
  private final String repair;
  private final Disk disk;

  /**
   * @param file in an existing folder
   * @param kind one word for what the table is
   * @param repair what somebody has to do when it is damaged
   */
  StateFile(Path file, String kind, String repair, Disk disk) {
    this.file = file;
    this.heading = "sealpost-" + kind + " 1";
    this.repair = repair;
    this.disk = disk;
  }

  /** The file. */
  Path path() {
    return file;
  }

  /**
   * The table.
   *
   * @return empty if there is no such file
   * @throws StateException if it cannot be read or is damaged
   */
  Optional<Map<String, Long>> read() throws StateException {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw damaged("longer than " + MAX_BYTES + " bytes");
      }
      return Optional.of(parse(new String(Files.readAllBytes(file), UTF_8)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new StateException(file + ": cannot be read: " + reason(e), e);
    }
  }

  /**
   * Replaces the table; durable on return.
   *
   * @throws StateException if that was impossible; then the old table is still there, or, if only
   *     the last step failed, either
   */
  void write(Map<String, Long> table) throws StateException {
    StringBuilder text = new StringBuilder(heading).append('\n');
    new TreeMap<>(table)
        .forEach((name, number) -> text.append(name).append(' ').append(number).append('\n'));
    text.append(check(text.toString()));
    Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
    try {
      disk.write(temporary, text.toString().getBytes(UTF_8));
      disk.syncFile(temporary);
      disk.rename(temporary, file);
      disk.syncFolder(file.resolveSibling("."));
    } catch (IOException e) {
      throw new StateException(
          file
              + ": cannot be made durable: "
              + reason(e)
              + "; check the disk, its free space and"
              + " that this user may write to the folder",
          e);
    }
  }

  private Map<String, Long> parse(String text) throws StateException {
    List<String> lines = text.lines().toList();
    int end = text.lastIndexOf(CHECK);
    if (lines.size() < 2 || end < 0 || !text.substring(end).equals(check(text.substring(0, end)))) {
      throw damaged("its checksum is missing or wrong");
    }
    if (!lines.get(0).equals(heading)) {
      throw damaged("its first line is not \"" + heading + "\"");
    }
    Map<String, Long> table = new TreeMap<>();
    for (String line : lines.subList(1, lines.size() - 1)) {
      if (!line.matches("[a-z0-9_.-]{1,64} [0-9]{1,18}")) {
        throw damaged("\"" + line + "\" is not a name and a number");
      }
      int space = line.indexOf(' ');
      table.put(line.substring(0, space), Long.parseLong(line.substring(space + 1)));
    }
    return table;
  }

  private static String check(String text) {
    CRC32 crc = new CRC32();
    crc.update(text.getBytes(UTF_8));
    return CHECK + HexFormat.of().toHexDigits((int) crc.getValue()) + "\n";
  }

  /** Words for a table that is not as it was written. */
  StateException damaged(String how) {
    return new StateException(file + ": damaged: " + how + "; " + repair);
  }

  /** Many of the JDK's messages are only the file's name, which says nothing of the reason. */
  private static String reason(IOException e) {
    return e.getClass().getSimpleName().replace("Exception", "") + " (" + e.getMessage() + ")";
  }
}
