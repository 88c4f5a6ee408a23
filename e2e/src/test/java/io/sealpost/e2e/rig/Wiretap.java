package io.sealpost.e2e.rig;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;

/**
 * One TCP connection that runs through {@link Proxy}, with all bytes of both ways kept. Safe for
 * use by several threads.
 */
public final class Wiretap {
  private final Socket client;
  private final Socket broker;
  // Both guarded by themselves.
  private final ByteArrayOutputStream fromClient = new ByteArrayOutputStream();
  private final ByteArrayOutputStream fromBroker = new ByteArrayOutputStream();

  private Wiretap(Socket client, Socket broker) {
    this.client = client;
    this.broker = broker;
  }

  /** Connects the accepted socket with the broker, and copies from then on. */
  static Wiretap splice(Socket client, int brokerPort) throws IOException {
    Socket broker = new Socket();
    try {
      broker.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), brokerPort));
    } catch (IOException e) {
      broker.close();
      client.close();
      throw e;
    }
    Wiretap tap = new Wiretap(client, broker);
    tap.copy(client, broker, tap.fromClient);
    tap.copy(broker, client, tap.fromBroker);
    return tap;
  }

  private void copy(Socket from, Socket to, ByteArrayOutputStream record) {
    Thread thread = new Thread(() -> run(from, to, record), "wiretap");
    thread.setDaemon(true);
    thread.start();
  }

  private static void run(Socket from, Socket to, ByteArrayOutputStream record) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] buffer = new byte[16 * 1024];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        synchronized (record) {
          record.write(buffer, 0, n);
        }
        out.write(buffer, 0, n);
        out.flush();
      }
    } catch (IOException cut) {
      // That a connection is cut is what a wiretap is for; leaving closes both ends.
      return;
    }
  }

  /** Cuts the connection with a TCP reset to both ends. */
  public void reset() throws IOException {
    reset(client);
    reset(broker);
  }

  private static void reset(Socket socket) throws IOException {
    try {
      socket.setOption(StandardSocketOptions.SO_LINGER, 0);
      socket.close();
    } catch (IOException e) {
      // A copying thread closes it as soon as it sees the reset of the other one.
      if (!socket.isClosed()) {
        throw e;
      }
    }
  }

  /** Whether the connection still stands. */
  public boolean isOpen() {
    return !client.isClosed() && !broker.isClosed();
  }

  /** All bytes that the client sent so far. */
  public byte[] fromClient() {
    synchronized (fromClient) {
      return fromClient.toByteArray();
    }
  }

  /** All bytes that the broker sent so far. */
  public byte[] fromBroker() {
    synchronized (fromBroker) {
      return fromBroker.toByteArray();
    }
  }
}
