package io.sealpost.device.state;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A small durable table of names and whole numbers, {@code name number} lines in a {@link
 * DurableFile}. Used by one thread at a time.
 */
final class StateFile {
  private final DurableFile file;

  /**
   * @param file in an existing folder
   * @param kind one word for what the table is
   * @param repair what somebody has to do when it is damaged
   */
  StateFile(Path file, String kind, String repair, Disk disk) {
    this.file = new DurableFile(file, kind, repair, disk);
  }

  /** The file. */
  Path path() {
    return file.path();
  }

  /**
   * The table.
   *
   * @return empty if there is no such file
   * @throws StateException if it cannot be read or is damaged
   */
  Optional<Map<String, Long>> read() throws StateException {
    Optional<byte[]> lines = file.read();
    return lines.isEmpty() ? Optional.empty() : Optional.of(parse(new String(lines.get(), UTF_8)));
  }

  /**
   * Replaces the table; durable on return.
   *
   * @throws StateException if that was impossible; then the old table is still there, or, if only
   *     the last step failed, either
   */
  void write(Map<String, Long> table) throws StateException {
    StringBuilder text = new StringBuilder();
    new TreeMap<>(table)
        .forEach((name, number) -> text.append(name).append(' ').append(number).append('\n'));
    file.write(text.toString().getBytes(UTF_8));
  }

  private Map<String, Long> parse(String text) throws StateException {
    Map<String, Long> table = new TreeMap<>();
    for (String line : text.lines().toList()) {
      int space = line.indexOf(' ');
      try {
        if (!line.matches("[a-z0-9_.-]{1,80} [0-9]{1,19}")) {
          throw new NumberFormatException();
        }
        table.put(line.substring(0, space), Long.parseLong(line.substring(space + 1)));
      } catch (NumberFormatException e) {
        throw damaged("\"" + line + "\" is not a name and a number");
      }
    }
    return table;
  }

  /** Words for a table that is not as it was written. */
  StateException damaged(String how) {
    return file.damaged(how);
  }
}
