package io.sealpost.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.station.inbox.Event;
import io.sealpost.station.inbox.Refusal;
import io.sealpost.station.site.KeyStage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whoever sees an alarm finds its words in {@code docs/operations.md}. */
final class OperationsDocumentTest {
  private static final Path CHECKOUT = Path.of("..");

  /** {@code "ALARM: …"} for instance: what the station writes in capitals is to be noticed. */
  private static final Pattern SHOUTED =
      Pattern.compile("\"(?:[^\"]*\\s)?([A-Z]{3,})(?:: | since )");

  private static final Pattern EXIT_CODE = Pattern.compile("\n  [A-Z_]+\\((\\d+), \"");

  private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");

  /** A constant of an enum within a record within {@code Event}. */
  private static final Pattern KIND = Pattern.compile("\n {6}([A-Z][A-Z_]+)(?=[,\n])");

  /** A literal in parts, after an exception perhaps. */
  private static final Pattern LOGGED =
      Pattern.compile(
          "Logger\\.(?:warn|error)\\(\\s*(?:\\w+,\\s*)?("
              + LITERAL.pattern()
              + "(?:\\s*\\+\\s*"
              + LITERAL.pattern()
              + ")*)");

  /** So many words in a row are enough to search for. */
  private static final int WORDS = 4;

  @Test
  void everyReasonToRefuseAMessageIsExplained() throws IOException {
    assertEquals(List.of(), unexplained(Arrays.stream(Refusal.values()).map(Refusal::label)));
  }

  @Test
  void bothAlarmsOfClonedAndRestoredCardsAreExplained() throws IOException {
    String source = Files.readString(station().resolve("view/AlarmText.java"));
    String facts = source.substring(source.indexOf("fact("), source.indexOf("advice("));
    List<String> told = literals(facts);
    assertEquals(Event.HelloAlarm.Kind.values().length, told.size(), told::toString);
    assertEquals(List.of(), unexplained(told.stream().map(OperationsDocumentTest::beginning)));
  }

  @Test
  void everyKindOfAlarmHasItsNameForPrograms() throws IOException {
    String source = Files.readString(station().resolve("inbox/Event.java"));
    List<String> kinds =
        found(KIND, source).stream()
            .map(kind -> kind.group(1).toLowerCase(Locale.ROOT).replace('_', '-'))
            .toList();
    assertTrue(kinds.containsAll(List.of("rolled-back", "cloned")), kinds::toString);
    assertEquals(List.of(), unexplained(kinds.stream()));
  }

  @Test
  void everyStageOfARotationThatDidNotEndIsExplained() throws IOException {
    assertEquals(List.of(), unexplained(Arrays.stream(KeyStage.values()).map(KeyStage::fact)));
  }

  @Test
  void everyWordThatTheStationWritesInCapitalsIsExplained() throws IOException {
    List<String> words = new ArrayList<>();
    for (String room : List.of("cli", "command", "inbox", "view")) {
      for (Path source : sources(station().resolve(room))) {
        found(SHOUTED, Files.readString(source)).forEach(word -> words.add(word.group(1)));
      }
    }
    assertTrue(words.containsAll(List.of("ALARM", "GAP", "DROPPED", "FAILING")), words::toString);
    assertEquals(List.of(), unexplained(words.stream()));
  }

  @Test
  void everyExitCodeIsExplained() throws IOException {
    Path device = CHECKOUT.resolve("device/src/main/java/io/sealpost/device");
    List<String> codes = new ArrayList<>();
    for (Path folder : List.of(device, station())) {
      String source = Files.readString(folder.resolve("ExitCode.java"));
      found(EXIT_CODE, source).forEach(code -> codes.add("| " + code.group(1) + " |"));
    }
    assertTrue(codes.size() > 15, codes::toString);
    assertEquals(List.of(), unexplained(codes.stream()));
  }

  @Test
  void everyWarningOfTheAgentIsExplained() throws IOException {
    String document = document();
    List<String> missing = new ArrayList<>();
    int warnings = 0;
    for (String room : List.of("device", "mqtt", "sensors")) {
      for (Path source : sources(CHECKOUT.resolve(room + "/src/main/java"))) {
        for (MatchResult logged : found(LOGGED, Files.readString(source))) {
          String said = String.join("", literals(logged.group(1)));
          warnings++;
          if (!isNamed(said, document)) {
            missing.add(source.getFileName() + ": " + said);
          }
        }
      }
    }
    assertEquals(List.of(), missing);
    assertTrue(warnings > 40, warnings + " warnings");
  }

  /** What only passes on the words of somebody else has none of its own to explain. */
  private static boolean isNamed(String said, String document) {
    List<String> parts =
        Arrays.stream(said.split("\\{\\}", -1))
            .map(part -> plain(part).replaceAll("^[:;, ]+|[:;, ]+$", ""))
            .filter(part -> part.length() > 8)
            .toList();
    return parts.isEmpty()
        || parts.stream().anyMatch(part -> runs(part).anyMatch(document::contains));
  }

  private static Stream<String> runs(String part) {
    List<String> words = List.of(part.split(" ", -1));
    return words.size() <= WORDS
        ? Stream.of(part)
        : IntStream.rangeClosed(0, words.size() - WORDS)
            .mapToObj(from -> String.join(" ", words.subList(from, from + WORDS)));
  }

  private static List<String> unexplained(Stream<String> words) throws IOException {
    String document = document();
    return words.filter(word -> !document.contains(plain(word))).toList();
  }

  private static String document() throws IOException {
    return plain(Files.readString(CHECKOUT.resolve("docs/operations.md")));
  }

  private static String plain(String text) {
    return text.replace("`", "").replaceAll("\\s+", " ");
  }

  private static String beginning(String format) {
    return format.substring(0, format.indexOf('%')).strip();
  }

  private static List<String> literals(String source) {
    return found(LITERAL, source).stream().map(literal -> literal.group(1)).toList();
  }

  private static List<MatchResult> found(Pattern pattern, String text) {
    return pattern.matcher(text).results().toList();
  }

  private static Path station() {
    return CHECKOUT.resolve("station/src/main/java/io/sealpost/station");
  }

  private static List<Path> sources(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .sorted()
          .collect(Collectors.toList());
    }
  }
}
