package io.sealpost.device.command;

import io.sealpost.protocol.Answer.Result;
import io.sealpost.protocol.Answer.Status;
import java.util.Optional;

/**
 * What became of a command.
 *
 * @param status for the answer
 * @param detail what is wrong and what to do; made to fit an answer
 * @param result what else was asked for
 */
public record Outcome(Status status, Optional<String> detail, Result result) {
  /** It is done. */
  public static final Outcome OK = of(Result.NONE);

  /** It is done, and this is what was asked for. */
  public static Outcome of(Result result) {
    return new Outcome(Status.OK, Optional.empty(), result);
  }

  /** It is not done. */
  public static Outcome not(Status status, String detail) {
    return new Outcome(status, Optional.of(detail), Result.NONE);
  }
}
