package io.sealpost.station.site;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NearestTest {
  private static final List<String> KEYS = List.of("url", "username", "ca-file");

  @Test
  void theWordWithTheFewestEditsIsSuggested() {
    assertEquals(Optional.of("username"), Nearest.to("user-name", KEYS));
    assertEquals(Optional.of("ca-file"), Nearest.to("cafile", KEYS));
    assertEquals(Optional.of("url"), Nearest.to("urk", KEYS));
  }

  @Test
  void aWordThatResemblesNoneGetsNoSuggestion() {
    assertEquals(Optional.empty(), Nearest.to("something", KEYS));
    assertEquals(Optional.empty(), Nearest.to("anything", List.of()));
  }
}
