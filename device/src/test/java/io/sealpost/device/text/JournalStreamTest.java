package io.sealpost.device.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalStreamTest {
  @TempDir Path folder;

  private static String name(Path file) throws IOException {
    return Files.getAttribute(file, "unix:dev") + ":" + Files.getAttribute(file, "unix:ino");
  }

  @Test
  void isTheOneThatSystemdNamed() throws IOException {
    Path stream = Files.createFile(folder.resolve("stream"));
    Path link = Files.createSymbolicLink(folder.resolve("1"), stream);
    assertTrue(JournalStream.is(Map.of("JOURNAL_STREAM", name(stream)), link));
  }

  @Test
  void isNoOtherAlthoughTheVariableIsInherited() throws IOException {
    Path stream = Files.createFile(folder.resolve("stream"));
    Path other = Files.createFile(folder.resolve("other"));
    Map<String, String> inherited = Map.of("JOURNAL_STREAM", name(stream));
    assertFalse(JournalStream.is(inherited, other));
    assertFalse(JournalStream.is(inherited, folder.resolve("closed")));
    assertFalse(JournalStream.is(Map.of(), stream));
    assertFalse(JournalStream.is(Map.of("JOURNAL_STREAM", ""), stream));
  }

  @Test
  void printsEachLineAsAnError() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream err = JournalStream.errors(new PrintStream(bytes, true, UTF_8));
    err.println("one");
    err.print("two ");
    err.println("halves\n\nand more");
    assertEquals("<3>one\n<3>two halves\n<3>\n<3>and more\n", bytes.toString(UTF_8));
  }
}
