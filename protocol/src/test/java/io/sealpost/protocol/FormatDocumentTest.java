package io.sealpost.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.protocol.FormatDocument.Sample;
import io.sealpost.protocol.cddl.Grammar;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What docs/format.md says of plaintexts is what our codecs write and read. */
class FormatDocumentTest {
  private static final String SEED = "1614555518";
  private static final List<String> MESSAGES = List.of("readings", "hello", "command", "answer");
  private static final List<String> BOTH_WAYS = List.of("up", "down");

  private final CborCodec cbor = new CborCodec();
  private final Grammar grammar = new Grammar(FormatDocument.grammar(), "more");

  @Example
  void everySampleIsWhatTheGrammarSaysAndWhatOurCodecsRead() throws DecodeException {
    for (Sample sample : FormatDocument.samples()) {
      assertEquals(Optional.empty(), grammar.objection(sample.rule(), sample.plaintext()));
      assertArrayEquals(sample.plaintext(), again(sample), sample::toString);
    }
    assertTrue(FormatDocument.samples().size() > 15);
  }

  @Example
  void theSamplesHaveEveryKeyOfTheGrammar() {
    for (Sample sample : FormatDocument.samples()) {
      grammar.objection(sample.rule(), sample.plaintext());
    }
    assertEquals(Set.of(), grammar.unusedKeys(MESSAGES));
  }

  @Example
  void theWorkedExamplesAreWhatTheGrammarSays() {
    for (String way : BOTH_WAYS) {
      for (String rule : List.of("header", "nonce-input", "gcm-aad", "mac-input")) {
        assertFits(rule, FormatDocument.value(way, rule));
      }
      assertFits("context-" + way, FormatDocument.value(way, "context"));
      assertFits("sealed", FormatDocument.value(way, "message"));
      assertFits("inner", FormatDocument.value(way, "payload"));
    }
    assertFits("readings", FormatDocument.value("up", "plaintext"));
    assertFits("command", FormatDocument.value("down", "plaintext"));
    assertFits("key-info", FormatDocument.value("keys", "info of up enc"));
    assertFits("master-info", FormatDocument.value("master", "info"));
    assertFits("rotate-info", FormatDocument.value("rotate", "info"));
  }

  @Example
  void jsonThatIsShownIsReadAndWrittenAsItIs() throws DecodeException {
    List<String> shown = FormatDocument.json("## Fernet");
    assertEquals(3, shown.size(), shown::toString);
    JsonCodec json = new JsonCodec();
    for (String text : shown) {
      byte[] message = text.getBytes(UTF_8);
      List<Reading> readings = json.readings(Samples.TEMPERATURE, message, Samples.RECEIVED);
      assertEquals(text, new String(json.readings(Samples.TEMPERATURE, readings), UTF_8));
    }
  }

  @Example
  void theCommandIsTheSameInJson() throws DecodeException {
    String shown = FormatDocument.json("### A command, downwards").get(0);
    assertEquals(
        new JsonCodec().command(shown.getBytes(UTF_8)),
        cbor.command(FormatDocument.value("down", "plaintext")));
  }

  @Example
  void theGrammarRefusesWhatTheCodecsRefuse() {
    for (Sample sample : FormatDocument.samples()) {
      if (sample.rule().equals("command")) {
        byte[] more = sample.plaintext().clone();
        more[0]++;
        byte[] unknown = Arrays.copyOf(more, more.length + 11);
        System.arraycopy(
            new CborWriter().text("zzzzzzzzz").bool(true).toByteArray(),
            0,
            unknown,
            more.length,
            11);
        assertNotEquals(Optional.empty(), grammar.objection("command", unknown));
      }
    }
  }

  @Property(seed = SEED, tries = 400, edgeCases = EdgeCasesMode.NONE)
  void readingsAreWhatTheGrammarSays(
      @ForAll("streamNames") StreamName stream, @ForAll("batches") List<Reading> readings) {
    assertFits("readings", cbor.readings(stream, readings));
  }

  @Property(seed = SEED, tries = 400, edgeCases = EdgeCasesMode.NONE)
  void hellosAreWhatTheGrammarSays(@ForAll("hellos") Hello hello) {
    assertFits("hello", cbor.hello(hello));
  }

  @Property(seed = SEED, tries = 400, edgeCases = EdgeCasesMode.NONE)
  void commandsAreWhatTheGrammarSays(@ForAll("commands") Command command) {
    assertFits("command", cbor.command(command));
  }

  @Property(seed = SEED, tries = 400, edgeCases = EdgeCasesMode.NONE)
  void answersAreWhatTheGrammarSays(@ForAll("answers") Answer answer) {
    assertFits("answer", cbor.answer(answer));
  }

  private void assertFits(String rule, byte[] message) {
    assertEquals(Optional.empty(), grammar.objection(rule, message));
  }

  /** The same message once it was decoded and encoded. */
  private byte[] again(Sample sample) throws DecodeException {
    byte[] plaintext = sample.plaintext();
    return switch (sample.rule()) {
      case "hello" -> cbor.hello(cbor.hello(plaintext));
      case "command" -> cbor.command(cbor.command(plaintext));
      case "answer" -> cbor.answer(cbor.answer(plaintext));
      default -> readingsAgain(plaintext);
    };
  }

  /** Of the stream that the first name tells: the seal would. */
  private byte[] readingsAgain(byte[] plaintext) throws DecodeException {
    for (String name : List.of("room", "temperature", "devices", "health")) {
      StreamName stream = new StreamName(name);
      try {
        return cbor.readings(stream, cbor.readings(stream, plaintext, Samples.RECEIVED));
      } catch (DecodeException anotherStream) {
        // The next one, then.
      }
    }
    throw new DecodeException("readings of no known stream");
  }

  @Provide
  Arbitrary<StreamName> streamNames() {
    return Messages.streamNames();
  }

  @Provide
  Arbitrary<List<Reading>> batches() {
    return Messages.batches();
  }

  @Provide
  Arbitrary<Hello> hellos() {
    return Messages.hellos();
  }

  @Provide
  Arbitrary<Command> commands() {
    return CommandMessages.commands();
  }

  @Provide
  Arbitrary<Answer> answers() {
    return CommandMessages.answers();
  }
}
