package io.sealpost.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class FieldReaderTest {
  private static final Node NOTHING = new Node.Nothing();
  private static final Node WHOLE = new Node.Whole(7);
  private static final Node REAL = new Node.Real(7.5);
  private static final Node TEXT = new Node.Text("00ff");
  private static final Node OCTETS = new Node.Octets("00ff");
  private static final Node TRUTH = new Node.Truth(true);
  private static final Node FIELDS = new Node.Fields(Map.of("whole", WHOLE));

  private final FieldReader fields = reader(Syntax.CBOR);

  private static FieldReader reader(Syntax syntax) {
    return new FieldReader(
        "message",
        syntax,
        Map.of(
            "nothing", NOTHING,
            "whole", WHOLE,
            "real", REAL,
            "text", TEXT,
            "octets", OCTETS,
            "truth", TRUTH,
            "fields", FIELDS,
            "texts", new Node.Items(List.of(TEXT, TEXT)),
            "many", new Node.Items(List.of(FIELDS)),
            "infinite", new Node.Real(Double.POSITIVE_INFINITY)));
  }

  @Test
  void each_kind_is_read() throws DecodeException {
    assertEquals(7, fields.whole("whole"));
    assertEquals(7.5, fields.real("real"));
    assertEquals("00ff", fields.text("text"));
    assertEquals("00ff", fields.octets("octets"));
    assertTrue(fields.truth("truth"));
    assertEquals(7, fields.fields("fields").whole("whole"));
    assertEquals(List.of("00ff", "00ff"), fields.listOfTexts("texts", 2));
    assertEquals(7, fields.listOfFields("many", 1).get(0).whole("whole"));
    assertTrue(fields.isNothing("nothing"));
    assertFalse(fields.isNothing("whole"));
    assertFalse(fields.isNothing("absent"));
  }

  @Test
  void an_integer_is_a_number_and_not_the_reverse() throws DecodeException {
    assertEquals(7.0, fields.real("whole"));
    assertRefused("message.real: expected an integer", () -> fields.whole("real"));
  }

  @Test
  void text_is_bytes_in_json_only() throws DecodeException {
    assertEquals("00ff", reader(Syntax.JSON).octets("text"));
    assertRefused("message.text: expected bytes", () -> fields.octets("text"));
    assertRefused("message.octets: expected text", () -> fields.text("octets"));
  }

  @Test
  void another_kind_is_refused_with_the_path_to_it() {
    assertRefused("message.text: expected an integer", () -> fields.whole("text"));
    assertRefused("message.truth: expected a finite number", () -> fields.real("truth"));
    assertRefused("message.infinite: expected a finite number", () -> fields.real("infinite"));
    assertRefused("message.whole: expected text", () -> fields.text("whole"));
    assertRefused("message.whole: expected true or false", () -> fields.truth("whole"));
    assertRefused("message.whole: expected named parts", () -> fields.fields("whole"));
    assertRefused("message.nothing: expected bytes", () -> fields.octets("nothing"));
    assertRefused(
        "message.text: expected a list of at most 9", () -> fields.listOfTexts("text", 9));
    assertRefused("message.many: expected text", () -> fields.listOfTexts("many", 9));
    assertRefused("message.texts: expected named parts", () -> fields.listOfFields("texts", 9));
    assertRefused("message.fields.text: missing", () -> fields.fields("fields").text("text"));
  }

  @Test
  void a_list_that_is_too_long_is_refused() {
    assertRefused(
        "message.texts: expected a list of at most 1", () -> fields.listOfTexts("texts", 1));
  }

  @Test
  void what_is_missing_is_refused_unless_optional() throws DecodeException {
    assertRefused("message.absent: missing", () -> fields.whole("absent"));
    assertEquals(OptionalLong.empty(), fields.optionalWhole("absent"));
    assertEquals(OptionalLong.of(7), fields.optionalWhole("whole"));
    assertEquals(Optional.empty(), fields.optionalText("absent"));
    assertEquals(Optional.of("00ff"), fields.optionalText("text"));
  }

  @Test
  void what_is_optional_must_still_be_of_its_kind() {
    assertRefused("message.text: expected an integer", () -> fields.optionalWhole("text"));
    assertRefused("message.nothing: expected text", () -> fields.optionalText("nothing"));
  }

  @Test
  void text_longer_than_its_bound_is_refused() throws DecodeException {
    assertEquals("00ff", fields.text("text", 4));
    assertRefused(
        "message: text \"00ff\" must be 1 to 3 characters, not 4", () -> fields.text("text", 3));
  }

  @Test
  void unknown_parts_are_refused_by_name() {
    FieldReader one = new FieldReader("m", Syntax.CBOR, Map.of("by\u0007" + "x".repeat(99), TEXT));
    assertRefused(
        "m: \"by " + "x".repeat(76) + "…\" is not one of [by]",
        () -> one.refuseUnknown(Set.of("by")));
  }

  @Test
  void the_objection_of_a_record_is_the_peers_fault() {
    assertRefused(
        "message: boot id \"00ff\" must be 16 lower-case hexadecimal digits",
        () -> fields.build(() -> new BootId("00ff")));
  }

  private static void assertRefused(String message, Executable reading) {
    assertEquals(message, assertThrows(DecodeException.class, reading).getMessage());
  }
}
