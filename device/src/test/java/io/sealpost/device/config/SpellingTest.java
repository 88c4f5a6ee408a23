package io.sealpost.device.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingTest {
  private static final List<String> KEYS =
      List.of("interval", "stream", "type", "min-interval", "max-interval", "key-file");

  @ParameterizedTest
  @CsvSource({
    "intervall, interval",
    "inteval, interval",
    "Interval, interval",
    "mininterval, min-interval",
    "min_interval, min-interval",
    "streams, stream",
    "typ, type",
    "keyfile, key-file"
  })
  void guessesTheNearestWord(String word, String expected) {
    assertEquals(Optional.of(expected), Spelling.nearest(word, KEYS));
  }

  @ParameterizedTest
  @CsvSource({"colour", "x", "zzzzzzzz", "''"})
  void doesNotGuessWildly(String word) {
    assertEquals(Optional.empty(), Spelling.nearest(word, KEYS));
  }

  @Test
  void takesTheFirstInTheAlphabetAmongEquals() {
    assertEquals(Optional.of("aab"), Spelling.nearest("aax", List.of("aac", "aab", "aad")));
  }

  @ParameterizedTest
  @CsvSource({
    "'', '', 0",
    "abc, abc, 0",
    "abc, '', 3",
    "'', abc, 3",
    "kitten, sitting, 3",
    "flaw, lawn, 2",
    "ab, ba, 2"
  })
  void countsInsertionsDeletionsAndSubstitutions(String from, String to, int expected) {
    assertEquals(expected, Spelling.distance(from, to));
    assertEquals(expected, Spelling.distance(to, from));
  }
}
