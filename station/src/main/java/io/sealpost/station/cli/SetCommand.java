package io.sealpost.station.cli;

import io.sealpost.protocol.Action;
import io.sealpost.protocol.LogLevel;
import io.sealpost.protocol.StreamName;
import io.sealpost.station.StationException;
import io.sealpost.station.command.Single;
import io.sealpost.station.site.SettingKeys;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sealpost set}: changes settings. */
@Command(
    name = "set",
    mixinStandardHelpOptions = true,
    header = "Changes how devices read and report a stream, and what they log.",
    description =
        "Sends each device a sealed command to change settings, all of them or none, and waits for "
            + "its sealed answer. A device obeys until the timeout and not later, within its own "
            + "limits. What is changed lasts, also over restarts of the device.",
    footer = {
      "",
      "Examples:",
      "  sealpost set rpi-07 temperature --every 10s",
      "  sealpost set rpi-07 temperature --every 1m --batch 15m --on-change 0.5",
      "  sealpost set 'kitchen-*' devices --scan 20s --pause 10s --json",
      "  sealpost set rpi-07 --log-level debug"
    })
final class SetCommand implements Callable<Integer> {
  @Mixin private AskOptions options = new AskOptions();

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "STREAM",
      description = "The stream's name; may be left out with --log-level alone.")
  private Optional<StreamName> stream = Optional.empty();

  @Option(
      names = "--every",
      paramLabel = "INTERVAL",
      description = "The new interval, 100ms to 24h: 250ms, 10s, 5m, 24h.")
  private Optional<Duration> every = Optional.empty();

  @Option(
      names = "--batch",
      paramLabel = "TIME|off",
      description = "How long readings wait to share a message, 1s to 24h.")
  private Optional<String> batch = Optional.empty();

  @Option(
      names = "--batch-readings",
      paramLabel = "N",
      description = "How many readings share a message at most, 2 to 1000.")
  private Optional<Integer> batchReadings = Optional.empty();

  @Option(
      names = "--on-change",
      paramLabel = "DEGREES|off",
      description = "Report a temperature only if it differs so much from the last one reported.")
  private Optional<String> onChange = Optional.empty();

  @Option(
      names = "--heartbeat",
      paramLabel = "TIME",
      description = "Report one anyway after so long, 1s to 24h (default: 15m).")
  private Optional<Duration> heartbeat = Optional.empty();

  @Option(
      names = "--scan",
      paramLabel = "TIME",
      description = "How long the Bluetooth scanner listens at a time, 5s to 1h.")
  private Optional<Duration> scan = Optional.empty();

  @Option(names = "--pause", paramLabel = "TIME", description = "How long it does not, 0s to 2m.")
  private Optional<Duration> pause = Optional.empty();

  @Option(
      names = "--log-level",
      paramLabel = "LEVEL",
      description = "From which level on to log: trace, debug, info, warn or error.")
  private Optional<LogLevel> log = Optional.empty();

  private final Environment environment;

  SetCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws StationException {
    Action.Set set = action();
    return new Inquiry(environment, options, "set", new SetWording(stream, set))
        .run(
            Inquiry.USUAL,
            device -> new Single(set, true),
            (store, device) -> store.giveUp(device, set))
        .code();
  }

  private Action.Set action() {
    SettingKeys keys =
        new SettingKeys(every, batch, batchReadings, onChange, heartbeat, scan, pause);
    try {
      if (stream.isPresent() && keys.isEmpty()) {
        throw new IllegalArgumentException(
            "nothing is to change: give --every, --batch, --on-change or --scan and --pause");
      }
      if (stream.isEmpty() && !keys.isEmpty()) {
        throw new IllegalArgumentException("which stream is to change? Name it after the device");
      }
      if (stream.isEmpty() && log.isEmpty()) {
        throw new IllegalArgumentException("nothing is to change: name a stream, or --log-level");
      }
      return new Action.Set(
          stream.isPresent() ? Map.of(stream.get(), keys.change()) : Map.of(), log);
    } catch (IllegalArgumentException e) {
      throw options.wrong(e);
    }
  }
}
