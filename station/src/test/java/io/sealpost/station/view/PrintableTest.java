package io.sealpost.station.view;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrintableTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "Küche", "台所", "Frank's phone", "a  b", "😀"})
  void ordinaryTextOfAnyScriptStaysAsItIs(String text) {
    assertEquals(text, Printable.of(text));
  }

  @Test
  void whatSteersATerminalIsShownAsItsNumber() {
    assertEquals("\\u{1b}]0;owned\\u{7}", Printable.of("\u001b]0;owned\u0007"));
    assertEquals("a\\u{a}b\\u{d}c\\u{9}", Printable.of("a\nb\rc\t"));
    assertEquals("\\u{9b}2J\\u{7f}", Printable.of("\u009b2J\u007f"));
  }

  @Test
  void whatReordersOrHidesTextIsShownAsItsNumber() {
    assertEquals("\\u{202e}txt.exe", Printable.of("\u202etxt.exe"));
    assertEquals("a\\u{200b}b\\u{2028}", Printable.of("a\u200bb\u2028"));
    assertEquals("\\u{d800}", Printable.of("\ud800"));
    assertEquals("\\u{e0041}", Printable.of(Character.toString(0xE0041)));
  }

  @Test
  void aMessageWithALongPathStaysWhole() {
    String message = "x".repeat(1000) + "; chmod 600 it";

    assertEquals(message, Printable.message(message));
    assertEquals("\\u{1b}", Printable.message("\u001b"));
    assertEquals(4001, Printable.message("x".repeat(5000)).length());
  }

  @Test
  void endlessTextIsCut() {
    assertEquals("x".repeat(200), Printable.of("x".repeat(200)));
    assertEquals("x".repeat(200) + "…", Printable.of("x".repeat(100_000)));
  }
}
