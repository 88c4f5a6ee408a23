package io.sealpost.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The same nodes in both syntaxes. */
class TreesTest {
  private static final Node.Fields EVERYTHING =
      new FieldWriter()
          .whole("whole", -7)
          .real("real", 1.5)
          .text("text", "Küche \"1\"\n")
          .truth("truth", true)
          .node("nothing", new Node.Nothing())
          .items("items", List.of(new Node.Whole(1), new Node.Items(List.of())))
          .node("b", new Node.Fields(Map.of()))
          .done();

  private final JsonTree json = new JsonTree();

  @Test
  void json_keeps_the_order_of_parts() {
    assertEquals(
        "{\"whole\": -7, \"real\": 1.5, \"text\": \"Küche \\\"1\\\"\\n\", \"truth\": true,"
            + " \"nothing\": null, \"items\": [1, []], \"b\": {}}",
        new String(json.write(EVERYTHING), UTF_8));
  }

  @Test
  void cbor_orders_the_parts_by_length_and_letters() throws DecodeException {
    CborReader reader = new CborReader(cbor(EVERYTHING));
    assertEquals(7, reader.map());
    for (String key : List.of("b", "real", "text", "items", "truth", "whole", "nothing")) {
      assertEquals(key, reader.text());
      reader.skip();
    }
    reader.end();
  }

  @Test
  void both_read_back_what_they_wrote() throws DecodeException {
    assertEquals(EVERYTHING, json.read(json.write(EVERYTHING)));
    assertEquals(EVERYTHING, CborTree.read(new CborReader(cbor(EVERYTHING))));
  }

  @Test
  void bytes_become_text_in_json_and_stay_bytes_in_cbor() throws DecodeException {
    Node octets = new Node.Octets("00ff");
    assertEquals("\"00ff\"", new String(json.write(octets), UTF_8));
    assertEquals("4200ff", HexFormat.of().formatHex(cbor(octets)));
    assertEquals(octets, CborTree.read(new CborReader(cbor(octets))));
  }

  @Test
  void what_no_message_has_is_nothing() throws DecodeException {
    for (String hex : List.of("f6", "f7", "f0", "c101", "d81880")) {
      CborReader reader = new CborReader(HexFormat.of().parseHex(hex));
      assertEquals(new Node.Nothing(), CborTree.read(reader));
      reader.end();
    }
  }

  @Test
  void keys_in_cbor_are_text() {
    assertThrows(
        DecodeException.class,
        () -> CborTree.read(new CborReader(HexFormat.of().parseHex("a10102"))));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "9223372036854775807, 9223372036854775807",
        "-9223372036854775808, -9223372036854775808",
        "-0, 0",
        "` 1 `, 1",
      })
  void json_integers_are_whole(String text, long value) throws DecodeException {
    assertEquals(new Node.Whole(value), json.read(text.getBytes(UTF_8)));
  }

  @ParameterizedTest
  @CsvSource({"1.0, 1.0", "-0.0, -0.0", "1e3, 1000.0", "1E-400, 0.0", "5e-324, 4.9E-324"})
  void other_json_numbers_are_real(String text, double value) throws DecodeException {
    assertEquals(new Node.Real(value), json.read(text.getBytes(UTF_8)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "9223372036854775808",
        "-9223372036854775809",
        "1e400",
        "-1e400",
        "0x10",
        ".5",
        "1.",
        "01",
        "--1",
        "NaN",
        "-Infinity",
        "True",
        "None",
        "'a'",
        "\"a",
        "\"\\x\"",
        "\"\t\"",
        "[1,]",
        "[,1]",
        "[1 2]",
        "{\"a\"}",
        "{\"a\": }",
        "{a: 1}",
        "{\"a\": 1, \"a\": 2}",
        "{\"a\": {\"b\": 1, \"b\": 1}}",
        "[}",
        "]",
        "1 1",
        "/* */ 1",
        "# 1",
      })
  void json_that_is_not_strict_is_refused(String text) {
    DecodeException refusal =
        assertThrows(DecodeException.class, () -> json.read(text.getBytes(UTF_8)));
    assertTrue(String.valueOf(refusal.getMessage()).startsWith("JSON: "), refusal::toString);
  }

  @Test
  void json_is_read_16_levels_deep() throws DecodeException {
    String deep = "[".repeat(16) + "]".repeat(16);
    assertEquals(deep, new String(json.write(json.read(deep.getBytes(UTF_8))), UTF_8));
    assertThrows(DecodeException.class, () -> json.read(("[" + deep + "]").getBytes(UTF_8)));
  }

  @Test
  void json_with_an_endless_number_is_refused() {
    assertThrows(DecodeException.class, () -> json.read("9".repeat(101).getBytes(UTF_8)));
    assertThrows(DecodeException.class, () -> json.read(("0." + "1".repeat(200)).getBytes(UTF_8)));
  }

  @Test
  void a_refusal_does_not_repeat_a_long_message() {
    String text = "{\"" + "x".repeat(5000) + "\": tru}";
    DecodeException refusal =
        assertThrows(DecodeException.class, () -> json.read(text.getBytes(UTF_8)));
    assertTrue(String.valueOf(refusal.getMessage()).length() < 250, refusal::toString);
  }

  private static byte[] cbor(Node node) {
    CborWriter writer = new CborWriter();
    CborTree.write(writer, node);
    return writer.toByteArray();
  }
}
