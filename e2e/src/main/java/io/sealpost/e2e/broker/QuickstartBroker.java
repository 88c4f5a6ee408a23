package io.sealpost.e2e.broker;

import io.sealpost.crypto.SecretFileException;
import io.sealpost.e2e.broker.config.BrokerConfigException;
import io.sealpost.e2e.broker.config.BrokerFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/**
 * Runs an {@link EmbeddedBroker} until SIGTERM or SIGINT: {@code QuickstartBroker --config FILE}.
 *
 * <p>Prints {@code broker ready on HOST:PORT} on standard output once it listens. Exit codes: 64
 * usage, 78 configuration.
 */
public final class QuickstartBroker {
  private static final int USAGE = 64;
  private static final int CONFIGURATION = 78;

  private QuickstartBroker() {}

  /**
   * Runs until a signal ends it.
   *
   * @param arguments {@code --config FILE}
   */
  public static void main(String[] arguments) throws InterruptedException {
    if (arguments.length != 2 || !arguments[0].equals("--config")) {
      System.err.println("usage: QuickstartBroker --config FILE");
      System.exit(USAGE);
    }
    try {
      run(Path.of(arguments[1]));
    } catch (BrokerConfigException | SecretFileException e) {
      System.err.println("broker: " + e.getMessage());
      System.exit(CONFIGURATION);
    }
  }

  private static void run(Path config)
      throws BrokerConfigException, SecretFileException, InterruptedException {
    EmbeddedBroker broker = EmbeddedBroker.start(BrokerFile.read(config));
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(broker), "stop"));
    System.out.println("broker ready on " + broker.host() + ":" + broker.port());
    // Nobody ever counts this down: a signal ends the process.
    new CountDownLatch(1).await();
  }

  private static void stop(EmbeddedBroker broker) {
    try {
      broker.close();
    } catch (IOException e) {
      System.err.println("broker: " + e.getMessage());
    }
  }
}
