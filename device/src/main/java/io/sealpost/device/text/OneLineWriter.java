package io.sealpost.device.text;

import java.io.PrintStream;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.tinylog.core.LogEntry;
import org.tinylog.writers.AbstractFormatPatternWriter;

/**
 * Writes the log on standard output, an event a line, whatever brokers, sensors and files say in
 * it; with its severity, where the journal of systemd reads it. The one place for it, because
 * events come from every room. tinylog makes it by its name in {@code META-INF/services} and {@code
 * tinylog.properties}: {@code writer = one line}.
 */
public final class OneLineWriter extends AbstractFormatPatternWriter {
  private final PrintStream out;
  private final boolean journal;

  /**
   * @param properties of the writer in {@code tinylog.properties}
   */
  public OneLineWriter(Map<String, String> properties) {
    this(properties, System.out, JournalStream.isStandardOutput());
  }

  /**
   * @param journal whether each line begins with its severity
   */
  OneLineWriter(Map<String, String> properties, PrintStream out, boolean journal) {
    super(new HashMap<>(properties));
    this.out = out;
    this.journal = journal;
  }

  @Override
  public void write(LogEntry entry) {
    String text = render(entry);
    // A stack trace has lines of its own, and says of a fault of the program more than one can.
    String clean =
        entry.getException() == null
            ? OneLine.of(text.stripTrailing())
            : text.lines().map(OneLineWriter::stackLine).collect(Collectors.joining("\n"));
    String prefix = journal ? JournalStream.prefix(entry.getLevel()) : "";
    out.println(prefix + clean.replace("\n", "\n" + prefix));
  }

  private static String stackLine(String line) {
    return line.startsWith("\t") ? "\t" + OneLine.of(line.substring(1)) : OneLine.of(line);
  }

  @Override
  public void flush() {
    out.flush();
  }

  /** Standard output stays open: it is not this writer's. */
  @Override
  public void close() {
    flush();
  }
}
