package io.sealpost.protocol;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class CborPropertyTest {
  private static final String SEED = "2021030111";

  @Property(seed = SEED, tries = 1000, edgeCases = EdgeCasesMode.NONE)
  void what_was_written_is_read_back(@ForAll("trees") Node tree) throws DecodeException {
    CborReader reader = new CborReader(encoded(tree));
    assertEquals(tree, CborTree.read(reader));
    reader.end();
  }

  @Property(seed = SEED, tries = 6000)
  void arbitrary_bytes_are_refused_or_are_the_only_encoding_of_what_they_say(
      @ForAll @Size(max = 24) byte[] bytes) {
    assertRefusedOrOnlyEncoding(bytes);
  }

  @Property(seed = SEED, tries = 2000, edgeCases = EdgeCasesMode.NONE)
  void a_changed_byte_is_refused_or_makes_the_only_encoding_of_something_else(
      @ForAll("trees") Node tree, @ForAll @IntRange(max = 1 << 20) int at, @ForAll byte change) {
    byte[] bytes = encoded(tree);
    bytes[at % bytes.length] ^= change;
    assertRefusedOrOnlyEncoding(bytes);
  }

  @Property(seed = SEED, tries = 5000)
  void the_float_chosen_keeps_the_value_and_none_shorter_does(@ForAll long bits) {
    double value = Double.longBitsToDouble(bits);
    int width = CborFloat.width(value);
    double kept = CborFloat.value(width, CborFloat.bits(value));
    assertEquals(value, kept);
    assertEquals(!Double.isNaN(value) && (float) value != value, width == 8);
  }

  @Property(seed = SEED, tries = 3000)
  void skipping_agrees_with_reading(@ForAll @Size(max = 24) byte[] bytes) {
    if (copied(bytes).isPresent()) {
      assertEquals(Optional.empty(), fault(bytes));
    }
  }

  private static Optional<String> fault(byte[] bytes) {
    try {
      CborReader reader = new CborReader(bytes);
      reader.skip();
      reader.end();
      return Optional.empty();
    } catch (DecodeException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private static void assertRefusedOrOnlyEncoding(byte[] bytes) {
    copied(bytes).ifPresent(copy -> assertArrayEquals(bytes, copy));
  }

  private static Optional<byte[]> copied(byte[] bytes) {
    try {
      return Optional.of(CborCopy.of(bytes));
    } catch (DecodeException e) {
      return Optional.empty();
    }
  }

  private static byte[] encoded(Node tree) {
    CborWriter writer = new CborWriter();
    CborTree.write(writer, tree);
    return writer.toByteArray();
  }

  @Provide
  Arbitrary<Node> trees() {
    return Arbitraries.recursive(this::scalars, CborPropertyTest::containers, 0, 4);
  }

  private Arbitrary<Node> scalars() {
    return Arbitraries.oneOf(
        Arbitraries.longs().map(Node.Whole::new),
        Arbitraries.longs().map(bits -> new Node.Real(Double.longBitsToDouble(bits))),
        Arbitraries.shorts().map(half -> new Node.Real(CborFloat.value(2, half & 0x7bff))),
        Arbitraries.strings().withCharRange(' ', '\ud7ff').ofMaxLength(8).map(Node.Text::new),
        Arbitraries.strings().withChars("0123456789abcdef").ofLength(6).map(Node.Octets::new),
        Arbitraries.of(true, false).map(Node.Truth::new));
  }

  private static Arbitrary<Node> containers(Arbitrary<Node> content) {
    Arbitrary<String> keys = Arbitraries.strings().alpha().ofMaxLength(5);
    return Arbitraries.oneOf(
        content.list().ofMaxSize(3).map(Node.Items::new),
        Arbitraries.maps(keys, content).ofMaxSize(3).map(Node.Fields::new));
  }
}
