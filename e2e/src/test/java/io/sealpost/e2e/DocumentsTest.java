package io.sealpost.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the documents point at is there. */
final class DocumentsTest {
  private static final Path CHECKOUT = Path.of("..");
  private static final Pattern TEST = Pattern.compile("`([A-Z]\\w*(?:Test|IT))(?:\\.(\\w+))?`");
  private static final Pattern ANCHOR = Pattern.compile("\\]\\(([^)#:]*)#([^)]+)\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(?:#[^)]*)?\\)");

  @Test
  void everyTestThatTheThreatModelNamesExists() throws IOException {
    List<String> missing = new ArrayList<>();
    List<MatchResult> named = found(TEST, CHECKOUT.resolve("docs/threat-model.md"));
    for (MatchResult test : named) {
      if (!exists(test.group(1) + ".java", test.group(2))) {
        missing.add(test.group());
      }
    }
    assertEquals(List.of(), missing);
    assertTrue(named.size() > 20, () -> named.size() + " tests named");
  }

  @Test
  void everyLinkLeadsToAFile() throws IOException {
    List<String> missing = new ArrayList<>();
    List<Path> pages = pages();
    for (Path page : pages) {
      for (MatchResult link : found(LINK, page)) {
        if (!Files.exists(page.resolveSibling(link.group(1)))) {
          missing.add(page + ": " + link.group(1));
        }
      }
    }
    assertEquals(List.of(), missing);
    assertTrue(pages.size() > 10, pages::toString);
  }

  @Test
  void everyLinkIntoAPageLeadsToAHeading() throws IOException {
    List<String> missing = new ArrayList<>();
    int anchors = 0;
    for (Path page : pages()) {
      for (MatchResult link : found(ANCHOR, page)) {
        anchors++;
        Path target = link.group(1).isEmpty() ? page : page.resolveSibling(link.group(1));
        if (Files.exists(target) && !headings(target).contains(link.group(2))) {
          missing.add(page + ": " + link.group(1) + "#" + link.group(2));
        }
      }
    }
    assertEquals(List.of(), missing);
    assertTrue(anchors > 20, anchors + " links into pages");
  }

  @Test
  void theReaderHasSixtyLinesAsItIsSaid() throws IOException {
    int lines = Files.readAllLines(CHECKOUT.resolve("docs/interop/read.py")).size();
    assertTrue(lines <= 60, () -> lines + " lines");
  }

  /** As {@code wc -w README.md} counts: whoever comes by reads no more. */
  @Test
  void theReadmeHasLessThanSixHundredWords() throws IOException {
    int words = Files.readString(CHECKOUT.resolve("README.md")).strip().split("\\s+", -1).length;
    assertTrue(words < 600, () -> words + " words");
  }

  /** As GitHub names them: small letters, digits, hyphens for spaces, nothing else. */
  private static List<String> headings(Path page) throws IOException {
    return found(HEADING, page).stream()
        .map(heading -> heading.group(1).toLowerCase(Locale.ROOT))
        .map(heading -> heading.replaceAll("[^\\w\\- ]", "").replace(' ', '-'))
        .toList();
  }

  private static List<MatchResult> found(Pattern pattern, Path page) throws IOException {
    return pattern.matcher(Files.readString(page)).results().toList();
  }

  /** Rooms may have tests of the same name. */
  private static boolean exists(String source, @Nullable String method) throws IOException {
    for (Path file : sources(source)) {
      if (method == null || Files.readString(file).contains("void " + method + "(")) {
        return true;
      }
    }
    return false;
  }

  private static List<Path> pages() throws IOException {
    List<Path> pages = new ArrayList<>(List.of(CHECKOUT.resolve("README.md")));
    try (Stream<Path> docs = Files.walk(CHECKOUT.resolve("docs"))) {
      docs.filter(path -> path.toString().endsWith(".md")).forEach(pages::add);
    }
    return pages;
  }

  private static List<Path> sources(String name) throws IOException {
    List<Path> sources = new ArrayList<>();
    try (Stream<Path> rooms = Files.list(CHECKOUT)) {
      for (Path tests : rooms.map(room -> room.resolve("src/test/java")).toList()) {
        if (Files.isDirectory(tests)) {
          try (Stream<Path> files = Files.walk(tests)) {
            files.filter(file -> file.endsWith(name)).forEach(sources::add);
          }
        }
      }
    }
    return sources;
  }
}
