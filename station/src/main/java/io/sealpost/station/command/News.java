package io.sealpost.station.command;

import io.sealpost.protocol.Action;
import io.sealpost.protocol.Answer;
import io.sealpost.protocol.DeviceId;

/** What a {@link Fleet} tells while it works. */
public sealed interface News {
  /** Of which device. */
  DeviceId device();

  /** A command goes out. */
  record Asked(DeviceId device, Action action) implements News {}

  /** A device answered. */
  record Answered(DeviceId device, Answer answer) implements News {}

  /** A device is done with. */
  record Ended(DeviceId device, Outcome outcome) implements News {}

  /**
   * Something that the operator should know.
   *
   * @param text one line
   */
  record Warning(DeviceId device, String text) implements News {}
}
