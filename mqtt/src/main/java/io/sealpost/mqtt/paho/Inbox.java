package io.sealpost.mqtt.paho;

import io.sealpost.mqtt.IncomingMessage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.MqttCallback;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.tinylog.Logger;

/**
 * Takes messages from Paho to the event thread, and acknowledges each after its event, or leaves
 * that to whoever got it. Holds Paho, and so the broker, back when a thousand of them wait for
 * their event, or a mebibyte.
 */
final class Inbox implements MqttCallback {
  private static final int MOST_WAITING = 1_000;
  private static final int MOST_BYTES = 1024 * 1024;

  private final PahoClient client;
  private final LinkThreads threads;
  private final boolean acknowledgedByHand;
  private final Consumer<IncomingMessage> arrived;
  private final Consumer<Throwable> lost;
  private final InboxRoom room = new InboxRoom(MOST_WAITING, MOST_BYTES);

  /**
   * @param acknowledgedByHand whether a message is acknowledged by its own means only
   * @param arrived called on the event thread
   * @param lost told why the connection ended, on whatever thread noticed
   */
  Inbox(
      PahoClient client,
      LinkThreads threads,
      boolean acknowledgedByHand,
      Consumer<IncomingMessage> arrived,
      Consumer<Throwable> lost) {
    this.client = client;
    this.threads = threads;
    this.acknowledgedByHand = acknowledgedByHand;
    this.arrived = arrived;
    this.lost = lost;
  }

  /** Lets go of a thread of Paho's that waits for room. */
  void close() {
    room.close();
  }

  @Override
  public void connectionLost(Throwable cause) {
    lost.accept(cause);
  }

  @Override
  public void messageArrived(String topic, MqttMessage message) {
    // what came after the end is not acknowledged, so the broker keeps it
    if (room.enter(message.getPayload().length)) {
      threads.event(() -> handle(topic, message));
    }
  }

  @Override
  public void deliveryComplete(IMqttDeliveryToken token) {
    // each publish has a listener of its own
  }

  private void handle(String topic, MqttMessage message) {
    boolean discarded = topic.equals(PacketLimit.DISCARDED);
    boolean byHand = acknowledgedByHand && !discarded;
    try {
      if (!discarded) {
        arrived.accept(
            new IncomingMessage(
                topic,
                message.getPayload(),
                message.isRetained(),
                byHand ? acknowledgement(topic, message.getId(), message.getQos()) : () -> {}));
      }
    } finally {
      room.leave(message.getPayload().length);
      if (!byHand) {
        acknowledge(topic, message.getId(), message.getQos());
      }
    }
  }

  // Has to do with this connection only: after its end, the broker may have given the identifier to
  // another message, and sends this one again in any case.
  private Runnable acknowledgement(String topic, int id, int qos) {
    AtomicBoolean done = new AtomicBoolean();
    return () -> {
      if (done.compareAndSet(false, true)) {
        acknowledge(topic, id, qos);
      }
    };
  }

  private void acknowledge(String topic, int id, int qos) {
    try {
      client.messageArrivedComplete(id, qos);
    } catch (MqttException e) {
      Logger.debug(e, "too late to acknowledge a message on '{}': it will come again", topic);
    }
  }
}
