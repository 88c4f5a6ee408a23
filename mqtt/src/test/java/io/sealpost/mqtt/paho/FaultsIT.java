package io.sealpost.mqtt.paho;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.mqtt.LinkOptions;
import io.sealpost.mqtt.LinkState.Connected;
import io.sealpost.mqtt.LinkState.Disconnected;
import io.sealpost.mqtt.MqttLink;
import io.sealpost.mqtt.Security;
import io.sealpost.mqtt.testing.Certificates;
import io.sealpost.mqtt.testing.Mosquitto;
import io.sealpost.mqtt.testing.Options;
import io.sealpost.mqtt.testing.Program;
import io.sealpost.mqtt.testing.RecordingListener;
import io.sealpost.mqtt.testing.RecordingProxy;
import io.sealpost.mqtt.testing.TestLog;
import io.sealpost.mqtt.testing.WebSocketBridge;
import io.sealpost.mqtt.tls.CertificateClient;
import io.sealpost.mqtt.tls.TlsClient;
import io.sealpost.mqtt.tls.TlsVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each fault of a broker has one line of its own, one attempt, and no stack trace. */
class FaultsIT {
  private static final Duration LONG = Duration.ofMinutes(30);

  @TempDir private Path folder;
  private Certificates certificates;
  private TestLog log;

  @BeforeEach
  void start() throws IOException {
    certificates = new Certificates(folder.resolve("ca"));
    log = new TestLog();
  }

  @AfterEach
  void stop() throws IOException {
    log.close();
    String text = log.text();
    assertFalse(text.contains("Exception"), text);
    assertFalse(text.contains("ERROR"), text);
  }

  @Test
  void expiredCertificate() throws Exception {
    assertLasting(
        certificates.expired(), " has expired on 2020-02-01T00:00:00Z; the time used is 20");
  }

  @Test
  void certificateForAnotherHost() throws Exception {
    assertLasting(
        certificates.forAnotherHost(),
        " is not for '127.0.0.1', but for broker.example: use a name that it was issued for");
  }

  @Test
  void certificateOfAnotherAuthority() throws Exception {
    Certificates others = new Certificates(folder.resolve("others"));
    assertLasting(others.good(), " is signed by nobody we trust: set ca-file");
  }

  @Test
  void certificateThatIsNotValidYetIsTriedAgainSoon() throws Exception {
    try (Mosquitto broker = Mosquitto.secured(folder.resolve("broker"), certificates.early())) {
      Disconnected state = attempt(trusting(broker.port()), tls(both()));
      assertTrue(
          state
              .reason()
              .contains(" is not valid yet, but from 2048-01-01T00:00:00Z; the time used is 20"),
          state.reason());
      assertTrue(state.retryIn().compareTo(LONG) < 0, state.toString());
    }
  }

  @Test
  void authorityOfOurOwnIsNotTrustedBySystem() throws Exception {
    try (Mosquitto broker = Mosquitto.secured(folder.resolve("broker"), certificates.good())) {
      Options options = Options.to("mqtts://127.0.0.1:" + broker.port());
      Disconnected state = attempt(options.link(), TlsClient.create(options.security()));
      assertTrue(state.reason().contains(" is signed by nobody we trust"), state.reason());
    }
  }

  @Test
  void anyAuthorityOfTheCaFileWillDo() throws Exception {
    Certificates others = new Certificates(folder.resolve("others"));
    Path both = folder.resolve("both.pem");
    Files.writeString(
        both,
        "two authorities\n"
            + Files.readString(others.authority())
            + Files.readString(certificates.authority()));
    try (Mosquitto broker = Mosquitto.secured(folder.resolve("broker"), certificates.good())) {
      RecordingListener told = new RecordingListener();
      Options options = Options.to("mqtts://127.0.0.1:" + broker.port()).trusting(both);
      MqttLink link = PahoLink.create(options.link());
      link.open(told);
      told.next(Connected.class);
      link.close();
    }
  }

  @Test
  void brokerWithoutACommonVersion() throws Exception {
    try (Mosquitto broker =
        Mosquitto.secured(folder.resolve("broker"), certificates.good(), "tls_version tlsv1.3")) {
      TlsClient old = tls(EnumSet.of(TlsVersion.TLS_1_2));
      Disconnected state = attempt(trusting(broker.port()), old);
      assertTrue(state.reason().contains("offers no TLS 1.3 or 1.2"), state.reason());
    }
  }

  @Test
  void portInTheClear() throws Exception {
    try (Mosquitto broker = Mosquitto.plain(folder.resolve("broker"))) {
      Disconnected state = attempt(trusting(broker.port()), tls(both()));
      assertTrue(state.reason().contains("check that this is its TLS port"), state.reason());
    }
  }

  @Test
  void wrongPasswordIsOneAttempt() throws Exception {
    Path passwords = Files.createFile(folder.resolve("passwords"));
    Program.run(
        folder,
        List.of(
            Program.find("mosquitto_passwd", "mosquitto"),
            "-b",
            passwords.toString(),
            "user",
            "right"));
    try (Mosquitto broker =
            Mosquitto.secured(
                folder.resolve("broker"), certificates.good(), "password_file " + passwords);
        RecordingProxy proxy = new RecordingProxy(broker.port())) {
      LinkOptions options = trusted(proxy.port()).login("user", "hunter2").link();
      Disconnected state = attempt(options, tls(both()));
      assertTrue(state.reason().contains("does not let in client 'test' (user 'user')"));
      assertTrue(state.retryIn().compareTo(LONG) >= 0, state.toString());
      assertEquals(1, proxy.connections().size());
      assertFalse(log.text().contains("hunter2"));
      RecordingListener told = new RecordingListener();
      MqttLink link = PahoLink.create(trusted(broker.port()).login("user", "right").link());
      link.open(told);
      told.next(Connected.class);
      link.close();
    }
  }

  @Test
  void hostThatDoesNotExist() throws Exception {
    LinkOptions options = Options.to("mqtts://no-such-host.invalid").link();
    Disconnected state = attempt(options, tls(both()));
    assertEquals(
        "no address for 'no-such-host.invalid': check the name and this machine's DNS",
        state.reason());
  }

  @Test
  void webSocketPathThatDoesNotExist() throws Exception {
    try (Mosquitto broker = Mosquitto.plain(folder.resolve("broker"));
        WebSocketBridge bridge = new WebSocketBridge(folder, certificates.good(), broker.port())) {
      Options options = Options.to("wss://127.0.0.1:" + bridge.port() + "/nothing");
      Disconnected state = attempt(options.link(), tls(both()));
      assertTrue(state.reason().contains("answered 'HTTP/1.1 404 Not Found'"), state.reason());
    }
  }

  private void assertLasting(Certificates.Identity identity, String expected) throws Exception {
    try (Mosquitto broker = Mosquitto.secured(folder.resolve("broker"), identity);
        RecordingProxy proxy = new RecordingProxy(broker.port())) {
      Disconnected state = attempt(trusting(proxy.port()), tls(both()));
      String start = "certificate of mqtts://127.0.0.1:" + proxy.port();
      assertTrue(state.reason().startsWith(start + expected), state.reason());
      assertTrue(state.retryIn().compareTo(LONG) >= 0, state.toString());
      assertEquals(1, proxy.connections().size());
    }
  }

  private static Disconnected attempt(LinkOptions options, TlsClient tls) {
    RecordingListener told = new RecordingListener();
    try (MqttLink link = PahoLink.create(options, Options.hasty(), Optional.of(tls))) {
      link.open(told);
      Disconnected state = told.next(Disconnected.class);
      assertFalse(state.reason().contains("\n"), state.reason());
      assertEquals(0, link.counters().connects());
      return state;
    }
  }

  private LinkOptions trusting(int port) {
    return trusted(port).link();
  }

  private Options trusted(int port) {
    return Options.to("mqtts://127.0.0.1:" + port).trusting(certificates.authority());
  }

  private TlsClient tls(Set<TlsVersion> versions) throws Exception {
    return CertificateClient.create(
        Security.Certificates.trusting(Optional.of(certificates.authority())), versions);
  }

  private static Set<TlsVersion> both() {
    return EnumSet.allOf(TlsVersion.class);
  }
}
