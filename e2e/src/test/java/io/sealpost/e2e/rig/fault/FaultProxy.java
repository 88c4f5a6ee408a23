package io.sealpost.e2e.rig.fault;

import io.sealpost.e2e.rig.Until;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A TCP proxy on 127.0.0.1 between one client and its broker, whose connections can be given
 * faults. Safe for use by several threads.
 */
public final class FaultProxy implements AutoCloseable {
  private final ServerSocket server;
  private final int brokerPort;
  private final List<FaultyWire> wires = new CopyOnWriteArrayList<>();
  private final AtomicInteger accepted = new AtomicInteger();
  private final AtomicInteger failures = new AtomicInteger();

  // Written by the test, read by the accepting thread.
  private volatile boolean reachable = true;

  // Written by the test, read by the copying threads.
  private volatile boolean held;

  private FaultProxy(ServerSocket server, int brokerPort) {
    this.server = server;
    this.brokerPort = brokerPort;
  }

  /** Starts it on a free port. */
  public static FaultProxy to(int brokerPort) throws IOException {
    FaultProxy proxy =
        new FaultProxy(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), brokerPort);
    Thread thread = new Thread(proxy::accept, "fault proxy");
    thread.setDaemon(true);
    thread.start();
    return proxy;
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        connect(server.accept());
      } catch (IOException e) {
        // The proxy was closed, or the client gave up already: the next accept shows which.
        failures.incrementAndGet();
      }
    }
  }

  private void connect(Socket client) throws IOException {
    accepted.incrementAndGet();
    Socket broker = new Socket();
    try {
      if (!reachable) {
        throw new IOException("not reachable for now");
      }
      broker.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), brokerPort));
      wires.add(FaultyWire.splice(client, broker, () -> held));
    } catch (IOException e) {
      broker.close();
      client.setOption(StandardSocketOptions.SO_LINGER, 0);
      client.close();
    }
  }

  /** Where it listens. */
  public int port() {
    return server.getLocalPort();
  }

  /** How many connections the client has tried. */
  public int attempts() {
    return accepted.get();
  }

  /**
   * Makes the broker reachable, or resets all connections and every further one.
   *
   * @param reachable whether the client can get through
   */
  public void reachable(boolean reachable) {
    this.reachable = reachable;
    if (!reachable) {
      wires.forEach(wire -> wire.strike(new Fault.Reset()));
    }
  }

  /**
   * Holds back what the client sends, or lets it go on.
   *
   * @param held whether nothing reaches the broker for now
   */
  public void hold(boolean held) {
    this.held = held;
  }

  /**
   * Strikes the connection that stands, when it has carried enough, or the next one that does.
   *
   * @param fromClient bytes that the client has sent on it
   */
  public void strike(int fromClient, Fault fault, Duration patience) {
    Until.holds(
        "connection with " + fromClient + " bytes for " + fault,
        () -> standing().filter(wire -> wire.fromClient() >= fromClient).isPresent(),
        patience);
    standing().ifPresent(wire -> wire.strike(fault));
  }

  private Optional<FaultyWire> standing() {
    return wires.isEmpty()
        ? Optional.empty()
        : Optional.of(wires.get(wires.size() - 1)).filter(FaultyWire::stands);
  }

  @Override
  public void close() throws IOException {
    server.close();
    wires.forEach(wire -> wire.strike(new Fault.Reset()));
  }
}
