package io.sealpost.device.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tinylog.Level;
import org.tinylog.configuration.ServiceLoader;
import org.tinylog.core.LogEntry;
import org.tinylog.runtime.PreciseTimestamp;
import org.tinylog.writers.Writer;

class OneLineWriterTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final OneLineWriter writer =
      new OneLineWriter(
          Map.of("format", "{level}: {message}"), new PrintStream(bytes, true, UTF_8), false);
  private final OneLineWriter journal =
      new OneLineWriter(
          Map.of("format", "{level}: {message}"), new PrintStream(bytes, true, UTF_8), true);

  private static LogEntry entry(String message, @Nullable Throwable exception) {
    return entry(Level.WARN, message, exception);
  }

  private static LogEntry entry(Level level, String message, @Nullable Throwable exception) {
    return new LogEntry(
        new PreciseTimestamp(),
        Thread.currentThread(),
        Map.of(),
        "Class",
        "method",
        "Class.java",
        1,
        "",
        level,
        message,
        exception);
  }

  private String written() {
    return bytes.toString(UTF_8);
  }

  @Test
  void writesAnEventOnOneLineWhateverTheBrokerSays() {
    writer.write(entry("refused: bad\nINFO: all is well\u001b[2J", null));
    writer.write(entry("Küche", null));
    assertEquals("WARN: refused: bad\\nINFO: all is well\\u001b[2J\nWARN: Küche\n", written());
  }

  @Test
  void leavesAStackTraceItsLinesAndNothingElse() {
    writer.write(entry("failed", new IllegalStateException("odd \u001b[2J text")));
    assertTrue(written().contains("IllegalStateException: odd \\u001b[2J text\n\tat "), written());
    assertFalse(written().contains("\u001b"), written());
  }

  @ParameterizedTest
  @CsvSource({"ERROR, 3", "WARN, 4", "INFO, 6", "DEBUG, 7", "TRACE, 7"})
  void tellsTheJournalTheSeverity(Level level, int severity) {
    journal.write(entry(level, "a", null));
    assertEquals("<" + severity + ">" + level + ": a\n", written());
  }

  @Test
  void tellsTheJournalTheSeverityOfEveryLineOfAStackTrace() {
    journal.write(entry(Level.ERROR, "failed", new IllegalStateException("odd")));
    assertTrue(written().lines().count() > 2, written());
    assertTrue(written().lines().allMatch(line -> line.startsWith("<3>")), written());
  }

  @Test
  void staysOpenForWhoeverWritesNext() {
    writer.close();
    writer.write(entry("a", null));
    assertEquals("WARN: a\n", written());
  }

  @Test
  void isFoundByItsName() {
    ServiceLoader<Writer> loader = new ServiceLoader<>(Writer.class, Map.class);
    assertInstanceOf(OneLineWriter.class, loader.create("one line", Map.of()));
  }
}
