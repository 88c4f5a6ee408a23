package io.sealpost.station.command;

/** What a {@link CommandExchange} wants done. */
sealed interface Step {
  /** As soon as there is room: ask the exchange for the command, seal and publish it. */
  record Send() implements Step {}

  /** Publish the same bytes again: the connection ended before they were acknowledged. */
  record SendAgain() implements Step {}

  /** Subscribe to the device's readings, which tell its uptime. */
  record ListenToReadings() implements Step {}

  /** End. */
  record Finish(Outcome outcome) implements Step {}
}
