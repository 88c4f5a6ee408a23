package io.sealpost.device;

import io.sealpost.mqtt.IncomingMessage;
import io.sealpost.mqtt.LinkCounters;
import io.sealpost.mqtt.LinkException;
import io.sealpost.mqtt.LinkListener;
import io.sealpost.mqtt.LinkState;
import io.sealpost.mqtt.MqttLink;
import io.sealpost.mqtt.OutgoingMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A link and its broker in memory: the connection comes and goes, and acknowledgements come, as a
 * test says.
 */
public final class FakeLink implements MqttLink {
  /** Filters that were subscribed to. */
  public final List<String> subscriptions = new ArrayList<>();

  private final List<OutgoingMessage> received = new ArrayList<>();
  private final List<CompletableFuture<Void>> unacknowledged = new ArrayList<>();
  private Optional<LinkListener> listener = Optional.empty();
  private LinkState state = new LinkState.Connecting();
  private boolean acknowledging = true;
  private boolean refusing;
  private long connects;
  private long oversized;
  private Optional<Duration> closedWith = Optional.empty();

  /** Stops acknowledging, until {@link #acknowledgeAll}. */
  public void holdAcknowledgements() {
    acknowledging = false;
  }

  /** Acknowledges what was held back, and from now on everything at once. */
  public void acknowledgeAll() {
    acknowledging = true;
    List<CompletableFuture<Void>> held = List.copyOf(unacknowledged);
    unacknowledged.clear();
    held.forEach(future -> future.complete(null));
  }

  /** Acknowledges one message, counted from the oldest that has no acknowledgement. */
  public void acknowledge(int index) {
    unacknowledged.remove(index).complete(null);
  }

  /** How many messages have no acknowledgement yet. */
  public int unacknowledged() {
    return unacknowledged.size();
  }

  /** Takes no more messages, as if too many were on their way, or takes them again. */
  public void refuse(boolean refusing) {
    this.refusing = refusing;
  }

  /** The connection is made. */
  public void connect() {
    connects++;
    become(new LinkState.Connected(connects > 1));
  }

  /** The connection breaks, and all that was unacknowledged fails first. */
  public void lose() {
    List<CompletableFuture<Void>> lost = List.copyOf(unacknowledged);
    unacknowledged.clear();
    LinkException failure = new LinkException("the connection ended");
    lost.forEach(future -> future.completeExceptionally(failure));
    become(new LinkState.Disconnected("cut by the test", Duration.ofSeconds(1)));
  }

  /** A message comes from the broker. */
  public void deliver(String topic, byte[] payload, boolean retained) {
    listener.orElseThrow().onMessage(new IncomingMessage(topic, payload, retained));
  }

  private void become(LinkState state) {
    this.state = state;
    listener.ifPresent(told -> told.onState(state));
  }

  /** What reached the broker since the last call, in order. */
  public List<OutgoingMessage> received() {
    List<OutgoingMessage> now = List.copyOf(received);
    received.clear();
    return now;
  }

  /** Topics of what reached the broker since the last call, in order. */
  public List<String> topics() {
    return received().stream().map(OutgoingMessage::topic).toList();
  }

  /** With how much patience it was closed. */
  public Optional<Duration> closedWith() {
    return closedWith;
  }

  @Override
  public void open(LinkListener listener) {
    this.listener = Optional.of(listener);
  }

  @Override
  public CompletableFuture<Void> publish(OutgoingMessage message) {
    if (!(state instanceof LinkState.Connected)) {
      return CompletableFuture.failedFuture(new LinkException("not connected"));
    }
    if (refusing) {
      return CompletableFuture.failedFuture(new LinkException("too many messages on their way"));
    }
    received.add(message);
    CompletableFuture<Void> future = new CompletableFuture<>();
    if (acknowledging) {
      future.complete(null);
    } else {
      unacknowledged.add(future);
    }
    return future;
  }

  @Override
  public void subscribe(String filter) {
    subscriptions.add(filter);
  }

  @Override
  public LinkState state() {
    return state;
  }

  @Override
  public LinkCounters counters() {
    return new LinkCounters(connects, 0, connects > 0 ? 1 : 0, 0, Optional.empty(), oversized);
  }

  /** The broker sent something that a link does not take. */
  public void dropOversized() {
    oversized++;
  }

  @Override
  public void close(Duration patience) {
    closedWith = Optional.of(patience);
    become(new LinkState.Closed());
  }
}
