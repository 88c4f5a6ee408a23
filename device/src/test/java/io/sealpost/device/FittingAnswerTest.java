package io.sealpost.device;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.protocol.Answer;
import io.sealpost.protocol.Answer.Result;
import io.sealpost.protocol.Answer.Status;
import io.sealpost.protocol.Batching;
import io.sealpost.protocol.CborCodec;
import io.sealpost.protocol.Hello;
import io.sealpost.protocol.JsonCodec;
import io.sealpost.protocol.LogLevel;
import io.sealpost.protocol.MessageCodec;
import io.sealpost.protocol.OnChange;
import io.sealpost.protocol.Settings;
import io.sealpost.protocol.StreamName;
import io.sealpost.protocol.StreamSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FittingAnswerTest {
  private static final long MOST = 0xffff_ffffL;

  static Stream<MessageCodec> codecs() {
    return Stream.of(new CborCodec(), new JsonCodec());
  }

  private static StreamName stream(int number) {
    return new StreamName("%02d%s".formatted(number, "n".repeat(62)));
  }

  /** Of as many streams as a device has, with names and numbers as long as there are. */
  private static Settings largest() {
    Map<StreamName, StreamSettings> streams = new HashMap<>();
    for (int i = 0; i < 64; i++) {
      Batching batching = new Batching(Duration.ofHours(24).minusMillis(1), Batching.MOST);
      OnChange rule = new OnChange(33.333333333333336, Duration.ofHours(24).minusMillis(1));
      streams.put(
          stream(i),
          new StreamSettings(
              Duration.ofHours(24).minusMillis(1),
              Optional.of(batching),
              Optional.of(rule),
              Optional.empty()));
    }
    return new Settings(streams, LogLevel.ERROR);
  }

  private static Answer answer(int ranges, Optional<String> detail) {
    List<Result.Range> all =
        IntStream.range(0, ranges)
            .mapToObj(
                i ->
                    new Result.Range(
                        stream(i % 64), new Hello.Dropped(MOST, MOST - 1 - i, MOST, i + 1)))
            .toList();
    return new Answer(
        MOST, "0123456789abcdef", Status.FAILED, largest(), detail, new Result.Forgotten(all));
  }

  private static List<Result.Range> ranges(Answer answer) {
    return ((Result.Forgotten) answer.result()).ranges();
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void theLongestAnswerThereIsFits(MessageCodec codec) throws Exception {
    Answer whole = answer(Result.MAX_RANGES, Optional.of("\u20ac".repeat(Answer.MAX_DETAIL)));

    byte[] message = FittingAnswer.encode(codec, whole);

    assertTrue(message.length <= MessageCodec.MAX_ENCODED, message.length + " bytes");
    Answer told = codec.answer(message);
    assertEquals(whole.settings(), told.settings());
    assertEquals(whole.detail(), told.detail());
    assertEquals(ranges(whole).subList(0, ranges(told).size()), ranges(told));
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void rangesThatDoNotFitAreSaidToBeMissing(MessageCodec codec) throws Exception {
    Answer told = codec.answer(FittingAnswer.encode(codec, answer(256, Optional.empty())));

    assertTrue(ranges(told).size() >= 64, ranges(told).size() + " ranges");
    assertEquals(ranges(told).size() < 256, told.detail().isPresent());
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void anAnswerThatFitsIsLeftAlone(MessageCodec codec) {
    Answer answer = answer(20, Optional.empty());

    assertArrayEquals(codec.answer(answer), FittingAnswer.encode(codec, answer));
  }
}
