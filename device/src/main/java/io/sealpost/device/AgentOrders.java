package io.sealpost.device;

import io.sealpost.device.clock.Moment;
import io.sealpost.device.command.Outcome;
import io.sealpost.device.control.Orders;
import io.sealpost.device.control.SettingsInForce;
import io.sealpost.device.journal.Journal;
import io.sealpost.device.sampling.Sampler;
import io.sealpost.device.state.StateException;
import io.sealpost.device.supervision.Supervisor;
import io.sealpost.device.uplink.Outbox;
import io.sealpost.protocol.Action;
import io.sealpost.protocol.Answer.Result;
import io.sealpost.protocol.Answer.Result.Range;
import io.sealpost.protocol.Answer.Status;
import io.sealpost.protocol.Hello.Dropped;
import io.sealpost.protocol.Settings;
import io.sealpost.protocol.StreamName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.tinylog.Logger;

/** Has the agent do what commands ask for. Owned by the agent's thread. */
final class AgentOrders implements Orders {
  /** Gigabytes on a memory card that is slow take minutes. */
  private static final Duration READING_ALL = Duration.ofHours(1);

  private final SettingsInForce settings;
  private final Enforcer enforcer;
  private final Sampler sampler;
  private final Outbox outbox;
  private final Beacon beacon;
  private final HelloTimer timer;
  private final Renewals renewals;
  private final Outside.Reach reach;

  /**
   * @param timer told when there is something to say of it
   * @param renewals of the certificate
   * @param reach what is outside of the agent
   */
  AgentOrders(
      SettingsInForce settings,
      Enforcer enforcer,
      Outbox outbox,
      Beacon beacon,
      HelloTimer timer,
      Renewals renewals,
      Outside.Reach reach) {
    this.settings = settings;
    this.enforcer = enforcer;
    this.sampler = enforcer.sampling().sampler();
    this.outbox = outbox;
    this.beacon = beacon;
    this.timer = timer;
    this.renewals = renewals;
    this.reach = reach;
  }

  @Override
  public Outcome set(Action.Set change, Moment now) {
    Settings before = settings.settings();
    try {
      settings.change(change);
    } catch (StateException e) {
      Logger.error("command refused, settings unchanged: {}", e.getMessage());
      return Outcome.not(Status.FAILED, String.valueOf(e.getMessage()));
    }
    Settings after = settings.settings();
    enforcer.enforce(before, after, now);
    if (!before.equals(after)) {
      timer.commandObeyed();
    }
    return Outcome.OK;
  }

  @Override
  public Outcome sample(Set<StreamName> streams, Moment now) {
    (streams.isEmpty() ? settings.settings().streams().keySet() : streams).forEach(sampler::ask);
    return Outcome.OK;
  }

  @Override
  public Outcome identify(Duration duration, Moment now) {
    return beacon.identify(duration, now.nanos());
  }

  @Override
  public Outcome restart() {
    if (reach.restart().isEmpty()) {
      return Outcome.not(
          Status.UNSUPPORTED,
          "nothing starts the agent again when it ends; run it under systemd, or set supervised ="
              + " true in [control] where something else does");
    }
    reach.restart().get().run();
    return Outcome.OK;
  }

  @Override
  public Outcome forget(Moment now) {
    Journal.Forgotten forgotten = undisturbed(() -> outbox.forget(now));
    List<Range> ranges = ranges(forgotten.ranges());
    Result result =
        new Result.Forgotten(ranges.subList(0, Math.min(Result.MAX_RANGES, ranges.size())));
    timer.commandObeyed();
    if (!forgotten.durable()) {
      return new Outcome(
          Status.FAILED,
          Optional.of("the disk failed: what it holds may come back after a restart"),
          result);
    }
    return ranges.size() > Result.MAX_RANGES
        ? new Outcome(
            Status.OK, Optional.of("of " + ranges.size() + " ranges; hello has all"), result)
        : Outcome.of(result);
  }

  @Override
  public Outcome certify(Action.Certify chain, Moment now) {
    Outcome outcome = renewals.certify(chain, now);
    if (outcome.status() == Status.OK) {
      timer.commandObeyed();
    }
    return outcome;
  }

  /** Something that may take so long that the agent would be taken for stuck. */
  private <T> T undisturbed(Supplier<T> work) {
    Supervisor supervisor = reach.supervisor();
    Optional<Duration> period = supervisor.watchdog();
    period.ifPresent(usual -> supervisor.watchdog(READING_ALL));
    try {
      return work.get();
    } finally {
      period.ifPresent(supervisor::watchdog);
    }
  }

  private static List<Range> ranges(Map<String, List<Dropped>> dropped) {
    List<Range> ranges = new ArrayList<>();
    new TreeMap<>(dropped)
        .forEach(
            (path, each) ->
                StreamName.parse(path)
                    .ifPresent(
                        stream -> each.forEach(range -> ranges.add(new Range(stream, range)))));
    return ranges;
  }
}
