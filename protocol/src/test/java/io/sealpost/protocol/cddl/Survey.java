package io.sealpost.protocol.cddl;

import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds all keys that are written out below some rules. */
final class Survey {
  private final Map<String, Type> types;
  private final Expansion expansion;
  private final Set<String> visited = new HashSet<>();
  private final IdentityHashMap<Group.Entry, String> found = new IdentityHashMap<>();

  Survey(Map<String, Type> types, Expansion expansion) {
    this.types = types;
    this.expansion = expansion;
  }

  /** The entries, each with the name of its rule. */
  IdentityHashMap<Group.Entry, String> entries(List<String> rules) {
    rules.forEach(rule -> visit(rule, new Type.Named(rule)));
    return found;
  }

  private void visit(String rule, Type type) {
    if (type instanceof Type.Named named) {
      Type next = types.get(named.name());
      if (next != null && visited.add(named.name())) {
        visit(named.name(), next);
      }
    } else if (type instanceof Type.Choice choice) {
      choice.types().forEach(each -> visit(rule, each));
    } else if (type instanceof Type.Items items) {
      visit(rule, items.group());
    } else if (type instanceof Type.Fields fields) {
      visit(rule, fields.group());
    }
  }

  private void visit(String rule, Group group) {
    for (List<Group.Entry> way : expansion.of(group)) {
      for (Group.Entry entry : way) {
        if (Expansion.isLiteral(entry)) {
          found.put(entry, rule);
        }
        visit(rule, entry.value());
      }
    }
  }
}
