package io.sealpost.station.link;

import io.sealpost.mqtt.LinkException;
import io.sealpost.mqtt.LinkOptions;
import io.sealpost.mqtt.MqttLink;

/** Makes links to brokers. */
@FunctionalInterface
public interface Links {
  /**
   * Makes one, not connected yet.
   *
   * @throws LinkException if the options cannot work
   */
  MqttLink create(LinkOptions options) throws LinkException;
}
