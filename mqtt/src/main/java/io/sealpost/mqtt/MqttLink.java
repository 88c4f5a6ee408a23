package io.sealpost.mqtt;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * A connection to a broker that comes back by itself: MQTT 3.1.1, QoS 1 both ways, with a session
 * that the broker keeps unless {@link LinkOptions#keptSession} says otherwise. Safe for use by
 * several threads.
 */
public interface MqttLink extends AutoCloseable {
  /**
   * Starts connecting and returns at once; called once.
   *
   * @param listener told of states and messages, on one thread of the link's own
   * @throws IllegalStateException if called twice, or after {@link #close(Duration)}
   */
  void open(LinkListener listener);

  /**
   * Publishes with QoS 1.
   *
   * @return completes when the broker acknowledged it; completes exceptionally with a {@link
   *     LinkException} when the connection ended first or there is none, and then the message may
   *     or may not have reached the broker: the caller publishes it again after the next {@link
   *     LinkState.Connected}. Completes on one of the link's threads, which must not be made to
   *     wait; exceptionally on the listener's, before the listener hears of the end of the
   *     connection; at once when there is no connection, or 1,000 messages are in flight already
   */
  CompletableFuture<Void> publish(OutgoingMessage message);

  /**
   * Subscribes with QoS 1, now if connected and again after every connect.
   *
   * @param filter a topic filter of MQTT 3.1.1 section 4.7; one that the broker refuses ends the
   *     connection, with the filter in the reason
   * @throws IllegalArgumentException if it is not a topic filter
   */
  void subscribe(String filter);

  /**
   * How the connection is at this moment; {@link LinkState.Disconnected} before it is opened. The
   * listener may hear of it a little later.
   */
  LinkState state();

  /** Counters since the link was made. */
  LinkCounters counters();

  /**
   * Disconnects in order, so that the broker does not publish the will, waiting for
   * acknowledgements of what is in flight. Whatever is unacknowledged then completes exceptionally;
   * {@link LinkState.Closed} is the last that the listener hears. Takes a second or two longer than
   * {@code patience} when the network or the listener is stuck. Does nothing when closed already.
   * Not for a completion of {@link #publish}: it would wait for the thread that it is called on.
   *
   * @param patience at most this long, 0 or more
   */
  void close(Duration patience);

  /** Closes without waiting for acknowledgements. */
  @Override
  default void close() {
    close(Duration.ZERO);
  }
}
