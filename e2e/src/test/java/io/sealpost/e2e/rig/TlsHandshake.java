package io.sealpost.e2e.rig;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a listener on the wire can tell of a TLS handshake from the bytes of the server: RFC 8446
 * sections 4 and 5, RFC 5246 section 7.
 *
 * @param version {@code TLSv1.3} or {@code TLSv1.2}
 * @param resumed whether an earlier session was resumed
 */
public record TlsHandshake(String version, boolean resumed) {
  private static final int HANDSHAKE_RECORD = 22;
  private static final int SERVER_HELLO = 2;
  private static final int CERTIFICATE = 11;
  private static final int PRE_SHARED_KEY = 41;
  private static final int SUPPORTED_VERSIONS = 43;
  private static final int TLS_1_3 = 0x0304;

  /**
   * Reads the server's side of a connection.
   *
   * @throws AssertionError if it does not begin with a TLS handshake
   */
  public static TlsHandshake of(byte[] fromServer) {
    List<ByteBuffer> messages = plainMessages(fromServer);
    if (messages.isEmpty() || (messages.get(0).get(0) & 0xff) != SERVER_HELLO) {
      throw new AssertionError("no ServerHello among " + fromServer.length + " bytes");
    }
    Map<Integer, ByteBuffer> extensions = extensions(messages.get(0));
    ByteBuffer version = extensions.get(SUPPORTED_VERSIONS);
    if (version != null && (version.getShort(0) & 0xffff) == TLS_1_3) {
      // What follows is encrypted, but a server that took the ticket says so in the clear.
      return new TlsHandshake("TLSv1.3", extensions.containsKey(PRE_SHARED_KEY));
    }
    boolean certificate =
        messages.stream().anyMatch(message -> (message.get(0) & 0xff) == CERTIFICATE);
    return new TlsHandshake("TLSv1.2", !certificate);
  }

  /** The handshake messages before encryption begins: the leading run of handshake records. */
  private static List<ByteBuffer> plainMessages(byte[] fromServer) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    ByteBuffer wire = ByteBuffer.wrap(fromServer);
    while (wire.remaining() >= 5 && wire.get(wire.position()) == HANDSHAKE_RECORD) {
      int length = wire.getShort(wire.position() + 3) & 0xffff;
      if (wire.remaining() < 5 + length) {
        break;
      }
      content.write(fromServer, wire.position() + 5, length);
      wire.position(wire.position() + 5 + length);
    }
    return split(ByteBuffer.wrap(content.toByteArray()));
  }

  private static List<ByteBuffer> split(ByteBuffer content) {
    List<ByteBuffer> messages = new ArrayList<>();
    while (content.remaining() >= 4) {
      int length = content.getInt(content.position()) & 0xff_ffff;
      if (content.remaining() < 4 + length) {
        break;
      }
      messages.add(content.slice(content.position(), 4 + length));
      content.position(content.position() + 4 + length);
    }
    return messages;
  }

  /** The extensions of a ServerHello by their numbers. */
  private static Map<Integer, ByteBuffer> extensions(ByteBuffer serverHello) {
    ByteBuffer hello = serverHello.duplicate();
    hello.position(4 + 2 + 32); // head, version, random
    hello.position(hello.position() + 1 + (hello.get(hello.position()) & 0xff)); // session id
    hello.position(hello.position() + 2 + 1); // suite, compression
    Map<Integer, ByteBuffer> extensions = new HashMap<>();
    if (hello.remaining() >= 2) {
      hello.getShort();
    }
    while (hello.remaining() >= 4) {
      int type = hello.getShort() & 0xffff;
      int length = hello.getShort() & 0xffff;
      extensions.put(type, hello.slice(hello.position(), length));
      hello.position(hello.position() + length);
    }
    return extensions;
  }
}
