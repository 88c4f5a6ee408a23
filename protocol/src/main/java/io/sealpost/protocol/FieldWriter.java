package io.sealpost.protocol;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Builds a node of named parts, in the order that JSON shall show. Belongs to one thread. */
final class FieldWriter {
  private final Map<String, Node> fields = new LinkedHashMap<>();

  FieldWriter whole(String key, long value) {
    return node(key, new Node.Whole(value));
  }

  FieldWriter whole(String key, OptionalLong value) {
    value.ifPresent(present -> whole(key, present));
    return this;
  }

  FieldWriter real(String key, double value) {
    return node(key, new Node.Real(value));
  }

  FieldWriter truth(String key, boolean value) {
    return node(key, new Node.Truth(value));
  }

  FieldWriter text(String key, String value) {
    return node(key, new Node.Text(value));
  }

  FieldWriter text(String key, Optional<String> value) {
    value.ifPresent(present -> text(key, present));
    return this;
  }

  FieldWriter octets(String key, String hex) {
    return node(key, new Node.Octets(hex));
  }

  FieldWriter octets(String key, Optional<String> hex) {
    hex.ifPresent(present -> octets(key, present));
    return this;
  }

  FieldWriter items(String key, List<Node> nodes) {
    return node(key, new Node.Items(nodes));
  }

  FieldWriter node(String key, Node node) {
    fields.put(key, node);
    return this;
  }

  FieldWriter node(String key, Optional<Node> node) {
    node.ifPresent(present -> node(key, present));
    return this;
  }

  Node.Fields done() {
    return new Node.Fields(fields);
  }
}
