package io.sealpost.protocol.cddl;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads rules. Belongs to one thread. */
final class Parser {
  private static final String WORD = "[A-Za-z_][A-Za-z0-9_-]*";
  private static final String NUMBER = "-?\\d+";

  private final Tokens tokens;
  private final Map<String, Type> types = new LinkedHashMap<>();
  private final Map<String, Group> groups = new LinkedHashMap<>();

  Parser(String text) {
    tokens = new Tokens(text);
    while (!tokens.isEnd()) {
      rule();
    }
  }

  Map<String, Type> types() {
    return types;
  }

  Map<String, Group> groups() {
    return groups;
  }

  private void rule() {
    String name = tokens.take();
    tokens.expect("=");
    if (types.containsKey(name) || groups.containsKey(name)) {
      throw new AssertionError("two rules are called " + name);
    }
    if (tokens.takeIf("(")) {
      groups.put(name, group(")"));
    } else {
      types.put(name, type());
    }
  }

  private Type type() {
    List<Type> choice = new ArrayList<>();
    do {
      choice.add(oneType());
    } while (tokens.takeIf("/"));
    return choice.size() == 1 ? choice.get(0) : new Type.Choice(choice);
  }

  private Type oneType() {
    String word = tokens.take();
    if (word.equals("(")) {
      Type type = type();
      tokens.expect(")");
      return type;
    }
    if (word.equals("[")) {
      return new Type.Items(group("]"));
    }
    if (word.equals("{")) {
      return new Type.Fields(group("}"));
    }
    if (word.startsWith("#6.")) {
      tokens.expect("(");
      Type content = type();
      tokens.expect(")");
      return new Type.Tagged(Long.parseLong(word.substring(3)), content);
    }
    return scalar(word);
  }

  private Type scalar(String word) {
    if (word.startsWith("\"")) {
      return new Type.Literal(word.substring(1, word.length() - 1));
    }
    if (word.startsWith("h'")) {
      String hex = word.substring(2, word.length() - 1).toLowerCase(Locale.ROOT);
      HexFormat.of().parseHex(hex);
      return new Type.Literal(new Value.Octets(hex));
    }
    if (word.matches(NUMBER)) {
      long value = Long.parseLong(word);
      return tokens.takeIf("..")
          ? new Type.Range(value, Long.parseLong(tokens.take()))
          : new Type.Literal(value);
    }
    if (!word.matches(WORD)) {
      throw new AssertionError("CDDL: " + word + " where a type must be, before " + tokens.peek(0));
    }
    return switch (word) {
      case "true" -> new Type.Literal(true);
      case "false" -> new Type.Literal(false);
      default -> controlled(word);
    };
  }

  private Type controlled(String word) {
    if (tokens.takeIf(".size")) {
      requireBase(word, "bstr");
      return size();
    }
    if (tokens.takeIf(".cbor")) {
      requireBase(word, "bstr");
      return new Type.Embedded(oneType());
    }
    if (tokens.takeIf(".regexp")) {
      requireBase(word, "tstr");
      String pattern = tokens.take();
      return new Type.Matching(Pattern.compile(pattern.substring(1, pattern.length() - 1)));
    }
    return new Type.Named(word);
  }

  /** A number, or a range in parentheses (RFC 8610 section 3.8.1). */
  private Type size() {
    boolean range = tokens.takeIf("(");
    long least = Long.parseLong(tokens.take());
    if (!range) {
      return new Type.Sized(least, least);
    }
    tokens.expect("..");
    long most = Long.parseLong(tokens.take());
    tokens.expect(")");
    return new Type.Sized(least, most);
  }

  private static void requireBase(String word, String base) {
    if (!word.equals(base)) {
      throw new AssertionError("CDDL: the control is for " + base + ", not for " + word);
    }
  }

  private Group group(String end) {
    List<List<Group.Part>> choices = new ArrayList<>();
    List<Group.Part> parts = new ArrayList<>();
    while (!tokens.takeIf(end)) {
      if (tokens.takeIf("//")) {
        choices.add(parts);
        parts = new ArrayList<>();
      } else {
        parts.add(part());
        tokens.takeIf(",");
      }
    }
    choices.add(parts);
    return new Group(choices);
  }

  private Group.Part part() {
    long least = 1;
    long most = 1;
    if (tokens.takeIf("?")) {
      least = 0;
    } else if (tokens.at("*") || (tokens.peek(0).matches("\\d+") && tokens.peek(1).equals("*"))) {
      least = tokens.at("*") ? 0 : Long.parseLong(tokens.take());
      tokens.expect("*");
      boolean bounded = tokens.peek(0).matches("\\d+") && !tokens.peek(1).equals("=>");
      most = bounded ? Long.parseLong(tokens.take()) : Long.MAX_VALUE;
    } else if (tokens.at("(") && !isKeyInParentheses()) {
      tokens.expect("(");
      return new Group.Nested(group(")"));
    }
    return entry(least, most);
  }

  private boolean isKeyInParentheses() {
    int mark = tokens.mark();
    int depth = 0;
    do {
      String word = tokens.take();
      depth += word.equals("(") ? 1 : word.equals(")") ? -1 : 0;
    } while (depth > 0);
    boolean key = tokens.at("=>");
    tokens.back(mark);
    return key;
  }

  private Group.Entry entry(long least, long most) {
    if (tokens.peek(0).matches(WORD) && tokens.peek(1).equals(":")) {
      Type key = new Type.Literal(tokens.take());
      tokens.expect(":");
      return new Group.Entry(least, most, Optional.of(key), type());
    }
    Type first = type();
    if (tokens.takeIf("=>")) {
      return new Group.Entry(least, most, Optional.of(first), type());
    }
    return new Group.Entry(least, most, Optional.empty(), first);
  }
}
