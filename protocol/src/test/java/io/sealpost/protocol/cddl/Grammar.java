package io.sealpost.protocol.cddl;

import io.sealpost.protocol.DecodeException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Checks CBOR by a grammar. In maps keys that are written out go first; what is left is for those
 * that are described by a type. Belongs to one thread.
 */
public final class Grammar {
  private final Map<String, Type> types;
  private final Expansion expansion;
  private final Set<Group.Entry> used = Collections.newSetFromMap(new IdentityHashMap<>());
  private String fault = "";

  /**
   * @param text CDDL
   * @param extension the group that stands for keys that nobody knows yet: taken for empty, so that
   *     a key that the grammar forgot is noticed
   */
  public Grammar(String text, String extension) {
    Parser parser = new Parser(text);
    types = parser.types();
    expansion = new Expansion(parser.groups(), extension);
  }

  /** Why the bytes are not what the rule says; empty if they are. */
  public Optional<String> objection(String rule, byte[] encoded) {
    fault = "";
    try {
      Object value = Value.decode(encoded);
      boolean fits = is(new Type.Named(rule), value);
      return fits ? Optional.empty() : Optional.of(rule + ": " + value + "; " + fault);
    } catch (DecodeException e) {
      return Optional.of(rule + ": " + e.getMessage());
    }
  }

  /** Keys of maps below the rules that no value has had so far that was checked. */
  public Set<String> unusedKeys(List<String> rules) {
    Set<String> unused = new TreeSet<>();
    Survey survey = new Survey(types, expansion);
    survey
        .entries(rules)
        .forEach(
            (entry, rule) -> {
              if (!used.contains(entry)) {
                unused.add(rule + ": " + entry.key().orElseThrow());
              }
            });
    return unused;
  }

  private boolean is(Type type, Object value) {
    if (type instanceof Type.Named named) {
      return isNamed(named.name(), value);
    }
    if (type instanceof Type.Choice choice) {
      return choice.types().stream().anyMatch(each -> is(each, value));
    }
    if (type instanceof Type.Literal literal) {
      return literal.value().equals(value);
    }
    if (type instanceof Type.Range range) {
      return value instanceof Long number && number >= range.least() && number <= range.most();
    }
    if (type instanceof Type.Matching matching) {
      return value instanceof String text && matching.pattern().matcher(text).matches();
    }
    if (type instanceof Type.Tagged tagged) {
      return value instanceof Value.Tag tag
          && tag.tag() == tagged.tag()
          && is(tagged.content(), tag.content());
    }
    return isCompound(type, value);
  }

  private boolean isNamed(String name, Object value) {
    Type rule = types.get(name);
    if (rule != null) {
      return is(rule, value);
    }
    return switch (name) {
      case "any" -> true;
      case "int" -> value instanceof Long;
      case "uint" -> value instanceof Long number && number >= 0;
      case "float" -> value instanceof Double;
      case "number" -> value instanceof Long || value instanceof Double;
      case "tstr" -> value instanceof String;
      case "bstr" -> value instanceof Value.Octets;
      case "bool" -> value instanceof Boolean;
      default -> throw new AssertionError("there is no rule " + name);
    };
  }

  private boolean isCompound(Type type, Object value) {
    if (type instanceof Type.Sized sized) {
      return value instanceof Value.Octets octets
          && octets.hex().length() >= 2 * sized.least()
          && octets.hex().length() <= 2 * sized.most();
    }
    if (type instanceof Type.Embedded embedded) {
      return value instanceof Value.Octets octets && holds(embedded.content(), octets);
    }
    if (type instanceof Type.Items items) {
      return value instanceof List<?> list
          && expansion.of(items.group()).stream().anyMatch(entries -> isList(entries, list));
    }
    return value instanceof Map<?, ?> map
        && expansion.of(((Type.Fields) type).group()).stream()
            .anyMatch(entries -> isMap(entries, map));
  }

  private boolean holds(Type content, Value.Octets octets) {
    try {
      return is(content, Value.decode(HexFormat.of().parseHex(octets.hex())));
    } catch (DecodeException e) {
      fault = String.valueOf(e.getMessage());
      return false;
    }
  }

  private boolean isList(List<Group.Entry> entries, List<?> list) {
    int at = 0;
    for (Group.Entry entry : entries) {
      long count = 0;
      while (count < entry.most() && at < list.size() && is(entry.value(), list.get(at))) {
        at++;
        count++;
      }
      if (count < entry.least()) {
        fault = "too few items, or another one at " + list.subList(at, list.size());
        return false;
      }
    }
    return at == list.size();
  }

  private boolean isMap(List<Group.Entry> entries, Map<?, ?> map) {
    Map<Object, Object> left = new LinkedHashMap<>(map);
    List<Group.Entry> matched = new ArrayList<>();
    for (Group.Entry entry : Expansion.literalFirst(entries)) {
      long count = take(entry, left);
      if (count < entry.least() || count > entry.most()) {
        fault = count + " times " + entry + " in " + map;
        return false;
      }
      if (count > 0) {
        matched.add(entry);
      }
    }
    if (!left.isEmpty()) {
      fault = "unknown or wrong " + left;
      return false;
    }
    used.addAll(matched);
    return true;
  }

  private long take(Group.Entry entry, Map<Object, Object> left) {
    Type key = entry.key().orElseThrow(() -> new AssertionError("a map without key: " + entry));
    List<Object> taken =
        left.entrySet().stream()
            .filter(field -> is(key, field.getKey()) && is(entry.value(), field.getValue()))
            .map(Map.Entry::getKey)
            .toList();
    taken.forEach(left::remove);
    return taken.size();
  }
}
