package io.sealpost.mqtt.tls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sealpost.mqtt.testing.Certificates;
import io.sealpost.mqtt.testing.Mosquitto;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Counts handshakes with a real broker, and prints what they cost on this machine. */
class HandshakeCostIT {
  private static final int WARM_UP = 20;
  private static final int ROUNDS = 40;

  /** MQTT 3.1.1 with the client id "x": the answer also brings the tickets of TLS 1.3. */
  private static final byte[] CONNECT = {
    0x10, 13, 0, 4, 'M', 'Q', 'T', 'T', 4, 2, 0, 60, 0, 1, 'x'
  };

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(TlsVersion.class)
  void eachHandshakeIsCountedAsWhatItWas(TlsVersion version) throws Exception {
    Certificates certificates = new Certificates(folder.resolve("ca"));
    Optional<Path> authority = Optional.of(certificates.authority());
    try (Mosquitto broker = Mosquitto.secured(folder.resolve("broker"), certificates.good())) {
      long[] full = new long[ROUNDS];
      for (int i = -WARM_UP; i < ROUNDS; i++) {
        TlsClient fresh = TlsClient.create(authority, EnumSet.of(version));
        full[Math.max(i, 0)] = connect(fresh, broker.port());
        assertEquals(1, fresh.tally().full());
        assertEquals(version.protocol(), fresh.tally().last().orElseThrow().protocol());
      }
      long[] resumed = new long[ROUNDS];
      TlsClient client = TlsClient.create(authority, EnumSet.of(version));
      connect(client, broker.port());
      for (int i = -WARM_UP; i < ROUNDS; i++) {
        resumed[Math.max(i, 0)] = connect(client, broker.port());
      }
      assertEquals(1, client.tally().full());
      assertEquals(WARM_UP + ROUNDS, client.tally().resumed());
      System.out.printf(
          "%s with ECDSA P-256, median of %d: full %.1f ms, resumed %.1f ms%n",
          version.protocol(), ROUNDS, median(full), median(resumed));
    }
  }

  /** Connects, and says how many nanoseconds the handshake took. */
  private static long connect(TlsClient client, int port) throws IOException {
    Socket plain = new Socket(InetAddress.getLoopbackAddress(), port);
    plain.setTcpNoDelay(true);
    long startedAtNanos = System.nanoTime();
    try (Socket socket = client.secure(plain, "localhost", port)) {
      long took = System.nanoTime() - startedAtNanos;
      socket.getOutputStream().write(CONNECT);
      assertArrayEquals(new byte[] {0x20, 2, 0, 0}, socket.getInputStream().readNBytes(4));
      return took;
    }
  }

  private static double median(long[] nanos) {
    long[] sorted = nanos.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2] / 1e6;
  }
}
