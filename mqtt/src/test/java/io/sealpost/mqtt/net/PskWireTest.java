package io.sealpost.mqtt.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.mqtt.BrokerUrl;
import io.sealpost.mqtt.LinkException;
import io.sealpost.mqtt.Security;
import io.sealpost.mqtt.testing.Await;
import io.sealpost.mqtt.testing.PskServer;
import io.sealpost.mqtt.tls.Secured;
import io.sealpost.mqtt.tls.TlsClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A wire behaves with a pre-shared key as it does with certificates. */
class PskWireTest {
  private static final byte[] KEY = new byte[32];

  private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);
  private final ExecutorService others = Executors.newCachedThreadPool();
  private PskServer server;

  @BeforeEach
  void start() throws IOException {
    server = new PskServer(Map.of("me", KEY));
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
    timer.shutdownNow();
    others.shutdownNow();
  }

  @Test
  void bytesPassBothWaysUntilItIsClosed() throws Exception {
    Wire wire = wire(server.port(), Await.PATIENCE);
    Secured peer = open(wire);
    wire.output().write(new byte[] {1, 2});
    assertEquals(0x0102, peer.input().read() << 8 | peer.input().read());
    peer.output().write(3);
    assertEquals(3, wire.input().read());
    wire.close();
    assertEquals(-1, peer.input().read(), "told in order");
  }

  @Test
  void abortEndsAReadAndAWriteThatNobodyTakes() throws Exception {
    Wire wire = wire(server.port(), Await.PATIENCE);
    Secured deaf = open(wire);
    Future<Integer> reading = others.submit(() -> wire.input().read());
    Future<Integer> writing = others.submit(writingForEver(wire));
    assertEquals(0, deaf.input().read(), "the first byte of many");
    wire.abort();
    assertThrows(ExecutionException.class, reading::get);
    assertThrows(ExecutionException.class, writing::get);
  }

  @Test
  void writeThatNobodyTakesEndsWithAReason() throws Exception {
    Wire wire = wire(server.port(), Duration.ofMillis(200));
    Secured deaf = open(wire);
    assertThrows(IOException.class, () -> writingForEver(wire).call());
    String reason = wire.abortReason().orElseThrow();
    assertTrue(reason.contains("took no bytes"), reason);
    assertEquals(0, deaf.input().read(), "it did take some, at first");
  }

  @Test
  void abortEndsAHandshakeThatNobodyAnswers() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Wire wire = wire(silent.getLocalPort(), Await.PATIENCE);
      Callable<Integer> opening =
          () -> {
            wire.open();
            return 0;
          };
      Future<Integer> outcome = others.submit(opening);
      Await.until("TLS begins", () -> wire.stage() == Wire.Stage.SECURING);
      wire.abort();
      assertThrows(ExecutionException.class, outcome::get);
    }
  }

  private Secured open(Wire wire) throws Exception {
    Future<Secured> accepted = others.submit(server::accept);
    wire.open();
    return accepted.get();
  }

  private static Callable<Integer> writingForEver(Wire wire) {
    return () -> {
      while (true) {
        wire.output().write(new byte[65_536]);
      }
    };
  }

  private Wire wire(int port, Duration patience) throws LinkException {
    BrokerUrl url = BrokerUrl.parse(URI.create("mqtts://127.0.0.1:" + port));
    TlsClient tls = TlsClient.create(new Security.PreSharedKey("me", KEY::clone));
    return new Wire(url, Optional.of(tls.attempt()), patience, timer);
  }
}
