package io.sealpost.protocol;

import java.util.List;
import java.util.Map;

/** A part of a message, whatever the syntax that it is written in. */
sealed interface Node {
  /** An integer. */
  record Whole(long value) implements Node {}

  /** A number that may have a fraction. */
  record Real(double value) implements Node {}

  /** Text. */
  record Text(String value) implements Node {}

  /**
   * Bytes.
   *
   * @param hex lower-case hexadecimal digits, as JSON writes them
   */
  record Octets(String hex) implements Node {}

  /** True or false. */
  record Truth(boolean value) implements Node {}

  /** A list, in order. */
  record Items(List<Node> nodes) implements Node {
    public Items {
      nodes = List.copyOf(nodes);
    }
  }

  /** Named parts; JSON writes them in the order of the map. */
  record Fields(Map<String, Node> nodes) implements Node {}

  /** Null, or something that no message of this version has. */
  record Nothing() implements Node {}
}
