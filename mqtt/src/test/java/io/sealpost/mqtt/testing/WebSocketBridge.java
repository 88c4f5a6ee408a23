package io.sealpost.mqtt.testing;

import io.sealpost.mqtt.tls.Secured;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A TLS WebSocket server in front of a broker in the clear: Debian's Mosquitto is built without
 * WebSockets. Pings before each frame, and splits frames, so that the client meets both.
 */
public final class WebSocketBridge implements AutoCloseable {
  private static final String SALT = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

  private final Entrance entrance;
  private final int target;

  /** Where clients come in. */
  public interface Entrance extends Closeable {
    /** Waits for the next one. */
    Secured accept() throws IOException;

    /** Where it listens. */
    int port();
  }

  /**
   * Starts one on a free port.
   *
   * @param folder for the key store
   * @param target port of the broker on 127.0.0.1
   */
  public WebSocketBridge(Path folder, Certificates.Identity identity, int target)
      throws IOException, GeneralSecurityException {
    this(
        new CertificateEntrance(
            context(folder, identity)
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getLoopbackAddress())),
        target);
  }

  /** Starts one behind an entrance of another kind. */
  public WebSocketBridge(Entrance entrance, int target) {
    this.entrance = entrance;
    this.target = target;
    daemon("bridge", this::acceptAll);
  }

  /** Where it listens. */
  public int port() {
    return entrance.port();
  }

  @Override
  public void close() throws IOException {
    entrance.close();
  }

  private record CertificateEntrance(ServerSocket listener) implements Entrance {
    @Override
    public Secured accept() throws IOException {
      return Secured.of(listener.accept());
    }

    @Override
    public int port() {
      return listener.getLocalPort();
    }

    @Override
    public void close() throws IOException {
      listener.close();
    }
  }

  private static SSLContext context(Path folder, Certificates.Identity identity)
      throws IOException, GeneralSecurityException {
    Path store = folder.resolve("bridge.p12");
    Program.run(
        folder,
        List.of(
            Program.find("openssl", "openssl"),
            "pkcs12",
            "-export",
            "-passout",
            "pass:test",
            "-in",
            identity.certificate().toString(),
            "-inkey",
            identity.key().toString(),
            "-out",
            store.toString()));
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, "test".toCharArray());
    }
    KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
    managers.init(keys, "test".toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  private void acceptAll() {
    try {
      while (true) {
        Secured client = entrance.accept();
        daemon("bridge up", () -> serve(client));
      }
    } catch (IOException e) {
      // the bridge was closed
      return;
    }
  }

  private void serve(Secured client) {
    try (Closeable end = client.end();
        Socket broker = new Socket(InetAddress.getLoopbackAddress(), target)) {
      shakeHands(client);
      daemon("bridge down", () -> wrapAll(broker, client.output(), end));
      unwrapAll(client, broker);
    } catch (IOException | GeneralSecurityException e) {
      // the connection ended, which its client has to notice by itself
      return;
    }
  }

  private static void shakeHands(Secured client) throws IOException, GeneralSecurityException {
    ByteArrayOutputStream header = new ByteArrayOutputStream();
    while (!header.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
      header.write(client.input().read());
    }
    String text = header.toString(StandardCharsets.US_ASCII);
    boolean right = text.startsWith("GET /mqtt HTTP/1.1\r\n");
    String key = text.replaceAll("(?s).*Sec-WebSocket-Key: (\\S+)\r\n.*", "$1");
    byte[] accept =
        MessageDigest.getInstance("SHA-1").digest((key + SALT).getBytes(StandardCharsets.US_ASCII));
    String answer =
        right
            ? "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Protocol: mqtt\r\nSec-WebSocket-Accept: "
                + Base64.getEncoder().encodeToString(accept)
                + "\r\n\r\n"
            : "HTTP/1.1 404 Not Found\r\n\r\n";
    client.output().write(answer.getBytes(StandardCharsets.US_ASCII));
    if (!right) {
      throw new IOException("wrong path");
    }
  }

  private static void unwrapAll(Secured client, Socket broker) throws IOException {
    DataInputStream in = new DataInputStream(client.input());
    while (true) {
      int opcode = in.readUnsignedByte() & 0x0f;
      int length = in.readUnsignedByte() & 0x7f;
      length = length == 126 ? in.readUnsignedShort() : length;
      length = length == 127 ? (int) in.readLong() : length;
      byte[] mask = in.readNBytes(4);
      byte[] payload = in.readNBytes(length);
      for (int i = 0; i < length; i++) {
        payload[i] ^= mask[i % 4];
      }
      if (opcode == 8) {
        return;
      }
      if (opcode == 2) {
        broker.getOutputStream().write(payload);
      }
    }
  }

  private static void wrapAll(Socket broker, OutputStream out, Closeable end) {
    byte[] buffer = new byte[100];
    try {
      for (int n = broker.getInputStream().read(buffer);
          n >= 0;
          n = broker.getInputStream().read(buffer)) {
        out.write(new byte[] {(byte) 0x89, 1, 'p'});
        out.write(new byte[] {0x02, 1, buffer[0]});
        out.write(new byte[] {(byte) 0x80, (byte) (n - 1)});
        out.write(buffer, 1, n - 1);
      }
      end.close();
    } catch (IOException e) {
      // the connection ended, which its client has to notice by itself
      return;
    }
  }

  private static void daemon(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
  }
}
