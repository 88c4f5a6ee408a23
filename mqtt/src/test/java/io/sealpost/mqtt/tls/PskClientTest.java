package io.sealpost.mqtt.tls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.mqtt.Fault;
import io.sealpost.mqtt.LinkCounters.Handshake;
import io.sealpost.mqtt.Security;
import io.sealpost.mqtt.testing.PskServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bouncycastle.tls.CipherSuite;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PskClientTest {
  private static final byte[] KEY = new byte[32];
  private static final int MEGABYTE = 1 << 20;

  private final ExecutorService other = Executors.newCachedThreadPool();

  @AfterEach
  void stop() {
    other.shutdownNow();
  }

  @Test
  void eachHandshakeIsCountedAsAFullOne() throws Exception {
    PskClient client = client("me", KEY.clone());
    try (PskServer server = new PskServer(Map.of("me", KEY))) {
      for (int i = 1; i <= 2; i++) {
        Pair pair = connect(client, server);
        pair.client().end().close();
        assertEquals(-1, pair.server().input().read());
        pair.server().end().close();
        TlsClient.Tally tally = client.tally();
        assertEquals(i, tally.full());
        assertEquals(0, tally.resumed());
        Handshake last = tally.last().orElseThrow();
        assertEquals("TLSv1.2", last.protocol());
        assertEquals("TLS_ECDHE_PSK_WITH_CHACHA20_POLY1305_SHA256", last.suite());
      }
    }
  }

  @Test
  void serverMayPreferAes() throws Exception {
    PskClient client = client("me", KEY.clone());
    int aes = CipherSuite.TLS_ECDHE_PSK_WITH_AES_128_GCM_SHA256;
    try (PskServer server = new PskServer(Map.of("me", KEY), aes)) {
      connect(client, server).server().end().close();
      assertEquals(
          "TLS_ECDHE_PSK_WITH_AES_128_GCM_SHA256", client.tally().last().orElseThrow().suite());
    }
  }

  @Test
  void suiteWithoutForwardSecrecyIsNotSpoken() throws Exception {
    int weak = CipherSuite.TLS_PSK_WITH_AES_128_GCM_SHA256;
    try (PskServer server = new PskServer(Map.of("me", KEY), weak)) {
      String text = refusal(client("me", KEY.clone()), server);
      assertTrue(text.contains("takes no pre-shared key on this port"), text);
    }
  }

  @Test
  void bytesPassBothWaysAtTheSameTime() throws Exception {
    try (PskServer server = new PskServer(Map.of("me", KEY))) {
      Pair pair = connect(client("me", KEY.clone()), server);
      Future<Integer> up = other.submit(() -> drain(pair.server()));
      Future<Integer> down = other.submit(() -> drain(pair.client()));
      Future<?> answering = other.submit(() -> fill(pair.server()));
      fill(pair.client());
      answering.get();
      assertEquals(MEGABYTE, up.get());
      assertEquals(MEGABYTE, down.get());
    }
  }

  @Test
  void keyIsWipedAfterTheHandshakeWhetherItWorkedOrNot() throws Exception {
    byte[] right = filled(1);
    byte[] wrong = filled(2);
    try (PskServer server = new PskServer(Map.of("me", filled(1)))) {
      connect(client("me", right), server).server().end().close();
      assertArrayEquals(new byte[32], right);
      assertFalse(refusal(client("me", wrong), server).isEmpty());
      assertArrayEquals(new byte[32], wrong);
    }
  }

  @Test
  void keyOfAWrongLengthIsWipedToo() throws IOException {
    byte[] small = Arrays.copyOf(filled(1), 15);
    try (PskServer server = new PskServer(Map.of());
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      TlsClient.Attempt attempt = client("me", small).attempt();
      assertThrows(NoKeyException.class, () -> attempt.secure(socket, "localhost", 1));
      assertArrayEquals(new byte[15], small);
    }
  }

  @Test
  void thereIsNeverAnotherKeyToTry() {
    PskClient client = client("me", KEY.clone());
    TlsClient.Attempt attempt = client.attempt();
    assertFalse(attempt.refused());
    attempt.accepted();
    attempt.failed();
    assertFalse(client.renewed());
  }

  private record Pair(Secured client, Secured server) {}

  private Pair connect(PskClient client, PskServer server) throws Exception {
    Future<Secured> accepted = other.submit(server::accept);
    Secured connected = secure(client, server);
    return new Pair(connected, accepted.get());
  }

  private String refusal(PskClient client, PskServer server) {
    var unused = other.submit(server::accept);
    IOException failure = assertThrows(IOException.class, () -> secure(client, server));
    assertEquals(0, client.tally().full());
    return PskFaults.explain(failure, "b", "me").map(Fault::text).orElseThrow();
  }

  private static Secured secure(PskClient client, PskServer server) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
    return client.attempt().secure(socket, "localhost", server.port());
  }

  private static Void fill(Secured side) throws IOException {
    for (int i = 0; i < 64; i++) {
      side.output().write(new byte[MEGABYTE / 64]);
    }
    return null;
  }

  private static int drain(Secured side) throws IOException {
    return side.input().readNBytes(MEGABYTE).length;
  }

  private static byte[] filled(int value) {
    byte[] key = new byte[32];
    Arrays.fill(key, (byte) value);
    return key;
  }

  private static PskClient client(String identity, byte[] key) {
    return new PskClient(new Security.PreSharedKey(identity, () -> key));
  }
}
