package io.sealpost.mqtt.testing;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A TCP proxy on a free port of 127.0.0.1 that writes down what passes, and ends connections in
 * every way in which networks do.
 */
public final class RecordingProxy implements AutoCloseable {
  /** Much more than any handshake. */
  private static final int MOST_RECORDED = 65_536;

  private final ServerSocket listener;
  private final int target;

  // guarded by this
  private final List<Connection> connections = new ArrayList<>();

  /** Some bytes that passed in one go. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Chunk(boolean fromClient, byte[] bytes) {
    @Override
    public String toString() {
      return (fromClient ? "client " : "server ") + bytes.length;
    }
  }

  /**
   * @param target port on 127.0.0.1 to which everything goes
   */
  public RecordingProxy(int target) throws IOException {
    this.target = target;
    listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    daemon("proxy", this::acceptAll);
  }

  /** Where it listens. */
  public int port() {
    return listener.getLocalPort();
  }

  /** All connections so far, oldest first. */
  public synchronized List<Connection> connections() {
    return List.copyOf(connections);
  }

  /** The newest connection. */
  public Connection last() {
    List<Connection> all = connections();
    return all.get(all.size() - 1);
  }

  /** Ends all connections and takes no new ones. */
  public void unplug() throws IOException {
    listener.close();
    connections().forEach(Connection::reset);
  }

  @Override
  public void close() throws IOException {
    unplug();
  }

  private void acceptAll() {
    while (!listener.isClosed()) {
      try {
        connect(listener.accept());
      } catch (IOException e) {
        // the proxy was closed
        return;
      }
    }
  }

  private void connect(Socket client) throws IOException {
    try {
      Socket broker = new Socket(InetAddress.getLoopbackAddress(), target);
      Connection connection = new Connection(client, broker);
      synchronized (this) {
        connections.add(connection);
      }
      connection.start();
    } catch (IOException e) {
      // the broker is away: the client sees its connection end
      client.close();
    }
  }

  private static void daemon(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
  }

  /** One connection through the proxy. */
  public static final class Connection {
    private final Socket client;
    private final Socket broker;
    private volatile boolean swallowing;

    // guarded by this
    private final List<Chunk> chunks = new ArrayList<>();
    private int recorded;

    Connection(Socket client, Socket broker) {
      this.client = client;
      this.broker = broker;
    }

    void start() {
      daemon("proxy up", () -> pump(client, broker, true));
      daemon("proxy down", () -> pump(broker, client, false));
    }

    /** What passed, from the beginning. */
    public synchronized List<Chunk> chunks() {
      return List.copyOf(chunks);
    }

    /** Ends it as a broker does that closes without a word: FIN to both. */
    public void finish() {
      swallowing = true;
      quietly(client::shutdownOutput);
      quietly(broker::close);
    }

    /** Ends it as a middlebox does: RST to both. */
    public void reset() {
      swallowing = true;
      for (Socket socket : List.of(client, broker)) {
        quietly(() -> socket.setSoLinger(true, 0));
        quietly(socket::close);
      }
    }

    /** Ends it as a pulled cable does: nobody is told, and nothing arrives any more. */
    public void swallow() {
      swallowing = true;
    }

    private void pump(Socket from, Socket to, boolean fromClient) {
      quietly(() -> copy(from, to, fromClient));
      if (!swallowing) {
        quietly(to::shutdownOutput);
      }
    }

    private void copy(Socket from, Socket to, boolean fromClient) throws IOException {
      byte[] buffer = new byte[16_384];
      boolean heard = true;
      try (InputStream in = from.getInputStream()) {
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
          if (!swallowing && heard) {
            record(new Chunk(fromClient, Arrays.copyOf(buffer, count)));
            heard = pass(to, buffer, count);
          }
        }
      }
    }

    // who hung up may have said why, which is still on its way in the other direction
    private static boolean pass(Socket to, byte[] buffer, int count) {
      try {
        to.getOutputStream().write(buffer, 0, count);
        return true;
      } catch (IOException e) {
        return false;
      }
    }

    private synchronized void record(Chunk chunk) {
      if (recorded < MOST_RECORDED) {
        recorded += chunk.bytes().length;
        chunks.add(chunk);
      }
    }

    private static void quietly(Ending ending) {
      try {
        ending.end();
      } catch (IOException e) {
        // it had ended already
        return;
      }
    }
  }

  private interface Ending {
    void end() throws IOException;
  }
}
