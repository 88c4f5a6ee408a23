package io.sealpost.mqtt.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.mqtt.BrokerUrl;
import io.sealpost.mqtt.testing.Thrown;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebSocketTest {
  private static final BrokerUrl URL = BrokerUrl.parse(URI.create("wss://[::1]:9001/mqtt"));
  private static final String ANSWER =
      """
      HTTP/1.1 101 Switching Protocols\r
      upgrade: WebSocket\r
      Connection: keep-alive, Upgrade\r
      Sec-WebSocket-Accept: %s\r
      Sec-WebSocket-Protocol: mqtt\r
      \r
      """;

  // RFC 6455 section 1.3
  @Test
  void acceptIsThatOfTheRfc() {
    assertEquals("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=", WebSocket.accept("dGhlIHNhbXBsZSBub25jZQ=="));
  }

  @Test
  void requestIsThatOfSection41() throws IOException {
    Server server = new Server(ANSWER);
    WebSocket.upgrade(server, server.requests(), URL);
    List<String> lines = server.request().lines().toList();
    assertEquals("GET /mqtt HTTP/1.1", lines.get(0));
    assertTrue(lines.contains("Host: [::1]:9001"), lines.toString());
    assertTrue(lines.contains("Upgrade: websocket"));
    assertTrue(lines.contains("Connection: Upgrade"));
    assertTrue(lines.contains("Sec-WebSocket-Version: 13"));
    assertTrue(lines.contains("Sec-WebSocket-Protocol: mqtt"));
    assertTrue(server.request().endsWith("\r\n\r\n"));
  }

  @Test
  void keyIsNewEachTime() throws IOException {
    Server one = new Server(ANSWER);
    Server other = new Server(ANSWER);
    WebSocket.upgrade(one, one.requests(), URL);
    WebSocket.upgrade(other, other.requests(), URL);
    assertNotEquals(one.key(), other.key());
  }

  @Test
  void nothingAfterTheHeaderIsLost() throws IOException {
    Server server = new Server(ANSWER + "\u0082\u0003abc");
    WebSocket webSocket = WebSocket.upgrade(server, server.requests(), URL);
    assertEquals("abc", new String(webSocket.input().readNBytes(3), StandardCharsets.US_ASCII));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "101 Switching Protocols | 404 Not Found | answered 'HTTP/1.1 404 Not Found'",
        "upgrade: WebSocket | upgrade: h2c | Upgrade",
        "Connection: keep-alive, Upgrade | Connection: close | Connection",
        "Accept: %s | Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo= | Sec-WebSocket-Accept",
        "Protocol: mqtt | Protocol: mqttv3.1 | Sec-WebSocket-Protocol",
        "Connection: | Sec-WebSocket-Extensions: x\\r\\nConnection: | Sec-WebSocket-Extensions",
      })
  void anyOtherAnswerIsRefused(String right, String wrong, String complaint) {
    Server server =
        new Server(ANSWER.replace(right, wrong.replace("\\r", "\r").replace("\\n", "\n")));
    String message =
        Thrown.message(
            WebSocketException.class, () -> WebSocket.upgrade(server, server.requests(), URL));
    assertTrue(message.contains(complaint), message);
  }

  @Test
  void answerWithoutEndIsRefused() {
    Server endless = new Server("HTTP/1.1 101 x\r\nx: " + "y".repeat(10_000));
    assertThrows(
        WebSocketException.class, () -> WebSocket.upgrade(endless, endless.requests(), URL));
    Server cut = new Server("HTTP/1.1 101 x\r\n");
    assertThrows(WebSocketException.class, () -> WebSocket.upgrade(cut, cut.requests(), URL));
  }

  @Test
  void controlCharactersOfAnAnswerAreNotPrinted() {
    Server server = new Server("HTTP/1.1 500 \u001b[31mred\r\n\r\n");
    String message =
        Thrown.message(
            WebSocketException.class, () -> WebSocket.upgrade(server, server.requests(), URL));
    assertFalse(message.contains("\u001b"), message);
  }

  // RFC 6455 section 5.7
  @ParameterizedTest
  @CsvSource({
    "82 05 48656c6c6f, Hello",
    "02 03 48656c 80 02 6c6f, Hello",
    "02 00 00 00 80 01 48, H",
    "02 03 48656c 89 05 48656c6c6f 80 02 6c6f, Hello",
    "8a 00 82 01 48, H",
    "82 7e 0005 48656c6c6f, Hello",
    "82 7f 0000000000000005 48656c6c6f, Hello",
  })
  void framesBecomeBytes(String frames, String text) throws IOException {
    assertEquals(text, new String(read(frames), StandardCharsets.UTF_8));
  }

  @Test
  void pingIsAnsweredWithItsPayload() throws IOException {
    ByteArrayOutputStream sent = new ByteArrayOutputStream();
    InputStream in = new WebSocketInput(bytes("89 05 48656c6c6f 88 00"), new WebSocketOutput(sent));
    assertEquals(-1, in.read());
    assertEquals("8a", HexFormat.of().formatHex(sent.toByteArray(), 0, 1));
    assertEquals("Hello", new String(unmask(sent.toByteArray()), StandardCharsets.UTF_8));
  }

  @Test
  void closeFrameAndEndOfStreamAreTheEnd() throws IOException {
    assertEquals(0, read("88 02 03e8").length);
    assertEquals(0, read("").length);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "81 01 48", // text
        "82 81 00000000 48", // masked by the server
        "c2 01 48", // reserved bit
        "80 01 48", // continuation of nothing
        "02 01 48 82 01 48", // new message inside another one
        "09 00", // control frame in parts
        "89 7e 0080", // long control frame
        "83 00", // reserved opcode
        "82 7f ffffffffffffffff", // negative length
      })
  void framesThatNoServerMaySendAreRefused(String frames) {
    assertThrows(WebSocketException.class, () -> read(frames));
  }

  @ParameterizedTest
  @ValueSource(strings = {"82", "82 7e 00", "82 05 4865", "89 05 48"})
  void endInsideAFrameIsAnError(String frames) {
    assertThrows(EOFException.class, () -> read(frames));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 125, 126, 65_535, 65_536})
  void everyLengthIsWrittenMaskedAndInTheShortestForm(int length) throws IOException {
    byte[] payload = new byte[length];
    Arrays.fill(payload, (byte) 'x');
    ByteArrayOutputStream sent = new ByteArrayOutputStream();
    new WebSocketOutput(sent).write(payload);
    int header = length < 126 ? 2 : length < 65_536 ? 4 : 10;
    assertEquals(header + 4 + length, sent.size());
    assertArrayEquals(payload, unmask(sent.toByteArray()));
  }

  @Test
  void masksDiffer() throws IOException {
    ByteArrayOutputStream sent = new ByteArrayOutputStream();
    WebSocketOutput out = new WebSocketOutput(sent);
    out.write('x');
    out.write('x');
    byte[] both = sent.toByteArray();
    assertFalse(Arrays.equals(both, 2, 6, both, 9, 13));
  }

  @Test
  void closeSaysNormalClosure() throws IOException {
    ByteArrayOutputStream sent = new ByteArrayOutputStream();
    new WebSocketOutput(sent).close();
    assertEquals((byte) 0x88, sent.toByteArray()[0]);
    assertArrayEquals(new byte[] {0x03, (byte) 0xe8}, unmask(sent.toByteArray()));
  }

  private static byte[] read(String frames) throws IOException {
    WebSocketOutput out = new WebSocketOutput(OutputStream.nullOutputStream());
    return new WebSocketInput(bytes(frames), out).readAllBytes();
  }

  private static InputStream bytes(String hex) {
    return new ByteArrayInputStream(HexFormat.of().parseHex(hex.replace(" ", "")));
  }

  private static byte[] unmask(byte[] frame) {
    assertTrue((frame[1] & 0x80) != 0, "masked");
    int at =
        switch (frame[1] & 0x7f) {
          case 126 -> 4;
          case 127 -> 10;
          default -> 2;
        };
    byte[] payload = Arrays.copyOfRange(frame, at + 4, frame.length);
    for (int i = 0; i < payload.length; i++) {
      payload[i] ^= frame[at + i % 4];
    }
    return payload;
  }

  /** Answers once the request is there: the right accept takes the key. */
  private static final class Server extends InputStream {
    private final String answer;
    private final ByteArrayOutputStream requests = new ByteArrayOutputStream();
    private InputStream started = InputStream.nullInputStream();

    Server(String answer) {
      this.answer = answer;
    }

    OutputStream requests() {
      return new OutputStream() {
        @Override
        public void write(int octet) {
          requests.write(octet);
        }

        @Override
        public void flush() {
          String text = answer.replace("%s", WebSocket.accept(key()));
          started = new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1));
        }
      };
    }

    String request() {
      return requests.toString(StandardCharsets.US_ASCII);
    }

    String key() {
      return request()
          .lines()
          .filter(line -> line.startsWith("Sec-WebSocket-Key: "))
          .map(line -> line.substring("Sec-WebSocket-Key: ".length()))
          .findFirst()
          .orElseThrow();
    }

    @Override
    public int read() throws IOException {
      return started.read();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      return started.read(buffer, offset, length);
    }
  }
}
