package io.sealpost.device.uplink;

import io.sealpost.device.clock.Moment;
import io.sealpost.device.journal.Journal;
import io.sealpost.device.journal.MemoryJournal;
import io.sealpost.device.journal.Publisher;
import io.sealpost.device.journal.PublisherBudget;
import io.sealpost.device.loop.Inbox;
import io.sealpost.mqtt.MqttLink;
import io.sealpost.mqtt.OutgoingMessage;
import io.sealpost.protocol.Channel;
import io.sealpost.protocol.DeviceId;
import io.sealpost.protocol.TopicTree;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.tinylog.Logger;

/**
 * Everything that leaves the device. Readings wait in two journals for the broker, so that what is
 * urgent does not wait behind a week's temperatures; answers have a small one of their own, in
 * memory; what is said of the present moment waits for nothing. Owned by the agent's thread.
 */
public final class Outbox {
  private static final int URGENT_WINDOW = 8;
  private static final int ANSWERS_WINDOW = 4;

  // The station asks again when it hears nothing, so that a burst may push out old answers.
  private static final int MAX_ANSWERS = 64;
  private static final long MAX_ANSWER_BYTES = 256 * 1024;

  private final Route route;
  private final Lanes lanes;
  private final Journal answers = new MemoryJournal(MAX_ANSWERS, MAX_ANSWER_BYTES);
  private final PublisherBudget budget;
  private final Publisher answersPublisher;
  private final Publisher urgentPublisher;
  private final Publisher readingsPublisher;

  /** In the order in which they are served. */
  private final List<Publisher> publishers;

  /**
   * Where messages go.
   *
   * @param link to the broker
   * @param topics of the site
   * @param device on the wire
   * @param inbox hears of acknowledgements
   */
  public record Route(MqttLink link, TopicTree topics, DeviceId device, Inbox inbox) {
    private CompletableFuture<Void> publish(Channel channel, byte[] payload, boolean retained) {
      return link.publish(new OutgoingMessage(topics.topic(device, channel), payload, retained));
    }
  }

  /**
   * @param lanes closed by the caller
   * @param window most readings that may be unacknowledged at one time, 1 or more
   * @param backlogRate most messages a second of what was kept when a connection is made
   */
  public Outbox(Route route, Lanes lanes, int window, int backlogRate) {
    this.route = route;
    this.lanes = lanes;
    this.budget = new PublisherBudget(backlogRate, window);
    this.answersPublisher = new Publisher(answers, ANSWERS_WINDOW, budget, this::send);
    this.urgentPublisher = new Publisher(lanes.urgent(), URGENT_WINDOW, budget, this::send);
    this.readingsPublisher = new Publisher(lanes.readings(), window, budget, this::send);
    this.publishers = List.of(answersPublisher, urgentPublisher, readingsPublisher);
  }

  /** A connection stands: sends what is kept. */
  public void connected(Moment now) {
    budget.fill(now.nanos());
    // Answers are few and bounded: they count as of the present.
    answersPublisher.connected(0, now.nanos());
    urgentPublisher.connected(lanes.urgent().stats(now).messages(), now.nanos());
    readingsPublisher.connected(lanes.readings().stats(now).messages(), now.nanos());
  }

  /** No connection. */
  public void disconnected() {
    publishers.forEach(Publisher::disconnected);
  }

  /** Keeps sealed readings until the broker has them. */
  public void keep(Lane lane, Channel channel, Seal.Sealed sealed, Moment now) {
    lanes.of(lane).append(channel, sealed.counter(), sealed.bytes(), now);
    (lane == Lane.URGENT ? urgentPublisher : readingsPublisher).pump(now.nanos());
  }

  /** Keeps a sealed answer until the broker has it. */
  public void answer(Seal.Sealed sealed, Moment now) {
    answers.append(Channel.Fixed.ACK, sealed.counter(), sealed.bytes(), now);
    answersPublisher.pump(now.nanos());
  }

  /**
   * Says something of the present moment, retained by the broker; not kept, because there will be
   * something newer to say.
   *
   * @param notSaid told, on the agent's thread, if the broker may not have it
   */
  public void say(Channel channel, byte[] payload, Runnable notSaid) {
    CompletableFuture<Void> unused =
        route
            .publish(channel, payload, true)
            .whenComplete(
                (nothing, failure) -> {
                  if (failure != null) {
                    Logger.debug("{} not said: {}", channel.path(), failure.getMessage());
                    route.inbox().post(now -> notSaid.run());
                  }
                });
  }

  /** Does what is due. */
  public void tick(Moment now) {
    lanes.urgent().tick(now);
    lanes.readings().tick(now);
    for (Publisher publisher : publishers) {
      publisher.tick(now.nanos());
    }
  }

  /** When something is due; {@link Long#MAX_VALUE} if nothing is. */
  public long nextDue() {
    long soonest = Math.min(nanos(lanes.urgent().nextDue()), nanos(lanes.readings().nextDue()));
    for (Publisher publisher : publishers) {
      soonest = Math.min(soonest, publisher.nextDue());
    }
    return soonest;
  }

  private static long nanos(Optional<Duration> uptime) {
    return uptime.isPresent() ? uptime.get().toNanos() : Long.MAX_VALUE;
  }

  /**
   * Gives up all readings that are kept, those on their way to the broker as well: its
   * acknowledgements mean nothing then. Answers are kept, and what waits in batches is not sealed
   * yet.
   */
  public Journal.Forgotten forget(Moment now) {
    return lanes.forget(now);
  }

  /** Whether the broker has everything that was kept. */
  public boolean isDone() {
    return publishers.stream().allMatch(Publisher::isDone);
  }

  /** How full the journals of readings are. */
  public Journal.Stats stats(Moment now) {
    return lanes.stats(now);
  }

  private void send(Journal.Entry entry, long run, Publisher publisher) {
    CompletableFuture<Void> unused =
        route
            .publish(entry.channel(), entry.sealed(), false)
            .whenComplete(
                (nothing, failure) ->
                    route
                        .inbox()
                        .post(
                            now -> {
                              // So that a token that has just come back is not for the others.
                              urgentPublisher.tick(now);
                              if (failure == null) {
                                publisher.acknowledged(entry.id(), now);
                              } else {
                                publisher.refused(run, now);
                              }
                            }));
  }
}
