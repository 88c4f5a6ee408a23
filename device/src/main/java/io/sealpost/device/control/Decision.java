package io.sealpost.device.control;

import io.sealpost.protocol.Action;
import io.sealpost.protocol.Answer;
import io.sealpost.protocol.StreamName;
import java.time.Duration;
import java.util.Map;

/** What becomes of a delivery. */
public sealed interface Decision {
  /** Why nothing at all is done, and nobody is told. */
  enum Reason {
    /** The broker had kept it: nobody says when it was sent. */
    RETAINED,
    /** Altered, forged, meant for another device or another boot, or expired. */
    NOT_AUTHENTIC,
    /** Sealed for another epoch. */
    OTHER_EPOCH,
    /** Dated, and the device's clock is not set. */
    NO_CLOCK,
    /** Dated before this boot, or too long ago to tell whether it was seen. */
    TOO_OLD,
    /** Dated further ahead than clocks of one site differ. */
    AHEAD,
    /** Longer than any command is. */
    TOO_LONG,
    /** Too many were waiting already. */
    TOO_MANY
  }

  /**
   * Nothing happens and nothing is answered.
   *
   * @param reason for the log
   */
  record Drop(Reason reason) implements Decision {}

  /**
   * It came before: the same answer goes again.
   *
   * @param answer as it was
   */
  record Repeat(Answer answer) implements Decision {}

  /**
   * It is refused, and the station is told.
   *
   * @param status why
   */
  record Refuse(Answer.Status status) implements Decision {}

  /**
   * It is a step towards another key, to be done.
   *
   * @param step which
   */
  record Rotate(Action.Rotate step) implements Decision {}

  /**
   * It is to be obeyed.
   *
   * @param intervals the new interval of each named stream
   */
  record Obey(Map<StreamName, Duration> intervals) implements Decision {
    public Obey {
      intervals = Map.copyOf(intervals);
    }
  }
}
