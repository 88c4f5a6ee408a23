package io.sealpost.device.clock;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With a shell that speaks as {@code timedatectl} would. */
class TimedatectlIT {
  @TempDir Path folder;

  private Optional<Boolean> ask(String script) throws InterruptedException {
    return new Timedatectl(List.of("/bin/sh", "-c", script), folder.resolve("mark")).ask();
  }

  @ParameterizedTest
  @CsvSource({"yes, true", "no, false"})
  void believesWhatTheProgramSays(String word, boolean expected) throws InterruptedException {
    assertEquals(Optional.of(expected), ask("echo " + word));
  }

  @ParameterizedTest
  @CsvSource({"exit 1", "echo maybe", "true", "echo failed >&2; exit 1", "echo yesyesyesyesyes"})
  void knowsNothingWhenTheProgramSaysNothingOfUse(String script) throws InterruptedException {
    assertEquals(Optional.empty(), ask(script));
  }

  @Test
  void knowsNothingWithoutTheProgram() throws InterruptedException {
    Timedatectl missing =
        new Timedatectl(List.of("/nonexistent/timedatectl"), folder.resolve("mark"));
    assertEquals(Optional.empty(), missing.ask());
  }

  @Test
  void takesTheMarkOfTimesyncdWhereTheProgramSaysNothing()
      throws InterruptedException, IOException {
    Files.createFile(folder.resolve("mark"));
    assertEquals(Optional.of(true), ask("exit 1"));
  }

  @Test
  void believesTheProgramMoreThanTheMark() throws InterruptedException, IOException {
    Files.createFile(folder.resolve("mark"));
    assertEquals(Optional.of(false), ask("echo no"));
  }
}
