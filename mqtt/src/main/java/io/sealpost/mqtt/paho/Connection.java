package io.sealpost.mqtt.paho;

import io.sealpost.mqtt.Fault;
import io.sealpost.mqtt.IncomingMessage;
import io.sealpost.mqtt.OutgoingMessage;
import io.sealpost.mqtt.tls.TlsClient;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.eclipse.paho.client.mqttv3.MqttException;

/**
 * One connection, from the first packet to its end; tells its owner on the deciding thread. Called
 * on that thread, but for {@link #publish} and {@link #awaitAcknowledgements}.
 */
interface Connection {
  /** Who has a connection; called on the deciding thread. */
  interface Owner {
    /** The broker accepted the connection. */
    void greeted(Connection from);

    /** The broker granted all that was subscribed to. */
    void subscribed(Connection from);

    /** It is over; called once. */
    void ended(Connection from, Fault fault);

    /** Called on the event thread; the message is acknowledged afterwards, or by hand. */
    void arrived(IncomingMessage message);
  }

  /** Makes connections. */
  @FunctionalInterface
  interface Maker {
    /**
     * One that is not started yet.
     *
     * @param key that is shown to the broker, if there is TLS
     * @throws MqttException if Paho does not take our options
     */
    Connection make(Optional<TlsClient.Attempt> key, LinkThreads threads, Owner owner)
        throws MqttException;
  }

  /** Starts connecting; called once. */
  void start();

  /** Subscribes; the owner hears of it when nothing is left to be granted. */
  void subscribe(List<String> filters);

  /** Publishes; see {@link io.sealpost.mqtt.MqttLink#publish}. From any thread. */
  CompletableFuture<Void> publish(OutgoingMessage message);

  /**
   * Sends a DISCONNECT, so that the broker does not publish the will, and closes.
   *
   * @param done called on any thread, also more than once; perhaps never, if the connection breaks
   *     meanwhile
   */
  void disconnect(Runnable done);

  /** Closes at once; whatever is unacknowledged fails, on the event thread. */
  void abort();

  /** Ends it because it took too long to be of use. */
  void endTooLate();

  /** Waits until all is acknowledged or the connection has ended. */
  void awaitAcknowledgements(Duration patience) throws InterruptedException;

  /**
   * Tells our key what became of it; called once, after the end.
   *
   * @return whether there is another key that is worth an attempt at once
   */
  boolean settleKey(Fault fault);

  /** Whether the broker accepted the connection. */
  boolean isGreeted();

  /** Whether the broker still had the session of an earlier connection. */
  boolean isSessionPresent();
}
