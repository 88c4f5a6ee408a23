package io.sealpost.station.cli;

import io.sealpost.protocol.Answer;
import io.sealpost.protocol.DeviceId;
import io.sealpost.station.view.JsonLine;

/** How the outcome of one kind of command is told. */
interface Wording {
  /** What was asked: the device, and of it a stream perhaps. */
  default String subject(DeviceId device) {
    return device.value();
  }

  /** Whether the answer means that what was asked for is so. */
  default boolean obeyed(Answer answer) {
    return answer.status() == Answer.Status.OK;
  }

  /** What to say when the device obeyed; one line or more, the last without its end. */
  String done(Answer answer);

  /** What to say when there was nothing more to ask. */
  default String nothing() {
    return "done already";
  }

  /** Whether it is a success that there was nothing more to ask. */
  default boolean nothingIsDone() {
    return true;
  }

  /** What to say when it was answered, and nothing came after it. */
  default String notBack() {
    return "answered, and nothing came after it";
  }

  /** Whether what is said of success is worth a line for each of many devices. */
  default boolean tellsSomething() {
    return false;
  }

  /** The object that begins with the device. */
  default JsonLine json(DeviceId device) {
    return new JsonLine().with("device", device);
  }

  /** Adds what else an answer says. */
  default void add(JsonLine line, Answer answer) {}
}
