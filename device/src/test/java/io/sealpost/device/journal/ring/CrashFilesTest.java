package io.sealpost.device.journal.ring;

import static java.util.function.Predicate.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Journals as crashes left them; what happened to each is told in their README. */
class CrashFilesTest {
  private static final List<String> DAMAGED =
      List.of("damaged-header", "damaged-middle", "group-without-its-middle");

  private static Path root() throws URISyntaxException {
    return Path.of(Objects.requireNonNull(CrashFilesTest.class.getResource("/journal")).toURI());
  }

  static List<Path> cases() throws IOException, URISyntaxException {
    try (Stream<Path> folders = Files.list(root())) {
      return folders.filter(Files::isDirectory).sorted().toList();
    }
  }

  private static Bench load(Path folder) throws IOException {
    Bench bench = new Bench().segments(16);
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> !f.endsWith("expected")).toList()) {
        bench.disk.put(String.valueOf(file.getFileName()), Files.readAllBytes(file));
      }
    }
    return bench.open();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void deliversWhatCanBeHad(Path folder) throws IOException {
    Bench bench = load(folder);
    List<String> expected = Files.readAllLines(folder.resolve("expected"));
    assertEquals(expected, bench.all());
    assertEquals(expected.size(), bench.stats().messages());
    int errors = DAMAGED.contains(String.valueOf(folder.getFileName())) ? 1 : 0;
    assertEquals(errors, bench.stats().errors());
  }

  /** The second start sees what the first one made of it. */
  @ParameterizedTest
  @MethodSource("cases")
  void deliversTheSameAfterAnotherCrashAndGoesOn(Path folder) throws IOException {
    Bench bench = load(folder);
    List<String> before = bench.all();
    bench.cut().append(Bench.B, 10).drain();
    List<String> after = bench.cut().all();
    assertEquals(before, after.stream().filter(not(name -> name.startsWith("b"))).toList());
    assertEquals(
        Bench.names(Bench.B, 2, 1, 10),
        after.stream().filter(name -> name.startsWith("b")).toList());
  }

  @Test
  void everyCaseIsTold() throws IOException, URISyntaxException {
    String readme = Files.readString(root().resolve("README.md"));
    for (Path folder : cases()) {
      assertTrue(readme.contains("| `" + folder.getFileName() + "` |"), folder::toString);
    }
  }
}
