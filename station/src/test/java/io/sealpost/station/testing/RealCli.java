package io.sealpost.station.testing;

import io.sealpost.crypto.bc.BcPrimitives;
import io.sealpost.mqtt.paho.PahoLink;
import io.sealpost.station.cli.CommandTree;
import io.sealpost.station.cli.Environment;
import io.sealpost.station.cli.Output;
import io.sealpost.station.cli.Terminal;
import io.sealpost.station.link.QueueMailbox;
import io.sealpost.station.link.StopSignal;
import io.sealpost.station.link.Timekeeper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.ZoneOffset;
import java.util.Map;

/** Command lines in this process, with a real broker, clock and cryptography. */
public final class RealCli {
  private RealCli() {}

  /**
   * Runs one.
   *
   * @param site the station's folder
   */
  public static Cli.Result run(Path site, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Output output = Output.to(out, () -> {});
    Environment environment =
        new Environment(
            new ByteArrayInputStream(new byte[0]),
            output,
            new PrintStream(err, true, StandardCharsets.UTF_8),
            Map.of("SEALPOST_SITE", site.toString()),
            ZoneOffset.UTC,
            Timekeeper.ofMachine(),
            QueueMailbox::new,
            PahoLink::create,
            BcPrimitives::new,
            SecureRandom::new,
            new StopSignal(),
            Terminal.NONE);
    int exitCode = new CommandTree(environment).run(arguments);
    output.flush();
    return new Cli.Result(exitCode, out.toByteArray(), err.toString(StandardCharsets.UTF_8));
  }
}
