package io.sealpost.station.command;

import io.sealpost.protocol.Answer;
import io.sealpost.protocol.DeviceStatus;
import java.util.Optional;

/** What came of an errand. */
public sealed interface Outcome {
  /**
   * The device answered, and that was all.
   *
   * @param answer the last one
   */
  record Answered(Answer answer) implements Outcome {}

  /** There was nothing to ask, or nothing more after the last answer was lost. */
  record Nothing() implements Outcome {}

  /**
   * It was sent and no answer came in time.
   *
   * @param status what the status topic says, if anything
   * @param trouble why the connection to the broker is down, if it is
   */
  record NoAnswer(Optional<DeviceStatus> status, Optional<String> trouble) implements Outcome {}

  /**
   * It was answered, and what was to come after it did not come in time: another boot, for
   * instance.
   *
   * @param answer the last one
   */
  record NotBack(Answer answer) implements Outcome {}

  /**
   * It was not sent, as no hello of the device came.
   *
   * @param status what the status topic says, if anything
   */
  record NoHello(Optional<DeviceStatus> status) implements Outcome {}

  /**
   * Nobody waited for it, as it is said to be offline.
   *
   * @param sent whether a command is on its way all the same
   */
  record Offline(boolean sent) implements Outcome {}

  /**
   * No command can be made for it.
   *
   * @param reason why, and what to do
   */
  record Impossible(String reason) implements Outcome {}

  /**
   * The broker cannot be reached.
   *
   * @param trouble why
   */
  record Unavailable(String trouble) implements Outcome {}

  /**
   * The operator ended it.
   *
   * @param sent whether a command is on its way
   */
  record Interrupted(boolean sent) implements Outcome {}
}
