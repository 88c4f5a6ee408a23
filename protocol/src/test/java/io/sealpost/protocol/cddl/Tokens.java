package io.sealpost.protocol.cddl;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of a grammar, one after the other. */
final class Tokens {
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s+|;[^\\n]*|(\"[^\"]*\"|h'[0-9a-fA-F]*'|#6\\.\\d+|=>|//|\\.\\.|\\.[a-z]+|-?\\d+"
              + "|[A-Za-z_][A-Za-z0-9_-]*|[\\[\\]{}(),:/=*?])");

  private final List<String> words = new ArrayList<>();
  private int next;

  Tokens(String text) {
    Matcher matcher = TOKEN.matcher(text);
    int at = 0;
    while (at < text.length()) {
      matcher.region(at, text.length());
      if (!matcher.lookingAt()) {
        throw new AssertionError("no CDDL: " + text.substring(at).lines().findFirst().orElse(""));
      }
      if (matcher.group(1) != null) {
        words.add(matcher.group(1));
      }
      at = matcher.end();
    }
  }

  boolean isEnd() {
    return next == words.size();
  }

  /** The word that many after the next one, without taking it; empty at the end. */
  String peek(int ahead) {
    return next + ahead < words.size() ? words.get(next + ahead) : "";
  }

  boolean at(String word) {
    return peek(0).equals(word);
  }

  String take() {
    if (isEnd()) {
      throw new AssertionError("the grammar ends in the middle of a rule");
    }
    return words.get(next++);
  }

  boolean takeIf(String word) {
    if (at(word)) {
      next++;
      return true;
    }
    return false;
  }

  void expect(String word) {
    String taken = take();
    if (!taken.equals(word)) {
      throw new AssertionError("CDDL: " + taken + " where " + word + " must be, before " + peek(0));
    }
  }

  int mark() {
    return next;
  }

  void back(int mark) {
    next = mark;
  }
}
