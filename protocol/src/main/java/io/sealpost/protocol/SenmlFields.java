package io.sealpost.protocol;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** What one SenML record says itself, before the records before it are taken into account. */
final class SenmlFields {
  private final Map<SenmlLabel, Node> fields = new EnumMap<>(SenmlLabel.class);

  /**
   * Reads one record; labels that may be ignored are.
   *
   * @throws DecodeException if it is no map of labels
   */
  static SenmlFields read(CborReader reader) throws DecodeException {
    SenmlFields record = new SenmlFields();
    int pairs = reader.map();
    for (int i = 0; i < pairs; i++) {
      Optional<SenmlLabel> label = SenmlLabel.read(reader);
      if (label.isPresent()) {
        record.fields.put(label.get(), CborTree.read(reader));
      } else {
        reader.skip();
      }
    }
    return record;
  }

  void write(CborWriter writer) {
    writer.map(fields.size());
    fields.forEach(
        (label, node) -> {
          label.write(writer);
          CborTree.write(writer, node);
        });
  }

  SenmlFields put(SenmlLabel label, Node value) {
    fields.put(label, value);
    return this;
  }

  boolean has(SenmlLabel label) {
    return fields.containsKey(label);
  }

  Optional<String> text(SenmlLabel label) throws DecodeException {
    Node node = fields.get(label);
    if (node == null) {
      return Optional.empty();
    }
    if (node instanceof Node.Text text) {
      return Optional.of(text.value());
    }
    throw expected(label, "text");
  }

  OptionalDouble number(SenmlLabel label) throws DecodeException {
    Node node = fields.get(label);
    if (node == null) {
      return OptionalDouble.empty();
    }
    if (node instanceof Node.Whole whole) {
      return OptionalDouble.of((double) whole.value());
    }
    if (node instanceof Node.Real real && Double.isFinite(real.value())) {
      return OptionalDouble.of(real.value());
    }
    throw expected(label, "a finite number");
  }

  Optional<String> octets(SenmlLabel label) throws DecodeException {
    Node node = fields.get(label);
    if (node == null) {
      return Optional.empty();
    }
    if (node instanceof Node.Octets octets) {
      return Optional.of(octets.hex());
    }
    throw expected(label, "bytes");
  }

  Optional<Boolean> truth(SenmlLabel label) throws DecodeException {
    Node node = fields.get(label);
    if (node == null) {
      return Optional.empty();
    }
    if (node instanceof Node.Truth truth) {
      return Optional.of(truth.value());
    }
    throw expected(label, "true or false");
  }

  /** A mark, which says true where it is there at all. */
  boolean mark(SenmlLabel label) throws DecodeException {
    Optional<Boolean> truth = truth(label);
    if (truth.isPresent() && !truth.get()) {
      throw expected(label, "true, or nothing");
    }
    return truth.isPresent();
  }

  private static DecodeException expected(SenmlLabel label, String what) {
    return new DecodeException("SenML label \"" + label.text() + "\": expected " + what);
  }
}
