package io.sealpost.station.command;

import io.sealpost.crypto.Opened;
import io.sealpost.crypto.RefusedException;
import io.sealpost.crypto.Sealing;
import io.sealpost.mqtt.IncomingMessage;
import io.sealpost.mqtt.LinkState;
import io.sealpost.mqtt.OutgoingMessage;
import io.sealpost.protocol.BootId;
import io.sealpost.protocol.Channel;
import io.sealpost.protocol.DecodeException;
import io.sealpost.protocol.DeviceStatus;
import io.sealpost.protocol.Hello;
import io.sealpost.protocol.Reading;
import io.sealpost.protocol.Topic;
import io.sealpost.protocol.TopicTree;
import io.sealpost.station.StationException;
import io.sealpost.station.inbox.Desk;
import io.sealpost.station.inbox.HelloBook;
import io.sealpost.station.inbox.Refusal;
import io.sealpost.station.inbox.RefusalDigest;
import io.sealpost.station.link.BrokerSession;
import io.sealpost.station.link.Happening;
import io.sealpost.station.link.Timekeeper;
import io.sealpost.station.site.DeviceKey;
import io.sealpost.station.store.StationStore;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Carries a {@link CommandExchange} out over a broker session. For one thread. */
public final class CommandRunner implements AutoCloseable {
  private final Request request;
  private final TopicTree topics;
  private final StationStore store;
  private final Timekeeper time;
  private final Consumer<String> warnings;
  private final Desk desk;
  private final CommandSealer sealer;
  private final HelloBook hellos;
  private final CommandExchange exchange;
  private final RefusalDigest refusals = new RefusalDigest();
  private final Set<BootId> alarmed = new HashSet<>();
  private Optional<Hello> lastHello = Optional.empty();
  private @Nullable OutgoingMessage message;
  private @Nullable Outcome outcome;

  /**
   * @param key copied; the caller closes its own when this is closed
   * @param warnings told, in one line each, what the operator should know beside the outcome
   */
  public CommandRunner(
      Request request,
      TopicTree topics,
      Sealing sealing,
      DeviceKey key,
      StationStore store,
      Timekeeper time,
      Consumer<String> warnings) {
    this.request = request;
    this.topics = topics;
    this.store = store;
    this.time = time;
    this.warnings = warnings;
    desk = new Desk(sealing, key);
    sealer = new CommandSealer(sealing, key);
    hellos = new HelloBook(store);
    exchange = new CommandExchange(request);
  }

  /** What the session must be subscribed to. */
  public List<String> filters() {
    return List.of(
        topics.topic(request.device(), Channel.Fixed.HELLO),
        topics.topic(request.device(), Channel.Fixed.STATUS),
        topics.topic(request.device(), Channel.Fixed.ACK));
  }

  /** Runs until something came of the command. */
  public Outcome run(BrokerSession session) throws StationException {
    while (outcome == null) {
      Optional<Happening> happening = session.next(exchange.patience(time.now()));
      List<Step> steps =
          happening.isPresent() ? happened(happening.get()) : exchange.tick(time.now());
      perform(steps, session);
      if (happening.isPresent()) {
        perform(exchange.tick(time.now()), session);
      }
    }
    return outcome;
  }

  private List<Step> happened(Happening happening) throws StationException {
    if (happening instanceof Happening.Arrived arrived) {
      return arrived(arrived.message());
    }
    if (happening instanceof Happening.Changed changed) {
      return changed(changed.state());
    }
    if (happening instanceof Happening.Delivered) {
      exchange.delivered();
      return List.of();
    }
    return List.of(new Step.Finish(exchange.interrupted()));
  }

  private List<Step> changed(LinkState state) {
    if (state instanceof LinkState.Connected) {
      return exchange.connected(time.now());
    }
    if (state instanceof LinkState.Disconnected disconnected) {
      return exchange.disconnected(disconnected.reason());
    }
    return List.of();
  }

  private List<Step> arrived(IncomingMessage incoming) throws StationException {
    Optional<Topic> topic = topics.parse(incoming.topic());
    if (topic.isEmpty() || !topic.get().device().equals(request.device())) {
      return List.of();
    }
    Channel channel = topic.get().channel();
    try {
      return opened(channel, incoming.payload());
    } catch (RefusedException e) {
      refused(channel, Refusal.of(e));
    } catch (DecodeException e) {
      refused(channel, Refusal.UNREADABLE);
    }
    return List.of();
  }

  /** Tells the first few: a broker that sends rubbish is known by then. */
  private void refused(Channel channel, Refusal reason) {
    refusals
        .add(request.device().value(), channel.stream(), reason, Duration.ZERO)
        .ifPresent(
            first ->
                warnings.accept(
                    "refused a message on \"" + channel.stream() + "\": " + reason.label()));
  }

  private List<Step> opened(Channel channel, byte[] payload)
      throws RefusedException, DecodeException, StationException {
    if (channel instanceof Channel.Readings readings) {
      return readings(readings, payload);
    }
    if (channel == Channel.Fixed.HELLO) {
      return hello(payload);
    }
    if (channel == Channel.Fixed.ACK) {
      return exchange.answer(desk.codec().answer(desk.open(channel, payload).plaintext()));
    }
    if (channel == Channel.Fixed.STATUS) {
      DeviceStatus.parse(payload).ifPresent(exchange::status);
    }
    return List.of();
  }

  private List<Step> readings(Channel.Readings channel, byte[] payload)
      throws RefusedException, DecodeException {
    Opened opened = desk.open(channel, payload);
    boolean sameEpoch =
        opened.counter().isPresent()
            && lastHello.isPresent()
            && lastHello.get().epoch() == opened.counter().get().epoch();
    List<Reading> readings =
        desk.codec().readings(channel.name(), opened.plaintext(), time.now().wall());
    return sameEpoch && !readings.isEmpty()
        ? exchange.reading(readings.get(readings.size() - 1), time.now())
        : List.of();
  }

  private List<Step> hello(byte[] payload)
      throws RefusedException, DecodeException, StationException {
    Hello hello = desk.hello(payload);
    HelloBook.Verdict verdict = hellos.judge(desk, hello, payload);
    hellos.keep();
    switch (verdict) {
      case STALE -> {
        return List.of();
      }
      case ROLLED_BACK -> alarm(hello, "is of an earlier epoch");
      case CLONED -> alarm(hello, "is of a second boot in one epoch");
      case NEWER, UNCHANGED -> {}
    }
    lastHello = Optional.of(hello);
    return exchange.hello(hello, time.now());
  }

  private void alarm(Hello hello, String fact) {
    if (alarmed.add(hello.boot())) {
      warnings.accept(
          "ALARM: a hello of "
              + request.device()
              + " "
              + fact
              + ": its card was cloned or restored, or the broker replays an old hello");
    }
  }

  private void perform(List<Step> steps, BrokerSession session) throws StationException {
    for (Step step : steps) {
      if (step instanceof Step.Send send) {
        publish(send, session);
      } else if (step instanceof Step.SendAgain && message != null) {
        session.publish(message);
      } else if (step instanceof Step.ListenToReadings) {
        session.subscribe(topics.ofDevice(request.device()));
      } else if (step instanceof Step.Finish finish) {
        outcome = finish.outcome();
      }
    }
  }

  private void publish(Step.Send send, BrokerSession session) throws StationException {
    Hello hello = send.hello();
    OptionalLong reported = hello.lastCommand();
    long counter =
        store.takeCounter(
            request.device(), hello.boot(), reported, request.stream(), request.interval());
    CommandSealer.Sealed sealed = sealer.seal(hello, send.command(), counter);
    OutgoingMessage outgoing =
        new OutgoingMessage(
            topics.topic(request.device(), Channel.Fixed.CONTROL), sealed.bytes(), false);
    message = outgoing;
    exchange.sent(hello.boot(), sealed.counter(), sealed.tag());
    session.publish(outgoing);
  }

  @Override
  public void close() {
    desk.close();
    sealer.close();
  }
}
