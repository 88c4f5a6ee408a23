package io.sealpost.mqtt.testing;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What an onlooker on the wire can say about a TLS handshake (RFC 8446, RFC 5246).
 *
 * @param tls13 whether the server chose TLS 1.3
 * @param pskSelected TLS 1.3: whether the server took the key of an earlier session
 * @param certificate TLS 1.2: whether a Certificate message passed in the clear
 * @param serverFlight TLS 1.3: bytes of the server's encrypted records before the client's first
 *     one; its certificate is among them, if it sent one
 */
public record WireHandshake(
    boolean tls13, boolean pskSelected, boolean certificate, int serverFlight) {
  private static final int CHANGE_CIPHER_SPEC = 20;
  private static final int HANDSHAKE = 22;
  private static final int APPLICATION_DATA = 23;

  private static final int SERVER_HELLO = 2;
  private static final int CERTIFICATE = 11;

  private static final int PRE_SHARED_KEY = 41;
  private static final int SUPPORTED_VERSIONS = 43;

  /** An EncryptedExtensions and a Finished fit; not even the smallest certificate does. */
  private static final int MOST_WITHOUT_CERTIFICATE = 250;

  /** One TLS record. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Rec(boolean fromClient, int type, byte[] body) {}

  /** Whether no certificate passed. */
  public boolean resumed() {
    return tls13
        ? pskSelected && serverFlight > 0 && serverFlight <= MOST_WITHOUT_CERTIFICATE
        : !certificate;
  }

  /** Whether a certificate passed. */
  public boolean full() {
    return tls13 ? !pskSelected && serverFlight > MOST_WITHOUT_CERTIFICATE : certificate;
  }

  /**
   * Reads the beginning of a connection.
   *
   * @return empty if the client did not come as far as its Finished
   */
  public static Optional<WireHandshake> read(List<RecordingProxy.Chunk> chunks) {
    List<Rec> records = records(chunks);
    ByteArrayOutputStream clear = new ByteArrayOutputStream();
    boolean clearServer = true;
    int flight = 0;
    for (Rec rec : records) {
      if (rec.type() == CHANGE_CIPHER_SPEC && !rec.fromClient()) {
        clearServer = false;
      } else if (rec.type() == HANDSHAKE && !rec.fromClient() && clearServer) {
        clear.writeBytes(rec.body());
      } else if (rec.type() == APPLICATION_DATA && rec.fromClient()) {
        return Optional.of(judge(messages(clear.toByteArray()), flight));
      } else if (rec.type() == APPLICATION_DATA) {
        flight += rec.body().length;
      }
    }
    return Optional.empty();
  }

  private static WireHandshake judge(List<byte[]> messages, int flight) {
    Set<Integer> chosen = new HashSet<>();
    boolean certificate = false;
    for (byte[] message : messages) {
      if (message[0] == SERVER_HELLO) {
        chosen = extensions(ByteBuffer.wrap(message));
      }
      certificate |= message[0] == CERTIFICATE;
    }
    boolean tls13 = chosen.contains(SUPPORTED_VERSIONS);
    return new WireHandshake(
        tls13, chosen.contains(PRE_SHARED_KEY), certificate, tls13 ? flight : 0);
  }

  // type 1, length 3, version 2, random 32, session id, suite 2, compression 1, extensions
  private static Set<Integer> extensions(ByteBuffer hello) {
    hello.position(4 + 2 + 32);
    hello.position(hello.get() + hello.position());
    hello.position(hello.position() + 2 + 1);
    Set<Integer> types = new HashSet<>();
    if (hello.remaining() >= 2) {
      hello.getShort();
      while (hello.hasRemaining()) {
        types.add((int) hello.getShort());
        int length = hello.getShort();
        hello.position(hello.position() + length);
      }
    }
    return types;
  }

  private static List<byte[]> messages(byte[] handshake) {
    List<byte[]> messages = new ArrayList<>();
    ByteBuffer in = ByteBuffer.wrap(handshake);
    while (in.remaining() >= 4) {
      in.mark();
      int length = in.getInt() & 0xffffff;
      in.reset();
      byte[] message = new byte[4 + length];
      in.get(message);
      messages.add(message);
    }
    return messages;
  }

  private static List<Rec> records(List<RecordingProxy.Chunk> chunks) {
    List<Rec> records = new ArrayList<>();
    byte[][] rest = {new byte[0], new byte[0]};
    for (RecordingProxy.Chunk chunk : chunks) {
      int side = chunk.fromClient() ? 0 : 1;
      ByteBuffer in =
          ByteBuffer.allocate(rest[side].length + chunk.bytes().length)
              .put(rest[side])
              .put(chunk.bytes())
              .flip();
      while (in.remaining() >= 5 && in.remaining() >= 5 + length(in)) {
        int type = in.get(in.position());
        byte[] body = new byte[length(in)];
        in.position(in.position() + 5);
        in.get(body);
        records.add(new Rec(chunk.fromClient(), type, body));
      }
      rest[side] = new byte[in.remaining()];
      in.get(rest[side]);
    }
    return records;
  }

  private static int length(ByteBuffer record) {
    return record.getShort(record.position() + 3) & 0xffff;
  }
}
