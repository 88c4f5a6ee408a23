package io.sealpost.device;

import io.sealpost.device.clock.Boots;
import io.sealpost.device.clock.DeviceClock;
import io.sealpost.device.clock.TimeKeeper;
import io.sealpost.device.config.DeviceConfig;
import io.sealpost.device.config.Durations;
import io.sealpost.device.health.HealthLog;
import io.sealpost.device.health.Identity;
import io.sealpost.device.journal.Journal;
import io.sealpost.device.journal.JournalException;
import io.sealpost.device.loop.EventLoop;
import io.sealpost.device.sampling.SensorThreads;
import io.sealpost.device.supervision.Bulletin;
import io.sealpost.device.supervision.Supervisor;
import io.sealpost.device.uplink.Lanes;
import io.sealpost.mqtt.LinkState;
import io.sealpost.protocol.Channel;
import io.sealpost.protocol.Reading;
import io.sealpost.protocol.StreamName;
import io.sealpost.sensors.Sensor;
import io.sealpost.sensors.SensorDescriptor;
import io.sealpost.sensors.SensorException.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import org.tinylog.Logger;

/** Owns the agent's threads, from the first sample to the last word. */
final class AgentProcess {
  private static final Duration FOREVER = Duration.ofDays(36_500);

  // Together less than the 2 s that a stop may take.
  private static final Duration DRAIN = Duration.ofMillis(900);
  private static final Duration GOODBYE = Duration.ofMillis(400);

  /** What a card that is slow takes for as many gigabytes as it may be told to keep. */
  private static final Duration READING_JOURNALS = Duration.ofMinutes(30);

  /** Longer than the agent ever takes for 64 commands, shorter than any keep-alive. */
  private static final Duration COMMAND_PATIENCE = Duration.ofSeconds(1);

  private final DeviceConfig config;
  private final Outside outside;
  private final EventLoop loop;
  private final DiskThread disk;
  private final Lanes lanes;
  private final Assembly assembly;
  private final SensorThreads sensors;
  private final Agent agent;
  private final Bulletin bulletin;
  private final Tidying tidying;

  /**
   * Opens the journals; whoever constructs this {@link #run}s it, which closes them.
   *
   * @param collector collects all garbage
   * @throws JournalException if they cannot be used at all
   */
  AgentProcess(DeviceConfig config, Outside outside, Runnable collector) throws JournalException {
    this.config = config;
    this.outside = outside;
    this.tidying = new Tidying(collector);
    DeviceClock clock = outside.time().clock();
    this.loop = new EventLoop(clock::nanos);
    this.disk = new DiskThread(loop);
    this.assembly = new Assembly(config, outside);
    this.sensors = new SensorThreads(outside.sensors(), clock::readingTime, new Report());
    Supervisor supervisor = outside.reach().supervisor();
    supervisor.starting(READING_JOURNALS);
    supervisor.status("reading the journals");
    this.lanes = outside.kept().journals().open(disk, clock.now());
    try {
      this.agent =
          assembly.agent(loop, lanes, new OffThread(), sensors::sample, new SplittableRandom());
    } catch (RuntimeException e) {
      disk.end();
      lanes.close();
      throw e;
    }
    this.bulletin =
        new Bulletin(
            supervisor,
            config.broker().url().toString(),
            () -> lanes.stats(clock.now()).messages());
  }

  /** The agent at work, and the word of it. */
  private final class Watched implements EventLoop.Steps {
    @Override
    public void tick(long nanos) {
      agent.tick(nanos);
      bulletin.tick(outside.time().clock().now());
      tidying.tick(nanos);
    }

    @Override
    public long nextDue() {
      return Math.min(agent.nextDue(), bulletin.nextDue());
    }
  }

  private void linkChanged(LinkState state) {
    agent.linkChanged(state);
    bulletin.linkChanged(state, outside.time().clock().now());
  }

  /** Keeps what is known of the time without the agent waiting for it. */
  private final class OffThread implements TimeKeeper.Store {
    @Override
    public void keep(Boots boots) {
      disk.execute(() -> outside.time().store().keep(boots));
    }

    @Override
    public void keep(Instant good) {
      disk.execute(() -> outside.time().store().keep(good));
    }
  }

  /** What the sensors' threads tell, brought to the agent's. */
  private final class Report implements SensorThreads.Report {
    private final Discretion discretion = outside.personal().discretion();

    @Override
    public void sampled(StreamName stream, Reading reading) {
      loop.post(now -> agent.sampled(stream, discretion.reading(reading)));
    }

    @Override
    public void sampledPartly(StreamName stream, Reading reading, Kind kind, String problem) {
      loop.post(
          now ->
              agent.sampledPartly(
                  stream, discretion.reading(reading), kind, discretion.problem(problem)));
    }

    @Override
    public void news(StreamName stream) {
      loop.post(now -> agent.news(stream));
    }

    @Override
    public void failed(StreamName stream, Kind kind, String problem) {
      loop.post(now -> agent.failed(stream, kind, discretion.problem(problem)));
    }
  }

  /** Runs on the calling thread until it is told to stop. */
  void run(StopSignal stop) throws InterruptedException {
    stop.running(() -> loop.post(now -> {}));
    announce();
    outside.link().subscribe(config.broker().topics().topic(config.id(), Channel.Fixed.CONTROL));
    outside.link().open(new LinkEvents(loop, agent, this::linkChanged, COMMAND_PATIENCE));
    loop.runUntil(stop::isRequested, FOREVER, new Watched());
    end(stop);
  }

  private void announce() {
    Identity identity = outside.identity();
    Logger.info(
        "{}: device {}, epoch {}, boot {}, sealing {}, broker {}",
        identity.software(),
        identity.device(),
        identity.epoch(),
        identity.boot(),
        config.seal().format().label(),
        config.broker().url());
    for (Sensor sensor : outside.sensors()) {
      SensorDescriptor descriptor = sensor.descriptor();
      Duration interval = assembly.settings().intervals().get(descriptor.stream());
      Logger.info(
          "stream {}: {}, {}, every {}",
          descriptor.stream(),
          descriptor.simulated() ? "SIMULATED" : "real",
          descriptor.source(),
          interval == null ? "" : Durations.format(interval));
    }
  }

  private void end(StopSignal stop) throws InterruptedException {
    bulletin.stopping();
    agent.stop();
    // Before the drain: what they have read by now is in the queue, and is kept.
    sensors.close();
    loop.runUntil(() -> loop.isIdle() && agent.isDrained(), DRAIN, agent);
    Journal.Stats left = agent.goodbye();
    outside.kept().keepSequences().accept(assembly.seal().lastSequences());
    // Before the journals: a sync that is under way needs their files.
    disk.finish();
    lanes.close();
    HealthLog.leftBehind(left).ifPresent(Logger::info);
    outside.personal().close();
    outside.sealer().close();
    outside.rotation().close();
    // Last, because it takes longer than it should where the network is stuck.
    stop.closing();
    outside.link().close(GOODBYE);
    Logger.info("stopped");
  }
}
