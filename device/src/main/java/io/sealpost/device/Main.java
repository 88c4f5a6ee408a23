package io.sealpost.device;

import io.sealpost.crypto.SecretFileException;
import io.sealpost.crypto.bc.BcPrimitives;
import io.sealpost.device.clock.ClockState;
import io.sealpost.device.clock.ClockWatch;
import io.sealpost.device.clock.Timedatectl;
import io.sealpost.device.config.ConfigException;
import io.sealpost.device.config.DeviceConfig;
import io.sealpost.device.config.DeviceConfigReader;
import io.sealpost.device.irk.IrkCommand;
import io.sealpost.device.journal.JournalException;
import io.sealpost.device.logging.AdjustableLoggingProvider;
import io.sealpost.device.state.StateException;
import io.sealpost.device.state.StateFolder;
import io.sealpost.device.systemd.NotifySocket;
import io.sealpost.device.text.JournalStream;
import io.sealpost.device.text.OneLine;
import io.sealpost.protocol.LogLevel;
import io.sealpost.sensors.sysfs.StatusLed;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.tinylog.Logger;

/**
 * The program {@code sealpost-device}. Ends with one of the {@link ExitCode}s: 0 stopped, 1 no, 64
 * usage, 69 unreachable, 70 internal, 74 state, 75 restart, 77 permission or secret, 78
 * configuration.
 */
public final class Main {
  /** A stop that takes longer is cut off; together with the disk's, sooner than by systemd. */
  private static final Duration STOP_PATIENCE = Duration.ofMillis(1900);

  /** What is still to be made durable may take longer on a memory card that is busy. */
  private static final Duration DISK_PATIENCE = Duration.ofSeconds(10);

  private static final Path SYS = Path.of("/sys");
  private static final Path STANDARD_INPUT = Path.of("/proc/self/fd/0");
  private static final Path BLUETOOTH = Path.of("/var/lib/bluetooth");

  private final PrintStream out;
  private final PrintStream err;
  private final StopSignal stop;

  Main(PrintStream out, PrintStream err, StopSignal stop) {
    this.out = out;
    this.err = err;
    this.stop = stop;
  }

  /**
   * Runs the program.
   *
   * @param arguments see {@code --help}
   */
  public static void main(String[] arguments) {
    Thread.setDefaultUncaughtExceptionHandler(Main::crashed);
    if (JournalStream.isStandardError()) {
      System.setErr(JournalStream.errors(System.err));
    }
    StopSignal stop = new StopSignal();
    // Before anything else: whoever starts a program may stop it at once.
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(stop), "stop"));
    // Of its own, because it does not return: the hook ends the program, with its patience.
    stop.onRestart(() -> new Thread(() -> System.exit(ExitCode.RESTART.code()), "restart").start());
    try {
      ExitCode exit = new Main(System.out, System.err, stop).run(arguments);
      stop.done(exit);
      System.exit(exit.code());
    } catch (Throwable e) {
      // Whatever it is: left to the virtual machine, it would end with 1.
      crashed(Thread.currentThread(), e);
    }
  }

  /** Does what the command line says, and says how that ended. */
  ExitCode run(String... arguments) {
    try {
      Invocation invocation = CommandLine.parse(arguments);
      if (invocation instanceof Invocation.Run run) {
        return agent(DeviceConfigReader.read(run.config()));
      } else if (invocation instanceof Invocation.Check check) {
        DeviceConfigReader.read(check.config());
        out.println(check.config() + ": valid");
      } else if (invocation instanceof Invocation.Connect connect) {
        return connect(DeviceConfigReader.read(connect.config()));
      } else if (invocation instanceof Invocation.Sensors sensors) {
        Listings.sensors(DeviceConfigReader.read(sensors.config()), out);
      } else if (invocation instanceof Invocation.Scan scan) {
        Listings.scan(scan.asking(), out);
      } else if (invocation instanceof Invocation.Irk irk) {
        return irk(irk);
      } else {
        out.print(
            invocation instanceof Invocation.Help
                ? CommandLine.help()
                : Build.current().software() + "\n");
      }
      return ExitCode.STOPPED;
    } catch (CommandLine.UsageException e) {
      err.println("sealpost-device: " + line(e) + "\n\n" + CommandLine.help());
      return ExitCode.USAGE;
    } catch (ConfigException e) {
      return failed(ExitCode.CONFIGURATION, e);
    }
  }

  private ExitCode irk(Invocation.Irk irk) {
    try {
      IrkCommand command = new IrkCommand(BLUETOOTH, System.in, out, new BcPrimitives());
      return command.run(irk.request()) ? ExitCode.STOPPED : ExitCode.NO;
    } catch (IrkCommand.NoKeyException | SecretFileException e) {
      return failed(ExitCode.PERMISSION, e);
    }
  }

  /** One line, of what was seen or of what is wrong: the log would say it in its own words. */
  private ExitCode connect(DeviceConfig config) {
    AdjustableLoggingProvider.change(LogLevel.ERROR);
    try {
      out.println(OneLine.of(new ConnectionCheck(config, new BcPrimitives()).connect()));
      return ExitCode.STOPPED;
    } catch (StartupException e) {
      return failed(e.exit(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return failed(ExitCode.INTERNAL, e);
    }
  }

  private ExitCode agent(DeviceConfig config) {
    if (stop.isRequested()) {
      return ExitCode.STOPPED;
    }
    AdjustableLoggingProvider.change(config.logLevel());
    try (ClockWatch watch = new ClockWatch(new Timedatectl(), stop::wake);
        StateFolder state = StateFolder.open(config.state())) {
      ClockState clock = clock(config, watch);
      Outside.Reach reach = reach(config, state);
      Outside outside = new Startup(config, Build.current(), clock, reach).outside(state);
      new AgentProcess(config, outside, System::gc).run(stop);
      return stop.exit();
    } catch (StartupException e) {
      return failed(e.exit(), e);
    } catch (StateException | JournalException | IOException e) {
      return failed(ExitCode.STATE, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return failed(ExitCode.INTERNAL, e);
    }
  }

  /** What commands reach of the machine and this program. */
  private Outside.Reach reach(DeviceConfig config, StateFolder state) {
    MarkedLight light = new MarkedLight(new StatusLed(SYS), state.blinking());
    light.endFormer();
    boolean supervised =
        config
            .supervised()
            .orElseGet(
                () -> Supervision.isSystemds(System.getenv(), ProcessHandle.current().pid()));
    return new Outside.Reach(
        light,
        AdjustableLoggingProvider::change,
        supervised ? Optional.of(stop::restart) : Optional.empty(),
        NotifySocket.of(System.getenv(), ProcessHandle.current().pid(), STANDARD_INPUT));
  }

  /**
   * Runs before the virtual machine ends, for whatever reason. It would end with 143 after SIGTERM:
   * in order is 0.
   */
  private static void stop(StopSignal stop) {
    stop.request();
    ExitCode exit = ExitCode.INTERNAL;
    try {
      Optional<ExitCode> how = stop.awaitDone(STOP_PATIENCE);
      if (how.isEmpty() && stop.stage() == StopSignal.Stage.RUNNING) {
        how = stop.awaitDone(DISK_PATIENCE);
      }
      StopSignal.Stage stage = stop.stage();
      if (how.isEmpty()) {
        // Not by the log: it may not even have its level yet.
        System.err.println("sealpost-device: " + stage.words() + "; it was cut off");
      }
      exit = how.orElseGet(stop::exitIfCutOff);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      System.out.flush();
      Runtime.getRuntime().halt(exit.code());
    }
  }

  /** A program that lives on without one of its threads would look healthy and say nothing. */
  private static void crashed(Thread thread, Throwable fault) {
    try {
      Logger.error(fault, "thread {} failed; this is a fault of the program", thread.getName());
      System.out.flush();
    } finally {
      Runtime.getRuntime().halt(ExitCode.INTERNAL.code());
    }
  }

  private ExitCode failed(ExitCode exit, Exception e) {
    err.println(line(e));
    return exit;
  }

  private static String line(Exception e) {
    return OneLine.of(String.valueOf(e.getMessage()));
  }

  private static ClockState clock(DeviceConfig config, ClockWatch watch) {
    if (config.trustClock()) {
      return () -> true;
    }
    Thread thread = new Thread(watch, "clock");
    thread.setDaemon(true);
    thread.start();
    return watch;
  }
}
