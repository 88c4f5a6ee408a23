package io.sealpost.protocol;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class CborReaderTest {
  @TestFactory
  Stream<DynamicTest> reads_every_deterministic_example_of_the_standard() throws IOException {
    return CborExamples.read("cbor-accepted.txt").stream()
        .map(
            example ->
                DynamicTest.dynamicTest(
                    example.hex(),
                    () -> assertEquals(expected(example), CborCopy.describe(example.bytes()))));
  }

  // How many digits Double.toString gives depends on the version of Java.
  private static String expected(CborExamples.Example example) {
    String remark = example.remark();
    boolean isFloat = remark.startsWith("float ");
    return isFloat ? "float " + Double.parseDouble(remark.substring(6)) : remark;
  }

  @TestFactory
  Stream<DynamicTest> refuses_every_other_encoding_when_read() throws IOException {
    return CborExamples.read("cbor-refused.txt").stream()
        .map(
            example ->
                DynamicTest.dynamicTest(
                    example.hex() + ": " + example.remark(),
                    () -> assertThrows(DecodeException.class, () -> CborCopy.of(example.bytes()))));
  }

  @TestFactory
  Stream<DynamicTest> skips_what_it_reads_and_refuses_what_it_refuses() throws IOException {
    return Stream.concat(
        CborExamples.read("cbor-accepted.txt").stream()
            .map(
                example ->
                    DynamicTest.dynamicTest(
                        example.hex(), () -> assertDoesNotThrow(() -> skip(example.hex())))),
        CborExamples.read("cbor-refused.txt").stream()
            .filter(example -> !example.remark().contains("2^63"))
            .map(
                example ->
                    DynamicTest.dynamicTest(
                        example.hex() + ": " + example.remark(),
                        () -> assertThrows(DecodeException.class, () -> skip(example.hex())))));
  }

  private static void skip(String hex) throws DecodeException {
    CborReader reader = reader(hex);
    reader.skip();
    reader.end();
  }

  @Test
  void reads_both_ends_of_the_integers() throws DecodeException {
    assertEquals(Long.MAX_VALUE, reader("1b7fffffffffffffff").integer());
    assertEquals(Long.MIN_VALUE, reader("3b7fffffffffffffff").integer());
  }

  @Test
  void takes_an_integer_for_a_number() throws DecodeException {
    assertEquals(-100.0, reader("3863").number());
  }

  @Test
  void takes_no_float_for_an_integer() throws DecodeException {
    CborReader reader = reader("f93c00");
    DecodeException refusal = assertThrows(DecodeException.class, reader::integer);
    assertEquals("byte 0: expected INTEGER, found FLOAT", refusal.getMessage());
  }

  @Test
  void leaves_an_item_of_another_kind_where_it_is() throws DecodeException {
    CborReader reader = reader("6161");
    assertThrows(DecodeException.class, reader::bytes);
    assertEquals("a", reader.text());
    assertDoesNotThrow(reader::end);
  }

  @Test
  void peeks_without_taking() throws DecodeException {
    CborReader reader = reader("f5");
    assertEquals(CborReader.Kind.BOOLEAN, reader.peek());
    assertEquals(CborReader.Kind.BOOLEAN, reader.peek());
    assertTrue(reader.bool());
  }

  @Test
  void reads_items_in_sequence() throws DecodeException {
    CborReader reader = reader("8101f4");
    assertEquals(1, reader.array());
    assertEquals(1, reader.integer());
    assertFalse(reader.bool());
    assertDoesNotThrow(reader::end);
  }

  @Test
  void skips_an_item_within_a_map_and_goes_on_behind_it() throws DecodeException {
    CborReader reader = reader("a20182820203a1040502 40".replace(" ", ""));
    assertEquals(2, reader.map());
    assertEquals(1, reader.integer());
    reader.skip();
    assertEquals(2, reader.integer());
    assertArrayEquals(new byte[0], reader.bytes());
    assertDoesNotThrow(reader::end);
  }

  @Test
  void checks_the_order_of_keys_across_a_skipped_value() throws DecodeException {
    CborReader reader = reader("a202810001 00".replace(" ", ""));
    reader.map();
    reader.integer();
    reader.skip();
    assertThrows(DecodeException.class, reader::integer);
  }

  @Test
  void checks_the_order_of_keys_in_each_map_by_itself() {
    assertDoesNotThrow(() -> skip("a202a1010203 00".replace(" ", "")));
  }

  @Test
  void refuses_an_end_while_items_are_missing() throws DecodeException {
    CborReader reader = reader("8101");
    reader.array();
    assertThrows(DecodeException.class, reader::end);
  }

  @Test
  void refuses_more_than_64_KiB_before_reading() {
    assertDoesNotThrow(() -> new CborReader(new byte[65_536]));
    assertThrows(DecodeException.class, () -> new CborReader(new byte[65_537]));
  }

  @Test
  void reads_16_levels() {
    assertDoesNotThrow(() -> skip("81".repeat(16) + "00"));
  }

  @Test
  void says_where_the_fault_is() throws DecodeException {
    CborReader reader = reader("82011800");
    reader.array();
    reader.integer();
    DecodeException refusal = assertThrows(DecodeException.class, reader::integer);
    assertEquals("byte 2: not the shortest encoding of its value", refusal.getMessage());
  }

  private static CborReader reader(String hex) throws DecodeException {
    return new CborReader(HexFormat.of().parseHex(hex));
  }
}
