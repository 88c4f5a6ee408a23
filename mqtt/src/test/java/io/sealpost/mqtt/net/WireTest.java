package io.sealpost.mqtt.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.mqtt.BrokerUrl;
import io.sealpost.mqtt.Security;
import io.sealpost.mqtt.testing.Await;
import io.sealpost.mqtt.testing.Mosquitto;
import io.sealpost.mqtt.tls.TlsClient;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WireTest {
  private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);
  private final ExecutorService other = Executors.newSingleThreadExecutor();
  private ServerSocket server;

  @BeforeEach
  void start() throws IOException {
    server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
    timer.shutdownNow();
    other.shutdownNow();
  }

  @Test
  void bytesPassBothWays() throws IOException {
    Wire wire = wire(Await.PATIENCE);
    assertEquals(Wire.Stage.CONNECTING, wire.stage());
    wire.open();
    assertEquals(Wire.Stage.OPEN, wire.stage());
    try (Socket peer = server.accept()) {
      wire.output().write(new byte[] {1, 2});
      assertEquals(0x0102, peer.getInputStream().read() << 8 | peer.getInputStream().read());
      peer.getOutputStream().write(3);
      assertEquals(3, wire.input().read());
      wire.close();
      assertEquals(-1, peer.getInputStream().read());
    }
    wire.close();
    assertEquals(Optional.empty(), wire.abortReason());
  }

  @Test
  void closedPortIsAConnectException() throws IOException {
    Wire wire = wire("mqtt://127.0.0.1:" + Mosquitto.freePort(), Await.PATIENCE);
    assertThrows(ConnectException.class, wire::open);
  }

  @Test
  void everyAddressOfTheHostIsTried() throws IOException {
    // localhost may be ::1 first, where nobody listens
    Wire wire = wire("mqtt://localhost:" + server.getLocalPort(), Await.PATIENCE);
    wire.open();
    assertEquals(Wire.Stage.OPEN, wire.stage());
    wire.close();
  }

  @Test
  void ipv6AddressNeedsNoBrackets() throws IOException {
    try (ServerSocket ipv6 = listenOnIpv6()) {
      Wire wire = wire("mqtt://[::1]:" + ipv6.getLocalPort(), Await.PATIENCE);
      wire.open();
      wire.close();
      assertEquals(-1, ipv6.accept().getInputStream().read());
    }
  }

  @Test
  void writeThatNobodyTakesEndsWithAReason() throws IOException {
    Wire wire = wire(Duration.ofMillis(200));
    wire.open();
    try (Socket deaf = server.accept()) {
      assertThrows(IOException.class, () -> writeForEver(wire.output()));
      String reason = wire.abortReason().orElseThrow();
      assertTrue(reason.contains("took no bytes"), reason);
      assertTrue(deaf.getInputStream().available() > 0);
    }
  }

  @Test
  void abortEndsARead() throws Exception {
    Wire wire = wire(Await.PATIENCE);
    wire.open();
    assertEndsWithAbort(wire, () -> wire.input().read());
  }

  @Test
  void abortEndsATlsHandshakeThatNobodyAnswers() throws Exception {
    BrokerUrl url = url("mqtts://127.0.0.1:" + server.getLocalPort());
    Optional<TlsClient.Attempt> tls =
        Optional.of(TlsClient.create(Security.Certificates.trusting(Optional.empty())).attempt());
    Wire wire = new Wire(url, tls, Await.PATIENCE, timer);
    Callable<Integer> opening =
        () -> {
          wire.open();
          return 0;
        };
    Future<Integer> outcome = other.submit(opening);
    Await.until("TLS begins", () -> wire.stage() == Wire.Stage.SECURING);
    wire.abort();
    assertThrows(ExecutionException.class, outcome::get);
  }

  @Test
  void abortedWireDoesNotOpen() {
    Wire wire = wire(Await.PATIENCE);
    wire.abort();
    assertThrows(IOException.class, wire::open);
  }

  @Test
  void streamsExistOnlyOnceItIsOpen() {
    Wire wire = wire(Await.PATIENCE);
    assertThrows(IllegalStateException.class, wire::input);
    assertThrows(IllegalStateException.class, wire::output);
  }

  @Test
  void wireWhoseTimerHasStoppedIsClosedAtOnce() throws IOException {
    Wire wire = wire(Await.PATIENCE);
    wire.open();
    try (Socket peer = server.accept()) {
      timer.shutdown();
      wire.close();
      assertEquals(-1, peer.getInputStream().read());
    }
  }

  @Test
  void writeThatNobodyCouldEndIsNotTried() throws IOException {
    Wire wire = wire(Await.PATIENCE);
    wire.open();
    timer.shutdown();
    assertThrows(IOException.class, () -> wire.output().write(1));
  }

  @Test
  void secureUrlNeedsTls() {
    assertThrows(IllegalArgumentException.class, () -> wire("mqtts://127.0.0.1", Await.PATIENCE));
  }

  private void assertEndsWithAbort(Wire wire, Callable<Integer> waiting) throws Exception {
    Future<Integer> outcome = other.submit(waiting);
    try (Socket peer = server.accept()) {
      assertFalse(peer.isClosed());
      wire.abort();
      assertThrows(ExecutionException.class, outcome::get);
    }
  }

  @Test
  void allWritesOfAConnectionWaitForOneTaskWhichEndsWithIt() throws IOException {
    ScheduledThreadPoolExecutor counting = new ScheduledThreadPoolExecutor(1);
    counting.setRemoveOnCancelPolicy(true);
    BrokerUrl url = url("mqtt://127.0.0.1:" + server.getLocalPort());
    Wire wire = new Wire(url, Optional.empty(), Await.PATIENCE, counting);
    wire.open();
    for (int i = 0; i < 100; i++) {
      wire.output().write(i);
    }
    assertEquals(1, counting.getQueue().size());
    wire.abort();
    assertEquals(0, counting.getQueue().size());
    counting.shutdownNow();
  }

  private static void writeForEver(OutputStream out) throws IOException {
    while (true) {
      out.write(new byte[65_536]);
    }
  }

  private static ServerSocket listenOnIpv6() {
    byte[] loopback = new byte[16];
    loopback[15] = 1;
    try {
      return new ServerSocket(0, 1, InetAddress.getByAddress(loopback));
    } catch (IOException e) {
      return Assumptions.abort("this machine has no ::1: " + e.getMessage());
    }
  }

  private Wire wire(Duration patience) {
    return wire("mqtt://127.0.0.1:" + server.getLocalPort(), patience);
  }

  private Wire wire(String url, Duration patience) {
    return new Wire(url(url), Optional.empty(), patience, timer);
  }

  private static BrokerUrl url(String text) {
    return BrokerUrl.parse(URI.create(text));
  }
}
