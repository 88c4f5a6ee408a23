package io.sealpost.device;

import io.sealpost.device.clock.Moment;
import io.sealpost.device.health.Reporter;
import io.sealpost.device.health.Reporter.Detail;
import io.sealpost.device.journal.Journal.Stats;
import io.sealpost.device.uplink.Outbox;
import io.sealpost.device.uplink.Seal;
import io.sealpost.protocol.Channel;
import io.sealpost.protocol.DeviceStatus;
import io.sealpost.protocol.Hello;
import io.sealpost.protocol.MessageCodec;
import java.time.Duration;
import java.util.Optional;
import org.tinylog.Logger;

/**
 * Says what the device is and how it is: the status in clear and the sealed {@code hello}, both
 * retained by the broker. Owned by the agent's thread.
 */
final class Announcer {
  private final Reporter reporter;
  private final MessageCodec codec;
  private final Seal seal;
  private final Outbox outbox;
  private final HelloTimer timer;
  private final Renewals renewals;

  // For as long as the process lives.
  private boolean alarmed;
  private long connection;

  // For one connection; the clock is said because by it the station dates what could not be.
  private Optional<Duration> connectedSince = Optional.empty();
  private boolean saidSynchronised;
  private long saidDropped;
  private boolean statusMissing;

  /**
   * @param timer what there is to say soon
   * @param renewals of the certificate that the broker is shown
   */
  Announcer(
      Reporter reporter,
      MessageCodec codec,
      Seal seal,
      Outbox outbox,
      HelloTimer timer,
      Renewals renewals) {
    this.reporter = reporter;
    this.codec = codec;
    this.seal = seal;
    this.outbox = outbox;
    this.timer = timer;
    this.renewals = renewals;
  }

  /**
   * A connection stands: says everything.
   *
   * @return whether readings began, or ceased, to be at risk since that was looked at last
   */
  boolean connected(Moment now) {
    connection++;
    // While there is no connection yet: what it finds is said just below.
    boolean changed = observe(outbox.stats(now));
    lookAtCertificate(now);
    connectedSince = Optional.of(now.uptime());
    sayStatus();
    sayHello(now);
    return changed;
  }

  /** No connection: says nothing until there is one. */
  void disconnected() {
    connectedSince = Optional.empty();
  }

  /** The uptime at which the present connection was made. */
  Optional<Duration> connectedSince() {
    return connectedSince;
  }

  /** To be told what there is to say soon. */
  HelloTimer timer() {
    return timer;
  }

  /**
   * Looks at how the journals are, and says it if that is worse or better than before.
   *
   * @return whether readings began, or ceased, to be at risk
   */
  boolean observe(Stats stats) {
    boolean changed = stats.alarm().isPresent() != alarmed;
    alarmed = stats.alarm().isPresent();
    if (changed && connectedSince.isPresent()) {
      sayStatus();
      timer.alarmChanged();
    }
    if (stats.totalDropped() > saidDropped) {
      timer.dropsGrew();
    }
    return changed;
  }

  /** Says what is due. */
  void tick(Moment now) {
    lookAtCertificate(now);
    if (connectedSince.isPresent()) {
      if (now.synchronised() != saidSynchronised) {
        timer.clockChanged();
      }
      if (timer.isDue(now.nanos())) {
        sayAgain();
        sayHello(now);
      }
    }
  }

  private void lookAtCertificate(Moment now) {
    if (renewals.look(now)) {
      timer.certificateChanged();
    }
  }

  /** When something is to be said; {@link Long#MAX_VALUE} if nothing is. */
  long nextDue() {
    return connectedSince.isPresent() ? timer.dueAt() : Long.MAX_VALUE;
  }

  /** Says that the device goes, as the last thing before it does. */
  void goodbye() {
    if (connectedSince.isPresent()) {
      // If it does not get through, the broker says it in our place: it is our last will.
      outbox.say(Channel.Fixed.STATUS, DeviceStatus.OFFLINE.payload(), () -> {});
    }
  }

  private void sayAgain() {
    if (statusMissing) {
      sayStatus();
    }
  }

  private void sayStatus() {
    DeviceStatus status = alarmed ? DeviceStatus.DEGRADED : DeviceStatus.ONLINE;
    statusMissing = false;
    say(Channel.Fixed.STATUS, status.payload(), () -> statusMissing = true);
  }

  /** Has it said again, as it is then, if the connection outlives a message that was refused. */
  private void say(Channel channel, byte[] payload, Runnable missing) {
    long during = connection;
    outbox.say(
        channel,
        payload,
        () -> {
          if (connectedSince.isPresent() && connection == during) {
            missing.run();
            timer.notSaid();
          }
        });
  }

  private void sayHello(Moment now) {
    Hello hello = reporter.hello(now, connectedSince, Detail.ALL);
    byte[] plaintext = fitting(hello, now);
    say(Channel.Fixed.HELLO, seal.seal(Channel.Fixed.HELLO, plaintext).bytes(), () -> {});
    timer.said(now.nanos());
    saidSynchronised = now.synchronised();
    saidDropped = hello.backlog().dropped();
  }

  /** That the device is there must be said, whatever else does not fit. */
  private byte[] fitting(Hello hello, Moment now) {
    try {
      return codec.hello(hello);
    } catch (IllegalArgumentException e) {
      Logger.debug("hello goes without the latest readings: {}", e.getMessage());
    }
    for (Detail detail : new Detail[] {Detail.NO_READINGS, Detail.LEAST}) {
      try {
        return codec.hello(reporter.hello(now, connectedSince, detail));
      } catch (IllegalArgumentException e) {
        Logger.debug("hello does not even fit as {}: {}", detail, e.getMessage());
      }
    }
    return codec.hello(reporter.hello(now, connectedSince, Detail.BRIEF));
  }
}
