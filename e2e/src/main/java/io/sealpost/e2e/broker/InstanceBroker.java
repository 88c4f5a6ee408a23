package io.sealpost.e2e.broker;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptor;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.spi.core.security.ActiveMQJAASSecurityManager;

/**
 * Artemis as an instance of it would run from the files of {@code sealpost-provision broker}:
 * {@code InstanceBroker FOLDER}, where {@code FOLDER/etc} has broker.xml and login.config. Prints
 * {@code broker ready on HOST:PORT} once it listens, and runs until a signal ends it.
 */
public final class InstanceBroker {
  private static final int USAGE = 64;

  /** The name in login.config. */
  private static final String DOMAIN = "sealpost";

  private InstanceBroker() {}

  /**
   * Runs until a signal ends it.
   *
   * @param arguments the instance's folder
   */
  public static void main(String[] arguments) throws Exception { // declared so by Artemis
    if (arguments.length != 1) {
      System.err.println("usage: InstanceBroker FOLDER");
      System.exit(USAGE);
    }
    Path instance = Path.of(arguments[0]).toRealPath();
    Path etc = instance.resolve("etc");
    // As the instance's own start script has them on the command line.
    System.setProperty("artemis.instance", instance.toString());
    System.setProperty("java.security.auth.login.config", etc.resolve("login.config").toString());
    EmbeddedActiveMQ broker = new EmbeddedActiveMQ();
    broker.setConfigResourcePath(etc.resolve("broker.xml").toUri().toString());
    broker.setSecurityManager(new ActiveMQJAASSecurityManager(DOMAIN));
    broker.start();
    NettyAcceptor acceptor =
        (NettyAcceptor) broker.getActiveMQServer().getRemotingService().getAcceptor("mqtts");
    System.out.println("broker ready on 127.0.0.1:" + acceptor.getActualPort());
    // Nobody ever counts this down: a signal ends the process.
    new CountDownLatch(1).await();
  }
}
