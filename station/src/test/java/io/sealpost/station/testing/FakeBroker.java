package io.sealpost.station.testing;

import io.sealpost.mqtt.IncomingMessage;
import io.sealpost.mqtt.LinkCounters;
import io.sealpost.mqtt.LinkException;
import io.sealpost.mqtt.LinkListener;
import io.sealpost.mqtt.LinkOptions;
import io.sealpost.mqtt.LinkState;
import io.sealpost.mqtt.MqttLink;
import io.sealpost.mqtt.OutgoingMessage;
import io.sealpost.station.link.Links;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A broker for one client, which does what the test says. It keeps what a client that acknowledges
 * by hand did not acknowledge, and sends it again when that client connects again.
 */
public final class FakeBroker implements Links {
  /** What was published to the broker, in order. */
  public final List<OutgoingMessage> published = new ArrayList<>();

  /** Options of every link that was made. */
  public final List<LinkOptions> clients = new ArrayList<>();

  /** Every subscription, in order. */
  public final List<String> filters = new ArrayList<>();

  private final List<IncomingMessage> unacknowledged = new ArrayList<>();
  private final Map<String, byte[]> retained = new LinkedHashMap<>();
  private Consumer<OutgoingMessage> device = message -> {};
  private Optional<String> unreachable = Optional.empty();
  private boolean acknowledging = true;
  private boolean hearing = true;
  private @Nullable LinkListener listener;

  /** Refuses every connection. */
  public FakeBroker unreachable(String reason) {
    unreachable = Optional.of(reason);
    return this;
  }

  /** Keeps a message for whoever subscribes. */
  public FakeBroker retain(String topic, byte[] payload) {
    retained.put(topic, payload);
    return this;
  }

  /** What happens when a message is published. */
  public FakeBroker device(Consumer<OutgoingMessage> reaction) {
    device = reaction;
    return this;
  }

  /** Whether messages are acknowledged. */
  public FakeBroker acknowledging(boolean does) {
    acknowledging = does;
    return this;
  }

  /** Whether acknowledgements of the client reach the broker. */
  public FakeBroker hearing(boolean does) {
    hearing = does;
    return this;
  }

  /** Delivers a message to the client, if it subscribed. */
  public void deliver(String topic, byte[] payload) {
    deliver(topic, payload, false);
  }

  private void deliver(String topic, byte[] payload, boolean kept) {
    LinkListener present = listener;
    if (present != null && filters.stream().anyMatch(filter -> matches(filter, topic))) {
      present.onMessage(message(topic, payload, kept));
    }
  }

  /** How many messages the client has not acknowledged. */
  public int unacknowledged() {
    return unacknowledged.size();
  }

  private IncomingMessage message(String topic, byte[] payload, boolean kept) {
    if (!clients.get(clients.size() - 1).acknowledgedByHand()) {
      return new IncomingMessage(topic, payload, kept);
    }
    IncomingMessage message =
        new IncomingMessage(topic, payload, kept, () -> acknowledged(payload));
    unacknowledged.add(message);
    return message;
  }

  private void acknowledged(byte[] payload) {
    if (hearing) {
      unacknowledged.removeIf(message -> message.payload() == payload);
    }
  }

  /** Tells the client a state of the connection. */
  public void tell(LinkState state) {
    LinkListener present = listener;
    if (present != null) {
      present.onState(state);
    }
  }

  /** Whether the client closed its link. */
  public boolean closed() {
    return listener == null;
  }

  @Override
  public MqttLink create(LinkOptions options) throws LinkException {
    clients.add(options);
    return new FakeLink();
  }

  private static boolean matches(String filter, String topic) {
    if (filter.endsWith("/#")) {
      return topic.startsWith(filter.substring(0, filter.length() - 1));
    }
    return Pattern.matches(filter.replace("+", "[^/]+"), topic);
  }

  private final class FakeLink implements MqttLink {
    @Override
    public void open(LinkListener opened) {
      listener = opened;
      tell(new LinkState.Connecting());
      if (unreachable.isPresent()) {
        tell(new LinkState.Disconnected(unreachable.get(), Duration.ofSeconds(1)));
        return;
      }
      tell(new LinkState.Connected(false));
      List<IncomingMessage> again = List.copyOf(unacknowledged);
      unacknowledged.clear();
      again.forEach(message -> deliver(message.topic(), message.payload()));
      new LinkedHashMap<>(retained).forEach((topic, payload) -> deliver(topic, payload, true));
    }

    @Override
    public CompletableFuture<Void> publish(OutgoingMessage message) {
      published.add(message);
      device.accept(message);
      return acknowledging ? CompletableFuture.completedFuture(null) : new CompletableFuture<>();
    }

    @Override
    public void subscribe(String filter) {
      filters.add(filter);
    }

    @Override
    public LinkState state() {
      return new LinkState.Connected(false);
    }

    @Override
    public LinkCounters counters() {
      return new LinkCounters(1, 0, 0, 0, Optional.empty());
    }

    @Override
    public void close(Duration patience) {
      listener = null;
    }
  }
}
