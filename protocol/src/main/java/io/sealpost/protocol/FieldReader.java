package io.sealpost.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Reads the named parts of one node; a fault names the path to the part. Ranges are left to the
 * records that are built: see {@link #build}.
 *
 * @param path where the node stands in its message, for faults
 * @param syntax what it was written in
 * @param fields the parts
 */
record FieldReader(String path, Syntax syntax, Map<String, Node> fields) {
  /**
   * Looks at a node that must have named parts.
   *
   * @throws DecodeException if it has none
   */
  static FieldReader of(String path, Syntax syntax, Node node) throws DecodeException {
    if (node instanceof Node.Fields fields) {
      return new FieldReader(path, syntax, fields.nodes());
    }
    throw new DecodeException(path + ": expected named parts");
  }

  /** Builds a record that validates itself, and reports its objection as the peer's fault. */
  <T> T build(Supplier<T> construction) throws DecodeException {
    return DecodeException.building(path, construction);
  }

  /** Refuses any part that is not among {@code known}. */
  void refuseUnknown(Set<String> known) throws DecodeException {
    for (String key : fields.keySet()) {
      if (!known.contains(key)) {
        throw new DecodeException(path + ": " + Check.quote(key) + " is not one of " + known);
      }
    }
  }

  Set<String> keys() {
    return fields.keySet();
  }

  boolean has(String key) {
    return fields.containsKey(key);
  }

  boolean isNothing(String key) {
    return fields.get(key) instanceof Node.Nothing;
  }

  boolean isFalse(String key) {
    return fields.get(key) instanceof Node.Truth truth && !truth.value();
  }

  /** A sign that something is asked for; anything but {@code true} would not say what. */
  void requireTrue(String key) throws DecodeException {
    if (!truth(key)) {
      throw expected(key, "true");
    }
  }

  long whole(String key) throws DecodeException {
    if (node(key) instanceof Node.Whole whole) {
      return whole.value();
    }
    throw expected(key, "an integer");
  }

  OptionalLong optionalWhole(String key) throws DecodeException {
    return has(key) ? OptionalLong.of(whole(key)) : OptionalLong.empty();
  }

  double real(String key) throws DecodeException {
    Node node = node(key);
    if (node instanceof Node.Whole whole) {
      return whole.value();
    }
    if (node instanceof Node.Real real && Double.isFinite(real.value())) {
      return real.value();
    }
    throw expected(key, "a finite number");
  }

  OptionalDouble optionalReal(String key) throws DecodeException {
    return has(key) ? OptionalDouble.of(real(key)) : OptionalDouble.empty();
  }

  boolean truth(String key) throws DecodeException {
    if (node(key) instanceof Node.Truth truth) {
      return truth.value();
    }
    throw expected(key, "true or false");
  }

  String text(String key) throws DecodeException {
    return text(path + "." + key, node(key));
  }

  Optional<String> optionalText(String key) throws DecodeException {
    return has(key) ? Optional.of(text(key)) : Optional.empty();
  }

  /** Text that a record would cut to size instead of refusing it. */
  String text(String key, int most) throws DecodeException {
    String text = text(key);
    return build(() -> Check.text(key, text, most));
  }

  /** Bytes, as lower-case hexadecimal digits. */
  String octets(String key) throws DecodeException {
    return octets(key, node(key));
  }

  /** A list of at most {@code most} byte strings, each as lower-case hexadecimal digits. */
  List<String> listOfOctets(String key, int most) throws DecodeException {
    List<String> list = new ArrayList<>();
    for (Node item : list(key, most)) {
      list.add(octets(key, item));
    }
    return list;
  }

  private String octets(String key, Node node) throws DecodeException {
    if (node instanceof Node.Octets octets) {
      return octets.hex();
    }
    if (syntax == Syntax.JSON && node instanceof Node.Text text) {
      return text.value();
    }
    throw expected(key, "bytes");
  }

  FieldReader fields(String key) throws DecodeException {
    return of(path + "." + Check.fit(key, 64), syntax, node(key));
  }

  /** A list of at most {@code most} nodes with named parts. */
  List<FieldReader> listOfFields(String key, int most) throws DecodeException {
    List<FieldReader> list = new ArrayList<>();
    for (Node item : list(key, most)) {
      list.add(of(path + "." + key, syntax, item));
    }
    return list;
  }

  /** A list of at most {@code most} texts. */
  List<String> listOfTexts(String key, int most) throws DecodeException {
    List<String> list = new ArrayList<>();
    for (Node item : list(key, most)) {
      list.add(text(path + "." + key, item));
    }
    return list;
  }

  private List<Node> list(String key, int most) throws DecodeException {
    if (node(key) instanceof Node.Items items && items.nodes().size() <= most) {
      return items.nodes();
    }
    throw expected(key, "a list of at most " + most);
  }

  private static String text(String path, Node node) throws DecodeException {
    if (node instanceof Node.Text text) {
      return text.value();
    }
    throw new DecodeException(path + ": expected text");
  }

  private Node node(String key) throws DecodeException {
    Node node = fields.get(key);
    if (node == null) {
      throw new DecodeException(path + "." + key + ": missing");
    }
    return node;
  }

  private DecodeException expected(String key, String what) {
    return new DecodeException(path + "." + Check.fit(key, 64) + ": expected " + what);
  }
}
