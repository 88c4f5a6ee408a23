package io.sealpost.station.command;

import io.sealpost.protocol.Answer;
import io.sealpost.protocol.DeviceStatus;
import java.util.Optional;

/** What came of a command. */
public sealed interface Outcome {
  /** The device answered. */
  record Answered(Answer answer) implements Outcome {}

  /**
   * It was sent and no answer came in time.
   *
   * @param status what the status topic says, if anything
   * @param trouble why the connection to the broker is down, if it is
   */
  record NoAnswer(Optional<DeviceStatus> status, Optional<String> trouble) implements Outcome {}

  /**
   * It was not sent, as no hello of the device came.
   *
   * @param status what the status topic says, if anything
   */
  record NoHello(Optional<DeviceStatus> status) implements Outcome {}

  /**
   * The broker cannot be reached.
   *
   * @param trouble why
   */
  record Unavailable(String trouble) implements Outcome {}

  /**
   * The operator ended it.
   *
   * @param sent whether the command is on its way
   */
  record Interrupted(boolean sent) implements Outcome {}
}
