package io.sealpost.protocol.cddl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GrammarTest {
  private static boolean fits(String text, String hex) {
    byte[] encoded = HexFormat.of().parseHex(hex);
    return new Grammar(text, "more").objection("it", encoded).isEmpty();
  }

  @Test
  void integerMustBeInItsRange() {
    assertTrue(fits("it = 0..23", "17"));
    assertFalse(fits("it = 0..22", "17"));
    assertTrue(fits("it = -1..0", "20"));
    assertFalse(fits("it = 0..22", "f90000"));
  }

  @Test
  void keyMayBeMissingOnlyWhereTheGrammarSaysSo() {
    assertTrue(fits("it = { ? a: uint }", "a0"));
    assertFalse(fits("it = { a: uint }", "a0"));
  }

  @Test
  void keyThatIsNotInTheGrammarIsRefused() {
    assertFalse(fits("it = { ? a: uint }", "a1616201"));
    assertFalse(fits("it = { ? a: uint, more } more = (* tstr => any)", "a1616201"));
    assertTrue(fits("it = { ? a: uint, others } others = (* tstr => any)", "a1616201"));
  }

  @Test
  void valueOfAnotherTypeIsRefused() {
    assertFalse(fits("it = { ? a: uint }", "a16161f5"));
    assertFalse(fits("it = [ tstr ]", "8101"));
    assertFalse(fits("it = bstr .size 2", "4101"));
    assertFalse(fits("it = tstr .regexp \"[a-z]{2}\"", "6161"));
    assertFalse(fits("it = h'0a'", "410b"));
    assertFalse(fits("it = #6.17(uint)", "d001"));
    assertFalse(fits("it = bstr .cbor uint", "4161"));
  }

  @Test
  void sizeOfBytesMayBeARange() {
    for (String good : List.of("4101", "420102")) {
      assertTrue(fits("it = bstr .size (1..2)", good), good);
    }
    for (String bad : List.of("40", "43010203")) {
      assertFalse(fits("it = bstr .size (1..2)", bad), bad);
    }
  }

  @Test
  void groupsAreTakenApart() {
    String text = "it = { pair, ( 1 => uint // 2 => tstr ) } pair = ( ? a: bool )";
    assertTrue(fits(text, "a10101"));
    assertTrue(fits(text, "a2026161" + "6161f5"));
    assertFalse(fits(text, "a0"));
    assertFalse(fits(text, "a20101026161"));
  }

  @Test
  void itemsAreCounted() {
    assertTrue(fits("it = [ 1*2 uint ]", "820102"));
    assertFalse(fits("it = [ 1*2 uint ]", "83010203"));
    assertFalse(fits("it = [ 1* uint ]", "80"));
    assertFalse(fits("it = { *1 tstr => uint }", "a2616101616202"));
  }

  @Test
  void whatIsNoGrammarIsNoticed() {
    assertThrows(AssertionError.class, () -> new Grammar("it = {", "more"));
    assertThrows(AssertionError.class, () -> new Grammar("it = 1 it = 2", "more"));
    assertThrows(AssertionError.class, () -> fits("it = that", "00"));
  }

  @Test
  void keysThatNoValueHadAreNamed() {
    Grammar grammar = new Grammar("it = { ? a: uint, ? b: [ { c: uint } ] }", "more");
    grammar.objection("it", HexFormat.of().parseHex("a1616101"));
    Set<String> unused = grammar.unusedKeys(List.of("it"));
    assertEquals(2, unused.size(), unused::toString);
  }
}
