package io.sealpost.mqtt.paho;

import io.sealpost.mqtt.IncomingMessage;
import io.sealpost.mqtt.LinkListener;
import io.sealpost.mqtt.LinkState;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a link's callers and its deciding thread show each other at once, without waiting for each
 * other. Each side only reads what the other one writes. Safe for use by several threads.
 */
final class LinkBoard {
  private final LinkThreads threads;

  // process lifetime: the caller's threads write them
  private volatile Optional<LinkListener> listener = Optional.empty();
  private volatile boolean closing;

  // connection: the deciding thread writes them
  private volatile LinkState state = new LinkState.Disconnected("not opened", Duration.ZERO);
  private volatile @Nullable Connection connection;

  // process lifetime: the event thread, after the last event
  private final CountDownLatch closed = new CountDownLatch(1);

  /**
   * @param threads of which the one for events calls the listener
   */
  LinkBoard(LinkThreads threads) {
    this.threads = threads;
  }

  // what callers say

  /** Who is told of states and messages; before there are any. */
  void listen(LinkListener told) {
    listener = Optional.of(told);
  }

  /** The link will be closed, and is not to connect any more. */
  void willClose() {
    closing = true;
  }

  /** Whether it will be closed, or is. */
  boolean isClosing() {
    return closing;
  }

  /**
   * Waits until the listener has heard that the link is closed.
   *
   * @param patience at most this long
   */
  void awaitClosed(Duration patience) throws InterruptedException {
    closed.await(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  // what the deciding thread says

  /** Says how the connection is, to those who ask and to the listener. */
  void announce(LinkState next) {
    state = next;
    threads.event(() -> listener.ifPresent(told -> told.onState(next)));
  }

  /** Says that the link is closed, which is the last that it says. */
  void announceClosed() {
    announce(new LinkState.Closed());
    threads.event(closed::countDown);
  }

  /** There is a connection that is not greeted yet, or none any more. */
  void use(@Nullable Connection next) {
    connection = next;
  }

  /** How the connection is. */
  LinkState state() {
    return state;
  }

  /** The one that is made or used now. */
  @Nullable Connection connection() {
    return connection;
  }

  // what the event thread says

  /** Hands a message to the listener. */
  void deliver(IncomingMessage message) {
    listener.ifPresent(told -> told.onMessage(message));
  }
}
