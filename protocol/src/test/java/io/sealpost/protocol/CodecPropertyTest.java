package io.sealpost.protocol;

import static io.sealpost.protocol.Samples.RECEIVED;
import static io.sealpost.protocol.Samples.TEMPERATURE;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class CodecPropertyTest {
  private static final String SEED = "1614555518";

  private final MessageCodec cbor = new CborCodec();
  private final MessageCodec json = new JsonCodec();

  /** Anything that can be decoded. */
  private interface Decoding {
    void decode(byte[] message) throws DecodeException;
  }

  private List<Decoding> everyDecoding() {
    return List.of(
        message -> cbor.readings(TEMPERATURE, message, RECEIVED),
        cbor::hello,
        cbor::command,
        cbor::answer,
        message -> json.readings(TEMPERATURE, message, RECEIVED),
        json::hello,
        json::command,
        json::answer);
  }

  @Property(seed = SEED, tries = 800, edgeCases = EdgeCasesMode.NONE)
  void readings_survive_cbor(
      @ForAll("streamNames") StreamName stream, @ForAll("batches") List<Reading> readings)
      throws DecodeException {
    byte[] message = cbor.readings(stream, readings);
    assertEquals(readings, cbor.readings(stream, message, RECEIVED));
    assertArrayEquals(message, CborCopy.of(message));
  }

  @Property(seed = SEED, tries = 800, edgeCases = EdgeCasesMode.NONE)
  void readings_survive_json_as_far_as_it_goes(@ForAll("batches") List<Reading> readings)
      throws DecodeException {
    Reading reading = readings.get(0);
    byte[] message = json.readings(TEMPERATURE, List.of(reading));
    assertEquals(List.of(asInJson(reading)), json.readings(TEMPERATURE, message, RECEIVED));
  }

  @Property(seed = SEED, tries = 400, edgeCases = EdgeCasesMode.NONE)
  void hellos_survive_both(@ForAll("hellos") Hello hello) throws DecodeException {
    assertEquals(hello, cbor.hello(cbor.hello(hello)));
    assertEquals(hello, json.hello(json.hello(hello)));
    assertArrayEquals(cbor.hello(hello), CborCopy.of(cbor.hello(hello)));
  }

  @Property(seed = SEED, tries = 400, edgeCases = EdgeCasesMode.NONE)
  void commands_survive_both(@ForAll("commands") Command command) throws DecodeException {
    assertEquals(command, cbor.command(cbor.command(command)));
    assertEquals(command, json.command(json.command(command)));
  }

  @Property(seed = SEED, tries = 400, edgeCases = EdgeCasesMode.NONE)
  void answers_survive_both(@ForAll("answers") Answer answer) throws DecodeException {
    assertEquals(answer, cbor.answer(cbor.answer(answer)));
    assertEquals(answer, json.answer(json.answer(answer)));
  }

  @Property(seed = SEED, tries = 3000)
  void arbitrary_bytes_are_refused_in_one_way_only(@ForAll @Size(max = 40) byte[] bytes) {
    everyDecoding().forEach(decoding -> isRefused(decoding, bytes));
  }

  @Property(seed = SEED, tries = 4000, edgeCases = EdgeCasesMode.NONE)
  void a_damaged_message_is_refused_in_one_way_only(
      @ForAll("messages") byte[] message,
      @ForAll @IntRange(max = 1 << 20) int at,
      @ForAll byte change) {
    byte[] damaged = message.clone();
    damaged[at % damaged.length] ^= change;
    everyDecoding().forEach(decoding -> isRefused(decoding, damaged));
  }

  @Property(seed = SEED, tries = 1500, edgeCases = EdgeCasesMode.NONE)
  void a_damaged_command_is_refused_or_says_all_that_it_does(
      @ForAll("commands") Command command,
      @ForAll @IntRange(max = 1 << 20) int at,
      @ForAll byte change) {
    byte[] damaged = cbor.command(command);
    damaged[at % damaged.length] ^= change;
    boolean refused =
        isRefused(
            message -> assertArrayEquals(message, cbor.command(cbor.command(message))), damaged);
    assertFalse(change == 0 && refused);
  }

  private static boolean isRefused(Decoding decoding, byte[] message) {
    try {
      decoding.decode(message);
      return false;
    } catch (DecodeException e) {
      assertFalse(String.valueOf(e.getMessage()).isBlank());
      return true;
    }
  }

  // What JsonCodec says that a presence loses.
  private static Reading asInJson(Reading reading) {
    if (!(reading instanceof Reading.Presence presence)) {
      return reading;
    }
    List<Person> present =
        presence.present().stream()
            .filter(Person::known)
            .map(
                p ->
                    new Person(
                        p.name(),
                        p.mac(),
                        Reading.Radio.UNKNOWN,
                        Duration.ZERO,
                        OptionalInt.empty()))
            .toList();
    boolean timeless =
        presence.time() instanceof ReadingTime.Wall || (present.isEmpty() && !presence.simulated());
    ReadingTime time = timeless ? new ReadingTime.Wall(RECEIVED, true) : presence.time();
    return new Reading.Presence(time, presence.simulated(), present);
  }

  @Provide
  Arbitrary<byte[]> messages() {
    return Arbitraries.oneOf(
        Messages.batches().map(readings -> cbor.readings(TEMPERATURE, readings)),
        Messages.batches().map(rs -> json.readings(TEMPERATURE, List.of(rs.get(0)))),
        Messages.hellos().map(cbor::hello),
        Messages.hellos().map(json::hello),
        CommandMessages.commands().map(json::command),
        CommandMessages.answers().map(cbor::answer),
        CommandMessages.answers().map(json::answer));
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
