package io.sealpost.mqtt.paho;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttToken;
import org.eclipse.paho.client.mqttv3.TimerPingSender;
import org.eclipse.paho.client.mqttv3.internal.NetworkModule;
import org.eclipse.paho.client.mqttv3.internal.Token;
import org.eclipse.paho.client.mqttv3.internal.wire.MqttDisconnect;
import org.eclipse.paho.client.mqttv3.logging.LoggerFactory;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;

/**
 * Paho's client on a connection of ours. For one connection only: a new one knows nothing of what
 * the one before had in flight, so that only the caller publishes again.
 */
final class PahoClient extends MqttAsyncClient {
  /** Paho insists on one that it could connect to; nothing ever does. */
  private static final String UNUSED_URL = "tcp://unused";

  static {
    // Paho prints to standard error what it tells us as well.
    LoggerFactory.setLogger(SilentLogger.class.getName());
  }

  private final NetworkModule module;

  /**
   * @param timer for what Paho would find out late; see {@link PromptThreads}
   */
  PahoClient(NetworkModule module, String clientId, ScheduledExecutorService timer)
      throws MqttException {
    super(
        UNUSED_URL,
        clientId,
        new MemoryPersistence(),
        new TimerPingSender(),
        new PromptThreads(timer));
    this.module = module;
  }

  @Override
  protected NetworkModule[] createNetworkModules(String address, MqttConnectOptions options) {
    return new NetworkModule[] {module};
  }

  /** Makes Paho's sending thread look whether it is to stop; see {@link WindingUp}. */
  void wakeSender() {
    comms.getClientState().notifyQueueLock();
  }

  /** Tells Paho that the broker is alive, though nothing of what it sent came out of the module. */
  void received(int bytes) {
    comms.getClientState().notifyReceivedBytes(bytes);
  }

  /**
   * Sends a DISCONNECT and closes. In place of {@link #disconnect()}, whose thread waits for ever
   * if the connection breaks at the same moment.
   */
  void sayGoodbye(Outcome outcome) throws MqttException {
    MqttToken token = new MqttToken(getClientId());
    token.internalTok = new Goodbye(getClientId());
    token.setActionCallback(outcome);
    comms.disconnect(new MqttDisconnect(), 0, token);
  }

  /** What Paho waits for before it closes. */
  private static final class Goodbye extends Token {
    private static final long PATIENCE_MILLIS = 1_000;

    private final CountDownLatch sent = new CountDownLatch(1);

    Goodbye(String clientId) {
      super(clientId);
    }

    @Override
    protected void notifySent() {
      super.notifySent();
      sent.countDown();
    }

    @Override
    public void waitUntilSent() {
      try {
        if (!sent.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
          org.tinylog.Logger.debug("the connection broke before it was told goodbye");
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
