package io.sealpost.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class CborWriterTest {
  @TestFactory
  Stream<DynamicTest> writes_every_deterministic_example_of_the_standard() throws IOException {
    return CborExamples.read("cbor-accepted.txt").stream()
        .map(
            example ->
                DynamicTest.dynamicTest(
                    example.hex(),
                    () -> assertEquals(example.hex(), hex(CborCopy.of(example.bytes())))));
  }

  @Test
  void writes_both_ends_of_the_integers() {
    assertEquals("1b7fffffffffffffff", hex(new CborWriter().integer(Long.MAX_VALUE)));
    assertEquals("3b7fffffffffffffff", hex(new CborWriter().integer(Long.MIN_VALUE)));
  }

  @Test
  void keeps_a_number_a_float_even_if_it_is_whole() {
    assertEquals("f94a00", hex(new CborWriter().number(12)));
  }

  @Test
  void grows_as_needed() {
    byte[] long1 = new byte[70_000];
    assertEquals(70_005, new CborWriter().bytes(long1).toByteArray().length);
  }

  @Test
  void writes_items_in_sequence() {
    assertEquals("0140", hex(new CborWriter().integer(1).bytes(new byte[0])));
  }

  @Test
  void embeds_what_is_encoded_already() {
    byte[] inner = new CborWriter().map(1).integer(1).bool(true).toByteArray();
    assertEquals("82a101f500", hex(new CborWriter().array(2).raw(inner).integer(0)));
  }

  @Test
  void refuses_keys_out_of_order() {
    CborWriter writer = new CborWriter().map(2).text("bb").integer(0);
    assertThrows(IllegalStateException.class, () -> writer.text("a"));
  }

  @Test
  void refuses_a_key_twice() {
    CborWriter writer = new CborWriter().map(2).integer(7).integer(0);
    assertThrows(IllegalStateException.class, () -> writer.integer(7));
  }

  @Test
  void refuses_keys_that_the_reader_refuses() {
    assertThrows(IllegalStateException.class, () -> new CborWriter().map(1).bool(true));
    assertThrows(IllegalStateException.class, () -> new CborWriter().map(1).number(1));
    assertThrows(IllegalStateException.class, () -> new CborWriter().map(1).simple(22));
    assertThrows(IllegalStateException.class, () -> new CborWriter().map(1).array(0));
    assertThrows(IllegalStateException.class, () -> new CborWriter().map(1).map(0));
    assertThrows(IllegalStateException.class, () -> new CborWriter().map(1).tag(1));
  }

  @Test
  void refuses_to_hand_out_half_an_item() {
    CborWriter writer = new CborWriter().array(2).integer(1);
    assertThrows(IllegalStateException.class, writer::toByteArray);
    assertEquals("820102", hex(writer.integer(2)));
  }

  @Test
  void refuses_a_17th_level() {
    CborWriter writer = new CborWriter();
    for (int i = 0; i < 16; i++) {
      writer.array(1);
    }
    assertThrows(IllegalStateException.class, () -> writer.array(0));
    assertThrows(IllegalStateException.class, () -> writer.tag(0));
  }

  @Test
  void refuses_arguments_without_an_encoding() {
    assertThrows(IllegalArgumentException.class, () -> new CborWriter().array(-1));
    assertThrows(IllegalArgumentException.class, () -> new CborWriter().map(1 << 30));
    assertThrows(IllegalArgumentException.class, () -> new CborWriter().tag(-1));
    assertThrows(IllegalArgumentException.class, () -> new CborWriter().simple(-1));
    assertThrows(IllegalArgumentException.class, () -> new CborWriter().simple(21));
    assertThrows(IllegalArgumentException.class, () -> new CborWriter().simple(24));
    assertThrows(IllegalArgumentException.class, () -> new CborWriter().simple(256));
    assertThrows(IllegalArgumentException.class, () -> new CborWriter().raw(new byte[0]));
    assertThrows(IllegalArgumentException.class, () -> new CborWriter().text("\ud800"));
  }

  private static String hex(CborWriter writer) {
    return hex(writer.toByteArray());
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
