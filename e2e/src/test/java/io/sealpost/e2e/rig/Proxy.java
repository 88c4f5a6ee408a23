package io.sealpost.e2e.rig;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/** A TCP proxy on 127.0.0.1 that records what runs through it. Safe for use by several threads. */
public final class Proxy implements AutoCloseable {
  private final ServerSocket server;
  private final int brokerPort;
  private final AtomicInteger refused = new AtomicInteger();
  private final Growing<Wiretap> taps = new Growing<>("connections");

  private Proxy(ServerSocket server, int brokerPort) {
    this.server = server;
    this.brokerPort = brokerPort;
  }

  /** Starts it on a free port. */
  public static Proxy to(int brokerPort) throws IOException {
    Proxy proxy = new Proxy(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), brokerPort);
    Thread thread = new Thread(proxy::accept, "proxy");
    thread.setDaemon(true);
    thread.start();
    return proxy;
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        taps.add(Wiretap.splice(server.accept(), brokerPort));
      } catch (IOException e) {
        // Either the proxy was closed, or the client finds its socket closed as there is no broker.
        refused.incrementAndGet();
      }
    }
  }

  /** Where it listens. */
  public int port() {
    return server.getLocalPort();
  }

  /** All connections so far, the oldest first. */
  public Growing<Wiretap> connections() {
    return taps;
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Wiretap tap : taps.all()) {
      tap.reset();
    }
  }
}
