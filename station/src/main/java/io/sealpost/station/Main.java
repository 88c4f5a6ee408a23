package io.sealpost.station;

import io.sealpost.crypto.bc.BcPrimitives;
import io.sealpost.mqtt.paho.PahoLink;
import io.sealpost.station.cli.CommandTree;
import io.sealpost.station.cli.Environment;
import io.sealpost.station.cli.Output;
import io.sealpost.station.cli.Terminal;
import io.sealpost.station.link.QueueMailbox;
import io.sealpost.station.link.StopSignal;
import io.sealpost.station.link.Timekeeper;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.ZoneId;

/** Starts {@code sealpost}. */
public final class Main {
  private Main() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    int exitCode = ExitCode.INTERNAL.code();
    try {
      exitCode = run(arguments);
    } catch (Throwable fault) {
      // Errors too: the virtual machine would end with 1, which says that something was refused.
      PrintStream err = stream(FileDescriptor.err);
      err.println("sealpost: internal error, please report it: " + fault);
      fault.printStackTrace(err);
    } finally {
      System.exit(exitCode);
    }
  }

  private static int run(String... arguments) {
    StopSignal stop = new StopSignal();
    Ending ending = new Ending(stop);
    Runtime.getRuntime().addShutdownHook(new Thread(ending, "ending"));
    int exitCode = ExitCode.INTERNAL.code();
    try {
      exitCode = run(environment(stop), arguments);
    } finally {
      ending.reached(exitCode);
    }
    return exitCode;
  }

  private static Environment environment(StopSignal stop) {
    return new Environment(
        System.in,
        output(),
        stream(FileDescriptor.err),
        System.getenv(),
        ZoneId.systemDefault(),
        Timekeeper.ofMachine(),
        QueueMailbox::new,
        PahoLink::create,
        BcPrimitives::new,
        SecureRandom::new,
        stop,
        Terminal.ofProcess());
  }

  private static int run(Environment environment, String... arguments) {
    try {
      return new CommandTree(environment)
          .run(Arguments.repaired(arguments, Path.of("/proc/self/cmdline")));
    } catch (StationException unreadable) {
      environment.err().println("sealpost: " + unreadable.getMessage());
      return unreadable.exitCode().code();
    } finally {
      environment.out().flush();
      environment.err().flush();
    }
  }

  /** What goes to a file is on the disk before the broker may forget it. */
  private static Output output() {
    return Output.to(
        new FileOutputStream(FileDescriptor.out),
        Files.isRegularFile(Path.of("/proc/self/fd/1")) ? FileDescriptor.out::sync : () -> {});
  }

  /** UTF-8 whatever the locale. */
  private static PrintStream stream(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }
}
