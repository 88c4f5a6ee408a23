package io.sealpost.protocol.cddl;

import java.util.List;
import java.util.regex.Pattern;

/** What a value may be. */
sealed interface Type {
  /** What the rule of that name says, or the prelude. */
  record Named(String name) implements Type {}

  /**
   * One value.
   *
   * @param value a {@link Long}, {@link String}, {@link Boolean} or {@link Value.Octets}
   */
  record Literal(Object value) implements Type {}

  /** An integer, both ends allowed. */
  record Range(long least, long most) implements Type {}

  /** A byte string of that many bytes, both ends allowed. */
  record Sized(long least, long most) implements Type {}

  /** A text string that matches as a whole. */
  record Matching(Pattern pattern) implements Type {}

  /** A byte string that holds one encoded item. */
  record Embedded(Type content) implements Type {}

  /** A tagged item. */
  record Tagged(long tag, Type content) implements Type {}

  /** Any of several. */
  record Choice(List<Type> types) implements Type {}

  /** An array. */
  record Items(Group group) implements Type {}

  /** A map. */
  record Fields(Group group) implements Type {}
}
