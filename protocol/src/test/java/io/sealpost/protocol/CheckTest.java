package io.sealpost.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CheckTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  @Test
  void a_number_may_be_at_either_end_of_its_range() {
    assertEquals(-2, Check.range("n", -2, -2, 5));
    assertEquals(5, Check.range("n", 5, -2, 5));
    assertEquals(0xffff_ffffL, Check.counter("n", 0xffff_ffffL));
    assertEquals(1L << 53, Check.count("n", 1L << 53));
  }

  @Test
  void a_number_out_of_range_is_quoted_with_the_range() {
    assertRefused("n -3 must be -2 to 5", () -> Check.range("n", -3, -2, 5));
    assertRefused("n 6 must be -2 to 5", () -> Check.range("n", 6, -2, 5));
    assertRefused("n -1 must be 0 to 4294967295", () -> Check.counter("n", -1));
    assertRefused(
        "n 9007199254740993 must be 0 to 9007199254740992", () -> Check.count("n", (1L << 53) + 1));
  }

  @Test
  void an_elapsed_time_out_of_range_is_quoted() {
    assertEquals(Check.MAX_ELAPSED, Check.elapsed("age", Check.MAX_ELAPSED));
    assertRefused(
        "age PT-0.000000001S must be 0 to 36525 days",
        () -> Check.elapsed("age", Duration.ofNanos(-1)));
    assertRefused(
        "age PT876600H0.000000001S must be 0 to 36525 days",
        () -> Check.elapsed("age", Check.MAX_ELAPSED.plusNanos(1)));
  }

  @Test
  void an_interval_may_be_at_either_end_of_its_range() {
    assertEquals(SECOND, Check.interval("every", SECOND, SECOND, SECOND));
  }

  @Test
  void an_interval_out_of_range_is_quoted_with_the_range() {
    Duration least = Duration.ofMillis(100);
    assertRefused(
        "every PT0.099S must be whole milliseconds from PT0.1S to PT1S",
        () -> Check.interval("every", Duration.ofMillis(99), least, SECOND));
    assertRefused(
        "every PT1.001S must be whole milliseconds from PT0.1S to PT1S",
        () -> Check.interval("every", Duration.ofMillis(1001), least, SECOND));
    assertRefused(
        "every PT0.5000001S must be whole milliseconds from PT0.1S to PT1S",
        () -> Check.interval("every", Duration.ofNanos(500_000_100), least, SECOND));
  }

  @Test
  void text_is_counted_in_characters_not_in_surrogates() {
    assertEquals("📱📱", Check.text("name", "📱📱", 2));
    assertRefused(
        "name \"📱📱📱\" must be 1 to 2 characters, not 3", () -> Check.text("name", "📱📱📱", 2));
    assertRefused("name \"\" must be 1 to 2 characters, not 0", () -> Check.text("name", "", 2));
  }

  @Test
  void text_that_steers_a_terminal_is_refused_and_not_shown() {
    assertRefused(
        "name \"a [31m\" must not contain control characters",
        () -> Check.text("name", "a\u001b[31m", 10));
    assertRefused(
        "name \"a b\" must not contain control characters",
        () -> Check.text("name", "a\u0085b", 10));
  }

  @Test
  void emoji_that_are_joined_are_text() {
    assertEquals("👩\u200d🚀", Check.text("name", "👩\u200d🚀", 3));
  }

  @Test
  void text_is_made_to_fit() {
    assertEquals("abc", Check.fit("abc", 3));
    assertEquals("ab…", Check.fit("abcd", 3));
    assertEquals("📱📱…", Check.fit("📱📱📱📱", 3));
    assertEquals("a b c", Check.fit("a\nb\ud800c", 5));
    assertEquals("?", Check.fit("", 5));
  }

  @Test
  void what_was_made_to_fit_fits() {
    String fit = Check.fit("\u0000".repeat(50), 20);
    assertEquals(fit, Check.text("name", fit, 20));
    assertEquals(fit, Check.fit(fit, 20));
  }

  @Test
  void a_quote_is_short() {
    assertEquals("\"\"", Check.quote(""));
    assertEquals("\"" + "x".repeat(80) + "\"", Check.quote("x".repeat(80)));
    assertEquals("\"" + "x".repeat(79) + "…\"", Check.quote("x".repeat(81)));
  }

  private static void assertRefused(String message, Runnable check) {
    IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, check::run);
    assertEquals(message, refusal.getMessage());
  }
}
