package io.sealpost.station.cli;

import io.sealpost.crypto.Primitives;
import io.sealpost.crypto.Sealing;
import io.sealpost.station.link.Links;
import io.sealpost.station.link.Mailbox;
import io.sealpost.station.link.StopSignal;
import io.sealpost.station.link.Timekeeper;
import java.io.InputStream;
import java.io.PrintStream;
import java.security.SecureRandom;
import java.time.ZoneId;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Everything outside of the program that a command may touch, except files.
 *
 * @param in standard input
 * @param out standard output; flushed at the end of a command
 * @param err standard error
 * @param variables environment variables
 * @param zone in which times are shown
 * @param time the clocks
 * @param mailboxes makes a mailbox for each broker session
 * @param links makes links to brokers
 * @param primitives the cryptographic algorithms
 * @param random for keys
 * @param stop tells when the operator wants to end
 * @param terminal whether somebody sits there
 */
public record Environment(
    InputStream in,
    Output out,
    PrintStream err,
    Map<String, String> variables,
    ZoneId zone,
    Timekeeper time,
    Supplier<Mailbox> mailboxes,
    Links links,
    Supplier<Primitives> primitives,
    Supplier<SecureRandom> random,
    StopSignal stop,
    Terminal terminal) {
  /** Seals and opens by the machine's clock. */
  Sealing sealing() {
    return new Sealing(primitives.get(), () -> time.now().wall(), random.get());
  }
}
