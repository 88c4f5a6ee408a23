package io.sealpost.device;

import io.sealpost.protocol.Answer;
import io.sealpost.protocol.Answer.Result;
import io.sealpost.protocol.MessageCodec;
import java.util.List;
import java.util.Optional;

/**
 * An answer in a message: what was done must be told, whatever else does not fit. With many streams
 * of long names the ranges that were forgotten may not.
 */
final class FittingAnswer {
  private FittingAnswer() {}

  /**
   * Encodes an answer, with fewer ranges if need be.
   *
   * @throws IllegalArgumentException if it does not fit without any either, which no settings of
   *     one device are large enough for
   */
  static byte[] encode(MessageCodec codec, Answer answer) {
    try {
      return codec.answer(answer);
    } catch (IllegalArgumentException e) {
      if (answer.result() instanceof Result.Forgotten forgotten && !forgotten.ranges().isEmpty()) {
        return encode(codec, shortened(answer, forgotten.ranges()));
      }
      throw e;
    }
  }

  private static Answer shortened(Answer answer, List<Result.Range> ranges) {
    List<Result.Range> fewer = ranges.subList(0, ranges.size() / 2);
    return new Answer(
        answer.command(),
        answer.of(),
        answer.status(),
        answer.settings(),
        Optional.of(answer.detail().orElse("not all ranges fit; hello has all, joined")),
        new Result.Forgotten(fewer));
  }
}
