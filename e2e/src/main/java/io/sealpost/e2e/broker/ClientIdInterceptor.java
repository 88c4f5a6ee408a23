package io.sealpost.e2e.broker;

import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttSubscribeMessage;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTInterceptor;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;

/**
 * Drops a connection that asks for what a security manager never gets to see: the client id of
 * somebody else, or a shared subscription, which could name the queue of somebody else.
 */
final class ClientIdInterceptor implements MQTTInterceptor {
  private static final String SHARED = "$share/";

  private final Directory directory;

  ClientIdInterceptor(Directory directory) {
    this.directory = directory;
  }

  /** Returns false to have the connection dropped. */
  @Override
  public boolean intercept(MqttMessage packet, RemotingConnection connection) {
    if (packet instanceof MqttConnectMessage connect) {
      String name = connect.payload().userName();
      // An unknown user passes: the security manager refuses it with the proper return code.
      return name == null
          || directory
              .find(name)
              .map(user -> directory.mayConnectAs(user, connect.payload().clientIdentifier()))
              .orElse(true);
    }
    return !(packet instanceof MqttSubscribeMessage subscribe)
        || subscribe.payload().topicSubscriptions().stream()
            .noneMatch(subscription -> subscription.topicFilter().startsWith(SHARED));
  }
}
