package io.sealpost.protocol.cddl;

import java.util.List;
import java.util.Optional;

/**
 * What an array or a map may hold.
 *
 * @param choices each a list of parts
 */
record Group(List<List<Part>> choices) {
  /** A part of a group. */
  sealed interface Part {}

  /**
   * An item of an array, or keys and values of a map.
   *
   * @param least how often at least
   * @param most how often at most
   * @param key present in maps; in arrays it is no more than a comment
   * @param value what comes there
   */
  record Entry(long least, long most, Optional<Type> key, Type value) implements Part {}

  /** A group within. */
  record Nested(Group group) implements Part {}
}
