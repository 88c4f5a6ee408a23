package io.sealpost.device.uplink;

import io.sealpost.device.journal.Journal;
import io.sealpost.device.journal.MemoryJournal;
import io.sealpost.device.journal.Publisher;
import io.sealpost.device.loop.Inbox;
import io.sealpost.mqtt.MqttLink;
import io.sealpost.mqtt.OutgoingMessage;
import io.sealpost.protocol.Channel;
import io.sealpost.protocol.DeviceId;
import io.sealpost.protocol.TopicTree;
import java.util.concurrent.CompletableFuture;
import org.tinylog.Logger;

/**
 * Everything that leaves the device. Readings wait in the journal for the broker; answers have a
 * small one of their own, so that an answer does not wait behind a day's readings; what is said of
 * the present moment waits for nothing. Owned by the agent's thread.
 */
public final class Outbox {
  /** Unacknowledged readings at one time: enough to fill a slow link, few to send again. */
  private static final int READINGS_WINDOW = 16;

  private static final int ANSWERS_WINDOW = 4;

  // The station asks again when it hears nothing, so that a burst may push out old answers.
  private static final int MAX_ANSWERS = 64;
  private static final long MAX_ANSWER_BYTES = 256 * 1024;

  private final MqttLink link;
  private final TopicTree topics;
  private final DeviceId device;
  private final Inbox inbox;
  private final Journal readings;
  private final Publisher readingsPublisher;
  private final Journal answers = new MemoryJournal(MAX_ANSWERS, MAX_ANSWER_BYTES);
  private final Publisher answersPublisher;

  /**
   * @param inbox hears of acknowledgements
   * @param readings closed by the caller
   */
  public Outbox(MqttLink link, TopicTree topics, DeviceId device, Inbox inbox, Journal readings) {
    this.link = link;
    this.topics = topics;
    this.device = device;
    this.inbox = inbox;
    this.readings = readings;
    this.readingsPublisher = new Publisher(readings, READINGS_WINDOW, this::send);
    this.answersPublisher = new Publisher(answers, ANSWERS_WINDOW, this::send);
  }

  /** A connection stands: sends what is kept. */
  public void connected() {
    answersPublisher.connected();
    readingsPublisher.connected();
  }

  /** No connection. */
  public void disconnected() {
    answersPublisher.disconnected();
    readingsPublisher.disconnected();
  }

  /** Keeps a sealed reading until the broker has it. */
  public void reading(Channel channel, byte[] sealed) {
    readings.append(channel, sealed);
    readingsPublisher.pump();
  }

  /** Keeps a sealed answer until the broker has it. */
  public void answer(byte[] sealed) {
    answers.append(Channel.Fixed.ACK, sealed);
    answersPublisher.pump();
  }

  /**
   * Says something of the present moment, retained by the broker; forgotten if the connection ends,
   * because after the next connect there is something newer to say.
   */
  public void say(Channel channel, byte[] payload) {
    OutgoingMessage message = new OutgoingMessage(topics.topic(device, channel), payload, true);
    CompletableFuture<Void> unused =
        link.publish(message)
            .whenComplete(
                (nothing, failure) -> {
                  if (failure != null) {
                    Logger.debug("{} not said: {}", channel.path(), failure.getMessage());
                  }
                });
  }

  /** Does what is due. */
  public void tick(long now) {
    answersPublisher.tick(now);
    readingsPublisher.tick(now);
  }

  /** When something is due; {@link Long#MAX_VALUE} if nothing is. */
  public long nextDue() {
    return Math.min(answersPublisher.nextDue(), readingsPublisher.nextDue());
  }

  /** Whether the broker has everything that was kept. */
  public boolean isDone() {
    return answersPublisher.isDone() && readingsPublisher.isDone();
  }

  /** How full the journal of readings is. */
  public Journal.Stats stats() {
    return readings.stats();
  }

  private void send(Journal.Entry entry, long run, Publisher publisher) {
    CompletableFuture<Void> unused =
        link.publish(
                new OutgoingMessage(topics.topic(device, entry.channel()), entry.sealed(), false))
            .whenComplete(
                (nothing, failure) ->
                    inbox.post(
                        now -> {
                          if (failure == null) {
                            publisher.acknowledged(entry.id());
                          } else {
                            publisher.refused(run, now);
                          }
                        }));
  }
}
