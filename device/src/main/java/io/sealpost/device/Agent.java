package io.sealpost.device;

import io.sealpost.device.clock.DeviceClock;
import io.sealpost.device.clock.Moment;
import io.sealpost.device.clock.TimeKeeper;
import io.sealpost.device.clock.TimeKeeper.Finding;
import io.sealpost.device.config.DeviceConfig;
import io.sealpost.device.control.ControlDesk;
import io.sealpost.device.control.Decision;
import io.sealpost.device.health.HealthLog;
import io.sealpost.device.health.Reporter;
import io.sealpost.device.journal.Journal;
import io.sealpost.device.loop.EventLoop;
import io.sealpost.device.sampling.Sampler;
import io.sealpost.device.uplink.Intake;
import io.sealpost.device.uplink.Outbox;
import io.sealpost.device.uplink.Seal;
import io.sealpost.mqtt.IncomingMessage;
import io.sealpost.mqtt.LinkCounters;
import io.sealpost.mqtt.LinkState;
import io.sealpost.protocol.Answer;
import io.sealpost.protocol.Channel;
import io.sealpost.protocol.MessageCodec;
import io.sealpost.protocol.Reading;
import io.sealpost.protocol.StreamName;
import io.sealpost.sensors.SensorException.Kind;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.tinylog.Logger;

/**
 * What the agent does at each event: asks for samples when they are due, seals and keeps readings,
 * obeys commands, and says how it is. Never waits. Times are nanoseconds since the agent started.
 * Owned by one thread.
 */
public final class Agent implements EventLoop.Steps {
  /** How soon the agent notices that a clock was set or a disk failed, if nothing else happens. */
  private static final Duration LOOK = Duration.ofSeconds(5);

  /** It does not look more often, however much happens. */
  private static final Duration LOOK_PAUSE = Duration.ofSeconds(1);

  private final Parts parts;
  private boolean stopping;
  private long lookedAt = -LOOK.toNanos();

  /**
   * What the agent is made of.
   *
   * @param clock of the device
   * @param time what is known of that clock
   * @param sampling what is due, and how the sensors are
   * @param uplink to the broker
   * @param control of the downlink
   * @param beacon blinks
   * @param reporter puts into words how the agent is
   * @param log says it to the log
   */
  record Parts(
      DeviceClock clock,
      TimeKeeper time,
      Sampling sampling,
      Uplink uplink,
      ControlDesk control,
      Beacon beacon,
      Reporter reporter,
      HealthLog log) {}

  /**
   * What has to do with the broker.
   *
   * @param codec of the plaintexts
   * @param seal of the uplink
   * @param intake of readings
   * @param outbox to the broker
   * @param announcer says what the device is
   * @param counters of the link
   */
  record Uplink(
      MessageCodec codec,
      Seal seal,
      Intake intake,
      Outbox outbox,
      Announcer announcer,
      Supplier<LinkCounters> counters) {}

  /** An agent that is not connected yet. */
  Agent(Parts parts) {
    this.parts = parts;
    // So that the first hello tells what is known already.
    parts.time().look();
  }

  /** The connection's state changed. */
  public void linkChanged(LinkState state) {
    Moment now = parts.clock().now();
    Announcer announcer = parts.uplink().announcer();
    if (state instanceof LinkState.Connected) {
      boolean changed = announcer.connected(now);
      parts.uplink().outbox().connected(now);
      if (changed) {
        reportHealth(now);
      }
    } else if (announcer.connectedSince().isPresent()) {
      announcer.disconnected();
      parts.uplink().outbox().disconnected();
    }
  }

  /** Messages came on the control topic that are not even looked at. */
  public void lost(Decision.Reason reason, long count) {
    parts.control().lost(reason, count);
  }

  /** A message came on the control topic. */
  public void arrived(IncomingMessage message) {
    Moment now = parts.clock().now();
    String kid = parts.control().kid();
    Optional<Answer> answer = parts.control().receive(message, now);
    if (!parts.control().kid().equals(kid)) {
      parts.uplink().announcer().timer().keyChanged();
    }
    if (answer.isPresent()) {
      byte[] plaintext = FittingAnswer.encode(parts.uplink().codec(), answer.get());
      Seal.Sealed sealed = parts.uplink().seal().seal(Channel.Fixed.ACK, plaintext);
      parts.uplink().outbox().answer(sealed, now);
      if (answer.get().status() == Answer.Status.LATE) {
        parts.uplink().announcer().timer().uptimeMisjudged();
      }
    }
  }

  /** A sensor has a reading. */
  public void sampled(StreamName stream, Reading reading) {
    Moment now = take(stream, reading);
    if (parts.sampling().board().sampled(stream, reading, now.uptime())) {
      parts.uplink().announcer().timer().sensorChanged();
    }
  }

  /** A sensor has a reading, but a part of it fails. */
  public void sampledPartly(StreamName stream, Reading reading, Kind kind, String problem) {
    Duration uptime = take(stream, reading).uptime();
    if (parts.sampling().board().sampledPartly(stream, reading, kind, problem, uptime)) {
      parts.uplink().announcer().timer().sensorChanged();
    }
  }

  /** A sensor has something to say before its next sample is due. */
  public void news(StreamName stream) {
    parts.sampling().sampler().hurry(stream, parts.clock().now().nanos());
  }

  private Moment take(StreamName stream, Reading reading) {
    Moment now = parts.clock().now();
    boolean asked = parts.sampling().sampler().succeeded(stream, now.nanos());
    if (asked) {
      parts.sampling().gate().open(stream);
    }
    if (parts.sampling().gate().passes(stream, reading, now.nanos())) {
      parts.uplink().intake().reading(stream, reading, now);
    }
    if (stopping || asked) {
      parts.uplink().intake().flush(stream, now);
    }
    return now;
  }

  /** A sensor has none. */
  public void failed(StreamName stream, Kind kind, String problem) {
    parts.sampling().sampler().failed(stream, parts.clock().now().nanos());
    // At the end a sample that is under way is interrupted: no fault of the sensor.
    if (!stopping) {
      sensorFailed(stream, kind, problem);
    }
  }

  @Override
  public void tick(long nanos) {
    Moment now = parts.clock().now();
    if (!stopping) {
      lookAtClock();
      sample(now);
      look(now);
    }
    parts.uplink().intake().tick(now);
    parts.uplink().outbox().tick(now);
    parts.beacon().tick(now.nanos());
    parts.uplink().announcer().tick(parts.clock().now());
  }

  @Override
  public long nextDue() {
    long working = stopping ? Long.MAX_VALUE : lookedAt + LOOK.toNanos();
    long sampling = stopping ? Long.MAX_VALUE : parts.sampling().sampler().nextDue();
    long sending = Math.min(parts.uplink().intake().nextDue(), parts.uplink().outbox().nextDue());
    long saying = Math.min(parts.uplink().announcer().nextDue(), parts.beacon().nextDue());
    return Math.min(Math.min(working, sampling), Math.min(sending, saying));
  }

  /** Samples no more; what is kept is still sent. */
  public void stop() {
    stopping = true;
    parts.uplink().intake().flush(parts.clock().now());
    parts.beacon().end();
    parts.time().stop();
  }

  /** Whether waiting longer brings nothing more to the broker. */
  public boolean isDrained() {
    return parts.uplink().announcer().connectedSince().isEmpty()
        || parts.uplink().outbox().isDone();
  }

  /**
   * Says goodbye, as the last thing before the link is closed.
   *
   * @return what the broker has not acknowledged
   */
  public Journal.Stats goodbye() {
    parts.uplink().announcer().goodbye();
    return parts.uplink().outbox().stats(parts.clock().now());
  }

  private void sample(Moment now) {
    Sampler sampler = parts.sampling().sampler();
    for (StreamName stream : sampler.stuck(now.nanos())) {
      sensorFailed(
          stream,
          Kind.TIMED_OUT,
          parts.sampling().board().descriptor(stream).source()
              + " has not answered for "
              + Sampler.PATIENCE.toSeconds()
              + " s");
    }
    for (StreamName stream : sampler.due(now.nanos())) {
      if (stream.equals(DeviceConfig.HEALTH)) {
        reportHealth(now);
      } else {
        parts.sampling().request().accept(stream);
      }
    }
  }

  private void reportHealth(Moment now) {
    sampled(DeviceConfig.HEALTH, parts.reporter().health(parts.clock().readingTime(), now));
  }

  private void sensorFailed(StreamName stream, Kind kind, String problem) {
    Moment now = parts.clock().now();
    parts.sampling().gate().open(stream);
    if (parts.sampling().board().failed(stream, kind, problem, now.uptime())) {
      parts.uplink().announcer().timer().sensorChanged();
      parts.uplink().intake().flush(stream, now);
    }
  }

  private void lookAtClock() {
    Finding finding = parts.time().look();
    if (finding != Finding.NOTHING) {
      parts.uplink().announcer().timer().clockChanged();
    }
    if (finding == Finding.RECKONED) {
      parts
          .time()
          .started()
          .ifPresent(started -> parts.uplink().intake().date(parts.clock().boot(), started));
    }
  }

  private void look(Moment now) {
    if (now.nanos() - lookedAt < LOOK_PAUSE.toNanos()) {
      return;
    }
    lookedAt = now.nanos();
    Announcer announcer = parts.uplink().announcer();
    Journal.Stats stats = parts.uplink().outbox().stats(now);
    if (announcer.observe(stats)) {
      reportHealth(now);
    }
    HealthLog.Condition condition =
        new HealthLog.Condition(announcer.connectedSince(), stats, parts.uplink().counters().get());
    parts.log().line(condition, now).ifPresent(Logger::info);
  }
}
