package io.sealpost.e2e.broker;

import io.sealpost.e2e.broker.config.BrokerConfigException;
import io.sealpost.e2e.broker.config.BrokerSettings;
import java.io.IOException;
import java.nio.file.Files;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptor;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.impl.ActiveMQServerImpl;
import org.apache.activemq.artemis.spi.core.remoting.Acceptor;

/** Artemis inside this process, listening from construction until it is closed. */
public final class EmbeddedBroker implements AutoCloseable {
  private final ActiveMQServer server;
  private final String host;
  private final int port;

  private EmbeddedBroker(ActiveMQServer server, String host, int port) {
    this.server = server;
    this.host = host;
    this.port = port;
  }

  /**
   * Starts it and waits until it listens.
   *
   * @throws BrokerConfigException if it cannot listen as the settings say, or cannot open its store
   */
  public static EmbeddedBroker start(BrokerSettings settings) throws BrokerConfigException {
    if (!Files.isReadable(settings.keystore())) {
      throw new BrokerConfigException(
          "keystore " + settings.keystore() + " cannot be read; make it or name another");
    }
    Configuration configuration = BrokerConfiguration.of(settings);
    Directory directory = new Directory(settings.users());
    ActiveMQServer server =
        new ActiveMQServerImpl(
            configuration, new TopicSecurity(directory, new AccessRules(settings.base())));
    return new EmbeddedBroker(server, settings.host(), listen(server, settings, directory));
  }

  private static int listen(ActiveMQServer server, BrokerSettings settings, Directory directory)
      throws BrokerConfigException {
    try {
      server.start();
      server.getRemotingService().addIncomingInterceptor(new ClientIdInterceptor(directory));
      Acceptor acceptor = server.getRemotingService().getAcceptor(BrokerConfiguration.LISTENER);
      acceptor.start();
      return ((NettyAcceptor) acceptor).getActualPort();
    } catch (Exception e) { // declared so by Artemis
      throw new BrokerConfigException(
          "cannot listen on "
              + settings.host()
              + ":"
              + settings.port()
              + " with the key store "
              + settings.keystore()
              + " and the data in "
              + settings.data()
              + ": "
              + e,
          e);
    }
  }

  /** The address it listens on. */
  public String host() {
    return host;
  }

  /** The port it listens on, 1 to 65535. */
  public int port() {
    return port;
  }

  /** Drops all connections and closes the store; what waits in sessions stays on disk. */
  @Override
  public void close() throws IOException {
    try {
      server.stop();
    } catch (Exception e) { // declared so by Artemis
      throw new IOException("the broker did not stop in order: " + e, e);
    }
  }
}
