package io.sealpost.device.keys;

import io.sealpost.protocol.Answer;
import io.sealpost.protocol.Answer.Status;
import java.util.Optional;

/**
 * What became of a command.
 *
 * @param status for the answer
 * @param detail why it was refused
 * @param result what it asked for
 */
public record Outcome(Status status, Optional<String> detail, Answer.Result result) {
  /** Nothing more than a status. */
  public static Outcome of(Status status) {
    return new Outcome(status, Optional.empty(), Answer.Result.NONE);
  }

  static Outcome ok(Answer.Result result) {
    return new Outcome(Status.OK, Optional.empty(), result);
  }

  /** Not done, and why. */
  public static Outcome refused(Status status, String detail) {
    return new Outcome(status, Optional.of(detail), Answer.Result.NONE);
  }
}
