package io.sealpost.mqtt.testing;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A broker that a test plays itself, packet by packet (MQTT 3.1.1), in the clear. */
public final class ScriptedBroker implements AutoCloseable {
  private final ServerSocket listener;

  /** Listens on a free port. */
  public ScriptedBroker() throws IOException {
    this(InetAddress.getLoopbackAddress());
  }

  /** Listens on a free port of an address. */
  public ScriptedBroker(InetAddress address) throws IOException {
    listener = new ServerSocket(0, 50, address);
    listener.setSoTimeout((int) Await.PATIENCE.toMillis());
  }

  /** Where it listens. */
  public int port() {
    return listener.getLocalPort();
  }

  /** Waits for a client and its CONNECT. */
  public Peer accept() throws IOException {
    return new Peer(listener.accept());
  }

  /** Waits for a client, and hangs up. */
  public void hangUp() throws IOException {
    listener.accept().close();
  }

  /** Waits for a client, and lets it in. */
  public Peer welcome() throws IOException {
    Peer peer = accept();
    peer.connack(0, false);
    return peer;
  }

  /** Likewise, passing over those who went again before they said anything. */
  public Peer welcomeWhoStays() throws IOException {
    while (true) {
      Socket client = listener.accept();
      try {
        Peer peer = new Peer(client);
        peer.connack(0, false);
        return peer;
      } catch (EOFException gone) {
        client.close();
      }
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }

  /**
   * A control packet.
   *
   * @param first type and flags
   * @param body what follows the fixed header
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Packet(int first, byte[] body) {
    /** Type of the packet (section 2.2.1). */
    public int type() {
      return first >> 4;
    }

    /** The packet identifier of a PUBLISH with QoS 1, or of any other packet that has one. */
    public int id() {
      int at = type() == 3 ? 2 + ByteBuffer.wrap(body).getShort() : 0;
      return ByteBuffer.wrap(body).getShort(at) & 0xffff;
    }

    /** The payload of a PUBLISH with QoS 1, as text. */
    public String text() {
      int at = 2 + ByteBuffer.wrap(body).getShort() + 2;
      return new String(body, at, body.length - at, StandardCharsets.UTF_8);
    }
  }

  /** One client. */
  public static final class Peer implements AutoCloseable {
    private final Socket socket;
    private final DataInputStream in;
    private final Packet connect;

    Peer(Socket socket) throws IOException {
      this.socket = socket;
      socket.setSoTimeout((int) Await.PATIENCE.toMillis());
      in = new DataInputStream(socket.getInputStream());
      connect = read();
    }

    /** Its CONNECT. */
    public Packet connect() {
      return connect;
    }

    /** Waits for the next packet. */
    public Packet read() throws IOException {
      int first = in.readUnsignedByte();
      int length = 0;
      int octet;
      int shift = 0;
      do {
        octet = in.readUnsignedByte();
        length |= (octet & 0x7f) << shift;
        shift += 7;
      } while ((octet & 0x80) != 0);
      byte[] body = new byte[length];
      in.readFully(body);
      return new Packet(first, body);
    }

    /** Waits for the end of the connection; fails if a packet comes instead. */
    public void awaitEnd() throws IOException {
      try {
        throw new AssertionError("expected the end, got a packet of type " + read().type());
      } catch (EOFException e) {
        socket.close();
      }
    }

    /** Answers the CONNECT. */
    public void connack(int code, boolean sessionPresent) throws IOException {
      send(0x20, 2, sessionPresent ? 1 : 0, code);
    }

    /** Answers a SUBSCRIBE. */
    public void suback(Packet subscribe, int... codes) throws IOException {
      int[] all = new int[2 + codes.length];
      all[0] = subscribe.id() >> 8;
      all[1] = subscribe.id() & 0xff;
      System.arraycopy(codes, 0, all, 2, codes.length);
      int[] packet = new int[2 + all.length];
      packet[0] = 0x90;
      packet[1] = all.length;
      System.arraycopy(all, 0, packet, 2, all.length);
      send(packet);
    }

    /** Answers a PUBLISH. */
    public void puback(Packet publish) throws IOException {
      send(0x40, 2, publish.id() >> 8, publish.id() & 0xff);
    }

    /** Sends a short message with QoS 1. */
    public void publish(String topic, int id, String text) throws IOException {
      byte[] name = topic.getBytes(StandardCharsets.UTF_8);
      byte[] payload = text.getBytes(StandardCharsets.UTF_8);
      ByteBuffer packet = ByteBuffer.allocate(2 + 2 + name.length + 2 + payload.length);
      packet.put((byte) 0x32).put((byte) (packet.capacity() - 2));
      packet.putShort((short) name.length).put(name).putShort((short) id).put(payload);
      socket.getOutputStream().write(packet.array());
    }

    /** Sends bytes. */
    public void send(int... octets) throws IOException {
      byte[] bytes = new byte[octets.length];
      for (int i = 0; i < octets.length; i++) {
        bytes[i] = (byte) octets[i];
      }
      socket.getOutputStream().write(bytes);
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
