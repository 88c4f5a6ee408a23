package io.sealpost.mqtt.paho;

import io.sealpost.mqtt.BrokerUrl;
import io.sealpost.mqtt.net.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.IntConsumer;
import org.eclipse.paho.client.mqttv3.internal.NetworkModule;
import org.jspecify.annotations.Nullable;

/**
 * Gives Paho our connection instead of its own, which cannot be interrupted, refuses IPv6
 * addresses, and over WebSocket leaks the socket of each lost connection.
 */
final class WireModule implements NetworkModule {
  private final Wire wire;
  private final BrokerUrl url;
  private final OversizedMessages oversized;
  private final ConnectFirst order = new ConnectFirst();

  // connection: set by the link's thread, read by the one of Paho's that ends the connection
  private volatile boolean polite;

  // connection: written once, before Paho's connecting thread is started
  private volatile IntConsumer progress = bytes -> {};

  // connection: written by Paho's connecting thread
  private volatile @Nullable Thread connecting;

  WireModule(Wire wire, BrokerUrl url, OversizedMessages oversized) {
    this.wire = wire;
    this.url = url;
    this.oversized = oversized;
  }

  /** Tells somebody of bytes that Paho does not see. */
  void reportProgress(IntConsumer listener) {
    progress = listener;
  }

  /** Whether Paho began to connect and came to the end of it, well or badly. */
  boolean isStartOver() {
    Thread thread = connecting;
    return thread != null && !thread.isAlive();
  }

  /** The next stop is ours and in order, so it may take the time to say goodbye. */
  void bePolite() {
    polite = true;
  }

  @Override
  public void start() throws IOException {
    connecting = Thread.currentThread();
    wire.open();
  }

  @Override
  public InputStream getInputStream() {
    return order.reading(new PacketLimit(wire.input(), progress, oversized));
  }

  @Override
  public OutputStream getOutputStream() {
    return order.writing(wire.output());
  }

  @Override
  public void stop() {
    if (polite) {
      wire.close();
    } else {
      wire.abort();
    }
    order.release();
  }

  @Override
  public String getServerURI() {
    return url.toString();
  }
}
