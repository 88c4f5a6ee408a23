package io.sealpost.station.command;

import io.sealpost.crypto.Sealing;
import io.sealpost.mqtt.OutgoingMessage;
import io.sealpost.protocol.DeviceId;
import io.sealpost.protocol.Hello;
import io.sealpost.station.StationException;
import io.sealpost.station.inbox.Desk;
import io.sealpost.station.site.DeviceKey;
import io.sealpost.station.site.KeySource;
import java.util.Optional;
import java.util.function.Supplier;

/** One device of a fleet. For one thread. */
final class Member implements AutoCloseable {
  private final Desk desk;
  private final CommandSealer sealer;
  private final Errand errand;
  private final CommandExchange exchange;
  private Optional<Hello> lastHello = Optional.empty();
  private Optional<OutgoingMessage> message = Optional.empty();
  private Optional<Outcome> outcome = Optional.empty();

  /**
   * @param key copied; the caller closes its own
   * @param sources makes what tells when it changes, once for each who is to know
   * @throws StationException if the ring cannot command the device
   */
  Member(
      Sealing sealing,
      DeviceKey key,
      Supplier<? extends KeySource> sources,
      Errand errand,
      Terms terms)
      throws StationException {
    sealer = new CommandSealer(sealing, key, sources.get());
    desk = new Desk(sealing, key, sources.get());
    this.errand = errand;
    exchange = new CommandExchange(errand, terms);
  }

  DeviceId device() {
    return desk.device();
  }

  Desk desk() {
    return desk;
  }

  CommandSealer sealer() {
    return sealer;
  }

  Errand errand() {
    return errand;
  }

  CommandExchange exchange() {
    return exchange;
  }

  /** The newest hello, for comparing epochs. */
  Optional<Hello> lastHello() {
    return lastHello;
  }

  void said(Hello hello) {
    lastHello = Optional.of(hello);
  }

  /** What was published last. */
  Optional<OutgoingMessage> message() {
    return message;
  }

  void published(OutgoingMessage outgoing) {
    message = Optional.of(outgoing);
  }

  Optional<Outcome> outcome() {
    return outcome;
  }

  boolean isOpen() {
    return outcome.isEmpty();
  }

  void end(Outcome how) {
    outcome = Optional.of(how);
    message = Optional.empty();
  }

  @Override
  public void close() {
    desk.close();
    sealer.close();
  }
}
