package io.sealpost.protocol.cddl;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Takes apart groups within groups.
 *
 * @param groups by name
 * @param empty name of the group that is taken for empty
 */
record Expansion(Map<String, Group> groups, String empty) {
  /** Each way to fill the group, as one list of entries. */
  List<List<Group.Entry>> of(Group group) {
    List<List<Group.Entry>> ways = new ArrayList<>();
    for (List<Group.Part> choice : group.choices()) {
      List<List<Group.Entry>> soFar = List.of(List.of());
      for (Group.Part part : choice) {
        soFar = product(soFar, of(part));
      }
      ways.addAll(soFar);
    }
    return ways;
  }

  private List<List<Group.Entry>> of(Group.Part part) {
    if (part instanceof Group.Nested nested) {
      return of(nested.group());
    }
    Group.Entry entry = (Group.Entry) part;
    if (entry.key().isEmpty() && entry.value() instanceof Type.Named named) {
      if (named.name().equals(empty)) {
        return List.of(List.of());
      }
      Group group = groups.get(named.name());
      if (group != null) {
        return of(group);
      }
    }
    return List.of(List.of(entry));
  }

  private static List<List<Group.Entry>> product(
      List<List<Group.Entry>> heads, List<List<Group.Entry>> tails) {
    List<List<Group.Entry>> both = new ArrayList<>();
    for (List<Group.Entry> head : heads) {
      for (List<Group.Entry> tail : tails) {
        List<Group.Entry> joined = new ArrayList<>(head);
        joined.addAll(tail);
        both.add(joined);
      }
    }
    return both;
  }

  /** Entries whose key is written out before those whose key is any of a type. */
  static List<Group.Entry> literalFirst(List<Group.Entry> entries) {
    return entries.stream().sorted(Comparator.comparing(entry -> !isLiteral(entry))).toList();
  }

  static boolean isLiteral(Group.Entry entry) {
    return entry.key().isPresent() && entry.key().get() instanceof Type.Literal;
  }
}
