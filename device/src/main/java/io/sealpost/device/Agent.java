package io.sealpost.device;

import io.sealpost.device.clock.DeviceClock;
import io.sealpost.device.clock.Moment;
import io.sealpost.device.config.DeviceConfig;
import io.sealpost.device.control.ControlDesk;
import io.sealpost.device.control.Decision;
import io.sealpost.device.control.Rates;
import io.sealpost.device.health.Reporter;
import io.sealpost.device.health.SensorBoard;
import io.sealpost.device.journal.Journal;
import io.sealpost.device.loop.EventLoop;
import io.sealpost.device.sampling.Sampler;
import io.sealpost.device.uplink.Outbox;
import io.sealpost.device.uplink.Seal;
import io.sealpost.mqtt.IncomingMessage;
import io.sealpost.mqtt.LinkState;
import io.sealpost.protocol.Answer;
import io.sealpost.protocol.Channel;
import io.sealpost.protocol.DeviceStatus;
import io.sealpost.protocol.MessageCodec;
import io.sealpost.protocol.Reading;
import io.sealpost.protocol.StreamName;
import io.sealpost.sensors.SensorException.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.tinylog.Logger;

/**
 * What the agent does at each event: asks for samples when they are due, seals and keeps readings,
 * obeys commands, and says how it is. Never waits. Times are nanoseconds since the agent started.
 * Owned by one thread.
 */
public final class Agent implements EventLoop.Steps {
  private final Parts parts;
  private final HelloTimer hello = new HelloTimer();
  private boolean connected;

  // What the last hello said: by it the station dates readings that could not be.
  private boolean saidSynchronised;
  private boolean stopping;

  /**
   * What the agent is made of.
   *
   * @param clock of the device
   * @param sampler says what is due
   * @param request asks a sensor for a sample, which comes back as an event
   * @param board how the sensors are
   * @param codec of the plaintexts
   * @param seal of the uplink
   * @param outbox to the broker
   * @param control of the downlink
   * @param rates in force
   * @param reporter puts into words how the agent is
   */
  public record Parts(
      DeviceClock clock,
      Sampler sampler,
      Consumer<StreamName> request,
      SensorBoard board,
      MessageCodec codec,
      Seal seal,
      Outbox outbox,
      ControlDesk control,
      Rates rates,
      Reporter reporter) {}

  /** An agent that is not connected yet. */
  public Agent(Parts parts) {
    this.parts = parts;
  }

  /** The connection's state changed. */
  public void linkChanged(LinkState state, long now) {
    boolean before = connected;
    connected = state instanceof LinkState.Connected;
    if (connected) {
      parts.outbox().say(Channel.Fixed.STATUS, DeviceStatus.ONLINE.payload());
      sayHello(now);
      parts.outbox().connected();
    } else if (before) {
      parts.outbox().disconnected();
    }
  }

  /** Messages came on the control topic that are not even looked at. */
  public void lost(Decision.Reason reason, long count) {
    parts.control().lost(reason, count);
  }

  /** A message came on the control topic. */
  public void arrived(IncomingMessage message, long now) {
    Optional<Answer> answer = parts.control().receive(message, parts.clock().now());
    if (answer.isPresent()) {
      byte[] plaintext = parts.codec().answer(answer.get());
      parts.outbox().answer(parts.seal().seal(Channel.Fixed.ACK, plaintext));
      applyRates(now);
      if (answer.get().status() == Answer.Status.LATE) {
        hello.uptimeMisjudged();
      }
    }
  }

  /** A sensor has a reading. */
  public void sampled(StreamName stream, Reading reading) {
    parts.sampler().finished(stream);
    byte[] plaintext = parts.codec().readings(stream, List.of(reading));
    Channel channel = new Channel.Readings(stream);
    parts.outbox().reading(channel, parts.seal().seal(channel, plaintext));
    if (parts.board().sampled(stream, reading)) {
      hello.sensorChanged();
    }
  }

  /** A sensor has none. */
  public void failed(StreamName stream, Kind kind, String problem) {
    parts.sampler().finished(stream);
    sensorFailed(stream, kind, problem);
  }

  @Override
  public void tick(long now) {
    if (!stopping) {
      sample(now);
    }
    parts.outbox().tick(now);
    if (connected && parts.clock().now().synchronised() != saidSynchronised) {
      hello.clockChanged();
    }
    if (connected && hello.isDue(now)) {
      sayHello(now);
    }
  }

  @Override
  public long nextDue() {
    long sampling = stopping ? Long.MAX_VALUE : parts.sampler().nextDue();
    long saying = connected ? hello.dueAt() : Long.MAX_VALUE;
    return Math.min(parts.outbox().nextDue(), Math.min(sampling, saying));
  }

  /** Samples no more; what is kept is still sent. */
  public void stop() {
    stopping = true;
  }

  /** Whether waiting longer brings nothing more to the broker. */
  public boolean isDrained() {
    return !connected || parts.outbox().isDone();
  }

  /**
   * Says goodbye, as the last thing before the link is closed.
   *
   * @return what the broker has not acknowledged
   */
  public Journal.Stats goodbye() {
    if (connected) {
      parts.outbox().say(Channel.Fixed.STATUS, DeviceStatus.OFFLINE.payload());
    }
    return parts.outbox().stats();
  }

  private void sample(long now) {
    for (StreamName stream : parts.sampler().stuck(now)) {
      sensorFailed(
          stream,
          Kind.TIMED_OUT,
          parts.board().descriptor(stream).source()
              + " has not answered for "
              + Sampler.PATIENCE.toSeconds()
              + " s");
    }
    for (StreamName stream : parts.sampler().due(now)) {
      if (stream.equals(DeviceConfig.HEALTH)) {
        Moment moment = parts.clock().now();
        Reading health =
            parts
                .reporter()
                .health(parts.clock().readingTime(), moment.uptime(), moment.synchronised());
        sampled(stream, health);
      } else {
        parts.request().accept(stream);
      }
    }
  }

  private void sensorFailed(StreamName stream, Kind kind, String problem) {
    if (parts.board().failed(stream, kind, problem)) {
      hello.sensorChanged();
    }
  }

  private void applyRates(long now) {
    Map<StreamName, Duration> before = parts.sampler().intervals();
    parts
        .rates()
        .intervals()
        .forEach(
            (stream, interval) -> {
              if (!interval.equals(before.get(stream))) {
                parts.sampler().change(stream, interval, now);
                hello.ratesChanged();
              }
            });
  }

  private void sayHello(long now) {
    Moment moment = parts.clock().now();
    byte[] plaintext = helloText(moment);
    parts.outbox().say(Channel.Fixed.HELLO, parts.seal().seal(Channel.Fixed.HELLO, plaintext));
    hello.said(now);
    saidSynchronised = moment.synchronised();
  }

  private byte[] helloText(Moment moment) {
    try {
      return parts.codec().hello(parts.reporter().hello(moment, true));
    } catch (IllegalArgumentException e) {
      // Many people present on several streams do not fit; that the device is there must be said.
      Logger.debug("hello goes without the latest readings: {}", e.getMessage());
      return parts.codec().hello(parts.reporter().hello(moment, false));
    }
  }
}
