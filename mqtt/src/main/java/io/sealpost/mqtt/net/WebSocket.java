package io.sealpost.mqtt.net;

import io.sealpost.mqtt.BrokerUrl;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A client's WebSocket with the subprotocol {@code mqtt} (MQTT 3.1.1 section 6). */
record WebSocket(WebSocketInput input, WebSocketOutput output) {
  private static final String ACCEPT_SALT = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final String SUBPROTOCOL = "mqtt";
  private static final int MOST_HEADER_BYTES = 8_192;

  /**
   * Does the opening handshake of RFC 6455 section 4.1.
   *
   * @param url whose host and path are asked for
   * @throws WebSocketException if the server answers with anything else
   */
  static WebSocket upgrade(InputStream in, OutputStream out, BrokerUrl url) throws IOException {
    byte[] nonce = new byte[16];
    new SecureRandom().nextBytes(nonce);
    String key = Base64.getEncoder().encodeToString(nonce);
    out.write(request(url, key).getBytes(StandardCharsets.US_ASCII));
    out.flush();
    check(header(in), accept(key));
    WebSocketOutput output = new WebSocketOutput(out);
    return new WebSocket(new WebSocketInput(in, output), output);
  }

  /** What the server has to answer to a key (RFC 6455 section 4.2.2, item 5.4). */
  static String accept(String key) {
    try {
      // SHA-1 as the RFC has it: it proves that the server read the request, nothing more
      MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
      byte[] digest = sha1.digest((key + ACCEPT_SALT).getBytes(StandardCharsets.US_ASCII));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-1", e);
    }
  }

  private static String request(BrokerUrl url, String key) {
    return String.join(
        "\r\n",
        "GET " + url.path() + " HTTP/1.1",
        "Host: " + url.address(),
        "Upgrade: websocket",
        "Connection: Upgrade",
        "Sec-WebSocket-Key: " + key,
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Protocol: " + SUBPROTOCOL,
        "",
        "");
  }

  // Byte by byte: what follows the header is not ours to read.
  private static String header(InputStream in) throws IOException {
    ByteArrayOutputStream header = new ByteArrayOutputStream();
    int end = 0;
    while (end < 4) {
      int octet = in.read();
      if (octet < 0 || header.size() == MOST_HEADER_BYTES) {
        throw new WebSocketException("did not answer the WebSocket handshake with a whole header");
      }
      header.write(octet);
      boolean expected = octet == (end % 2 == 0 ? '\r' : '\n');
      end = expected ? end + 1 : octet == '\r' ? 1 : 0;
    }
    return header.toString(StandardCharsets.ISO_8859_1);
  }

  private static void check(String header, String accept) throws WebSocketException {
    List<String> lines = header.lines().toList();
    String status = lines.get(0);
    if (!status.startsWith("HTTP/1.1 101")) {
      throw new WebSocketException(
          "answered '" + printable(status) + "' to the WebSocket handshake: check the path");
    }
    Map<String, String> fields = new HashMap<>();
    for (String line : lines.subList(1, lines.size())) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
        fields.put(name, line.substring(colon + 1).strip());
      }
    }
    demand(fields.getOrDefault("upgrade", "").equalsIgnoreCase("websocket"), "Upgrade");
    demand(
        Arrays.stream(fields.getOrDefault("connection", "").split(",", -1))
            .anyMatch(token -> token.strip().equalsIgnoreCase("upgrade")),
        "Connection");
    demand(fields.getOrDefault("sec-websocket-accept", "").equals(accept), "Sec-WebSocket-Accept");
    demand(
        fields.getOrDefault("sec-websocket-protocol", "").equals(SUBPROTOCOL),
        "Sec-WebSocket-Protocol");
    demand(!fields.containsKey("sec-websocket-extensions"), "Sec-WebSocket-Extensions");
  }

  private static void demand(boolean met, String field) throws WebSocketException {
    if (!met) {
      throw new WebSocketException(
          "answered the WebSocket handshake with a wrong or missing " + field);
    }
  }

  private static String printable(String text) {
    return text.substring(0, Math.min(text.length(), 80)).replaceAll("[^ -~]", "?");
  }
}
