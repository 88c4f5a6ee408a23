package io.sealpost.e2e.broker;

import io.sealpost.e2e.broker.config.BrokerUser;
import io.sealpost.protocol.Channel;
import io.sealpost.protocol.DeviceId;
import io.sealpost.protocol.TopicTree;

/** Who may write and read which topic. */
final class AccessRules {
  private final String base;
  private final TopicTree topics;

  /**
   * @param base first part of every topic
   */
  AccessRules(String base) {
    this.base = base + "/";
    this.topics = new TopicTree(base);
  }

  /**
   * Whether {@code user} may publish there.
   *
   * @param topic without wildcards
   */
  boolean mayPublish(BrokerUser user, String topic) {
    return switch (user.role()) {
      case DEVICE -> topic.startsWith(base + user.name() + "/") && !topic.equals(controlOf(user));
      case STATION ->
          topics.parse(topic).map(t -> t.channel() == Channel.Fixed.CONTROL).orElse(false);
    };
  }

  /**
   * Whether {@code user} may subscribe to that.
   *
   * @param filter of MQTT 3.1.1 section 4.7
   */
  boolean maySubscribe(BrokerUser user, String filter) {
    return switch (user.role()) {
      case DEVICE -> filter.equals(controlOf(user));
      case STATION -> filter.startsWith(base);
    };
  }

  private String controlOf(BrokerUser user) {
    return topics.topic(new DeviceId(user.name()), Channel.Fixed.CONTROL);
  }
}
