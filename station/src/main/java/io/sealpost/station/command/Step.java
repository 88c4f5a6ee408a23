package io.sealpost.station.command;

import io.sealpost.protocol.Command;
import io.sealpost.protocol.Hello;

/** What a {@link CommandExchange} wants done. */
sealed interface Step {
  /** Take a counter, seal the command for that boot, publish it, and tell the exchange. */
  record Send(Hello hello, Command command) implements Step {}

  /** Publish the same bytes again: the connection ended before they were acknowledged. */
  record SendAgain() implements Step {}

  /** Subscribe to the device's readings, which tell its uptime. */
  record ListenToReadings() implements Step {}

  /** End. */
  record Finish(Outcome outcome) implements Step {}
}
