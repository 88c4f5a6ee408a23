package io.sealpost.station.revocation;

import io.sealpost.mqtt.IncomingMessage;
import io.sealpost.mqtt.OutgoingMessage;
import io.sealpost.protocol.Channel;
import io.sealpost.protocol.DeviceId;
import io.sealpost.protocol.DeviceStatus;
import io.sealpost.protocol.TopicTree;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Clears what the broker keeps of a device, and again when it comes back: the will of a connection
 * that ends now, or the hello of a device that is connected still. Told what comes, it says what to
 * publish. For one thread.
 */
public final class RetainedSweep {
  /** A device that goes on publishing is not fought forever. */
  static final int MOST_PER_TOPIC = 16;

  private final TopicTree tree;
  private final DeviceId device;
  private final List<String> topics;
  private final String statusTopic;
  private final List<String> clearings = new ArrayList<>();
  private final Set<String> seenEmpty = new HashSet<>();
  private Optional<DeviceStatus> status = Optional.empty();
  private boolean alive;

  /**
   * @param tree of the site
   * @param device whose messages are cleared
   */
  public RetainedSweep(TopicTree tree, DeviceId device) {
    this.tree = tree;
    this.device = device;
    statusTopic = tree.topic(device, Channel.Fixed.STATUS);
    topics = List.of(tree.topic(device, Channel.Fixed.HELLO), statusTopic);
  }

  /** What to subscribe to: whatever it publishes shows that it can. */
  public List<String> filters() {
    return List.of(tree.ofDevice(device));
  }

  /** What to publish once connected. */
  public List<OutgoingMessage> begin() {
    List<OutgoingMessage> messages = new ArrayList<>();
    topics.forEach(topic -> messages.add(clearing(topic)));
    return messages;
  }

  /** A message came; returns what to publish. */
  public List<OutgoingMessage> arrived(IncomingMessage message) {
    String topic = message.topic();
    if (!topics.contains(topic)) {
      alive |= !message.retained() && isItsOwn(topic);
      return List.of();
    }
    if (message.payload().length == 0) {
      seenEmpty.add(topic);
      return List.of();
    }
    learn(message);
    if (message.retained()) {
      // It was there before; the clearing is on its way.
      return List.of();
    }
    seenEmpty.remove(topic);
    long before = clearings.stream().filter(topic::equals).count();
    return before < MOST_PER_TOPIC ? List.of(clearing(topic)) : List.of();
  }

  /** Commands are not of the device. */
  private boolean isItsOwn(String topic) {
    return tree.parse(topic)
        .filter(parsed -> parsed.device().equals(device))
        .filter(parsed -> parsed.channel() != Channel.Fixed.CONTROL)
        .isPresent();
  }

  private void learn(IncomingMessage message) {
    if (!message.topic().equals(statusTopic)) {
      alive |= !message.retained();
      return;
    }
    Optional<DeviceStatus> said = DeviceStatus.parse(message.payload());
    status = said.isPresent() ? said : status;
    if (!message.retained()) {
      alive = said.filter(DeviceStatus.OFFLINE::equals).isEmpty();
    }
  }

  private OutgoingMessage clearing(String topic) {
    clearings.add(topic);
    return new OutgoingMessage(topic, new byte[0], true);
  }

  /**
   * Whether the broker has taken the clearing of every topic: it sends it back to all who listen,
   * and does not where an access list forbids it, although it acknowledges it.
   */
  public boolean isClear() {
    return seenEmpty.containsAll(topics);
  }

  /** Whether the device was seen publishing. */
  public boolean isOnline() {
    return alive;
  }

  /**
   * Whether its status said last that it is connected. That may be from before: some brokers end a
   * connection whose password is gone and publish no will.
   */
  public boolean wasOnline() {
    return status.filter(said -> said != DeviceStatus.OFFLINE).isPresent();
  }
}
