package io.sealpost.mqtt.tls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sealpost.mqtt.ClientCertificate;
import io.sealpost.mqtt.Security;
import io.sealpost.mqtt.testing.Certificates;
import io.sealpost.mqtt.testing.Certificates.Identity;
import io.sealpost.mqtt.testing.Mosquitto;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
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
  private Certificates certificates;

  @BeforeEach
  void start() throws IOException {
    certificates = new Certificates(folder.resolve("ca"));
  }

  @ParameterizedTest
  @EnumSource(TlsVersion.class)
  void certificateOfTheBroker(TlsVersion version) throws Exception {
    Security.Certificates security =
        Security.Certificates.trusting(Optional.of(certificates.authority()));
    try (Mosquitto broker = Mosquitto.secured(folder.resolve("broker"), certificates.good())) {
      measure("", security, version, broker.port());
    }
  }

  @ParameterizedTest
  @EnumSource(TlsVersion.class)
  void certificatesAndAListOfRevokedOnes(TlsVersion version) throws Exception {
    Security.Certificates security =
        new Security.Certificates(
            Optional.of(certificates.authority()),
            Optional.of(certificates.revocationList("list")),
            Optional.empty(),
            InstantSource.system());
    try (Mosquitto broker = Mosquitto.secured(folder.resolve("broker"), certificates.good())) {
      measure(" and a revocation list", security, version, broker.port());
    }
  }

  @ParameterizedTest
  @EnumSource(TlsVersion.class)
  void certificatesOfBoth(TlsVersion version) throws Exception {
    Identity own = certificates.client("own");
    Security.Certificates security =
        new Security.Certificates(
            Optional.of(certificates.authority()),
            Optional.empty(),
            Optional.of(new ClientCertificate(own.certificate(), own.key())),
            InstantSource.system());
    try (Mosquitto broker =
        Mosquitto.mutual(folder.resolve("broker"), certificates.good(), certificates.authority())) {
      measure(" at both sides", security, version, broker.port());
    }
  }

  @Test
  void preSharedKey() throws Exception {
    String hex = "00112233445566778899aabbccddeeff";
    Path keys = Files.writeString(folder.resolve("keys"), "me:" + hex + "\n");
    TlsClient client =
        TlsClient.create(new Security.PreSharedKey("me", () -> HexFormat.of().parseHex(hex)));
    try (Mosquitto broker = Mosquitto.preShared(folder.resolve("broker"), keys)) {
      long[] full = repeat(client, broker.port());
      assertEquals(WARM_UP + ROUNDS, client.tally().full());
      assertEquals(0, client.tally().resumed());
      System.out.printf(
          "TLSv1.2 with a pre-shared key, median of %d: %.1f ms%n", ROUNDS, median(full));
    }
  }

  private static void measure(
      String what, Security.Certificates security, TlsVersion version, int port) throws Exception {
    long[] full = new long[ROUNDS];
    for (int i = -WARM_UP; i < ROUNDS; i++) {
      TlsClient fresh = CertificateClient.create(security, EnumSet.of(version));
      full[Math.max(i, 0)] = connect(fresh, port);
      assertEquals(1, fresh.tally().full());
      assertEquals(version.protocol(), fresh.tally().last().orElseThrow().protocol());
    }
    TlsClient client = CertificateClient.create(security, EnumSet.of(version));
    connect(client, port);
    long[] resumed = repeat(client, port);
    assertEquals(1, client.tally().full());
    assertEquals(WARM_UP + ROUNDS, client.tally().resumed());
    System.out.printf(
        "%s with ECDSA P-256%s, median of %d: full %.1f ms, resumed %.1f ms%n",
        version.protocol(), what, ROUNDS, median(full), median(resumed));
  }

  private static long[] repeat(TlsClient client, int port) throws Exception {
    long[] nanos = new long[ROUNDS];
    for (int i = -WARM_UP; i < ROUNDS; i++) {
      nanos[Math.max(i, 0)] = connect(client, port);
    }
    return nanos;
  }

  /** Connects, and says how many nanoseconds the handshake took. */
  private static long connect(TlsClient client, int port) throws Exception {
    Socket plain = new Socket(InetAddress.getLoopbackAddress(), port);
    plain.setTcpNoDelay(true);
    TlsClient.Attempt attempt = client.attempt();
    long startedAtNanos = System.nanoTime();
    Secured secured = attempt.secure(plain, "localhost", port);
    long took = System.nanoTime() - startedAtNanos;
    secured.output().write(CONNECT);
    assertArrayEquals(new byte[] {0x20, 2, 0, 0}, secured.input().readNBytes(4));
    secured.end().close();
    return took;
  }

  private static double median(long[] nanos) {
    long[] sorted = nanos.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2] / 1e6;
  }
}
