package io.sealpost.device.control;

import io.sealpost.protocol.Action;
import io.sealpost.protocol.Answer;
import java.util.Optional;

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
   * @param detail which part of it, and what would be allowed
   */
  record Refuse(Answer.Status status, Optional<String> detail) implements Decision {
    /** The status says it all. */
    Refuse(Answer.Status status) {
      this(status, Optional.empty());
    }

    /** A part of it is wrong. */
    Refuse(Answer.Status status, String detail) {
      this(status, Optional.of(detail));
    }
  }

  /**
   * It is to be obeyed.
   *
   * @param action what to do, allowed as a whole
   */
  record Obey(Action action) implements Decision {}
}
