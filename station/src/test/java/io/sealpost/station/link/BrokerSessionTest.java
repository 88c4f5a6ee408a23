package io.sealpost.station.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.mqtt.ClientCertificate;
import io.sealpost.mqtt.Credentials;
import io.sealpost.mqtt.LinkException;
import io.sealpost.mqtt.LinkState;
import io.sealpost.mqtt.OutgoingMessage;
import io.sealpost.mqtt.Security;
import io.sealpost.protocol.TopicTree;
import io.sealpost.station.ExitCode;
import io.sealpost.station.StationException;
import io.sealpost.station.site.BrokerConfig;
import io.sealpost.station.site.TlsConfig;
import io.sealpost.station.testing.FakeBroker;
import io.sealpost.station.testing.FakeMailbox;
import io.sealpost.station.testing.FakeTime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrokerSessionTest {
  @TempDir private Path folder = Path.of("");

  private TlsConfig tls =
      new TlsConfig.Certificates(Optional.empty(), Optional.empty(), Optional.empty());

  private final FakeBroker broker = new FakeBroker();
  private final FakeMailbox mailbox = new FakeMailbox(new FakeTime());

  @Test
  void statesAndMessagesComeAsHappenings() throws StationException {
    broker.retain("sealpost/a/hello", new byte[] {7});

    try (BrokerSession session = open(broker, Optional.empty())) {
      assertTrue(state(session) instanceof LinkState.Connecting);
      assertTrue(state(session) instanceof LinkState.Connected);
      assertTrue(session.next(Duration.ZERO).orElseThrow() instanceof Happening.Arrived);
      assertEquals(Optional.empty(), session.next(Duration.ZERO));
    }
    assertTrue(broker.closed());
  }

  @Test
  void anAcknowledgedMessageIsTold() throws StationException {
    try (BrokerSession session = open(broker, Optional.empty())) {
      OutgoingMessage message = new OutgoingMessage("topic", new byte[0], false);
      session.publish(message);

      state(session);
      state(session);
      assertEquals(Optional.of(new Happening.Delivered(message)), session.next(Duration.ZERO));
    }
  }

  @Test
  void thePasswordIsReadFromItsFileAndWipedAtTheEnd() throws StationException, IOException {
    Path password = Files.writeString(folder.resolve("password"), "pä55\n");
    Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-------"));

    BrokerSession session = open(broker, Optional.of(new BrokerConfig.Login("me", password)));
    Credentials credentials = broker.clients.get(0).credentials().orElseThrow();
    assertEquals("me", credentials.username());
    assertEquals("pä55", new String(credentials.password().get()));
    assertEquals("pä55", new String(credentials.password().get()));
    session.close();
    assertThrows(IllegalStateException.class, () -> credentials.password().get());
  }

  @Test
  void aPasswordThatOthersCanReadIsRefused() throws IOException {
    Path password = Files.writeString(folder.resolve("password"), "secret");
    Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-r--r--"));

    StationException fault =
        assertThrows(
            StationException.class,
            () -> open(broker, Optional.of(new BrokerConfig.Login("me", password))));

    assertEquals(ExitCode.PERMISSION, fault.exitCode());
    String message = String.valueOf(fault.getMessage());
    assertTrue(message.contains("chmod 600 " + password), message);
    assertFalse(message.contains("secret"), message);
  }

  @Test
  void optionsThatCannotWorkAreAConfigurationFault() {
    Links broken =
        options -> {
          throw new LinkException("ca.pem: no certificate in it");
        };

    StationException fault =
        assertThrows(StationException.class, () -> open(broken, Optional.empty()));

    assertEquals(ExitCode.CONFIGURATION, fault.exitCode());
    assertEquals("[broker] ca.pem: no certificate in it", fault.getMessage());
  }

  @Test
  void certificatesAreHandedOverAndJudgedByTheSystemsClock() throws StationException {
    Path file = folder.resolve("file");
    tls =
        new TlsConfig.Certificates(
            Optional.of(file), Optional.of(file), Optional.of(new TlsConfig.Client(file, file)));

    open(broker, Optional.empty()).close();

    Security security = broker.clients.get(0).security();
    assertTrue(security instanceof Security.Certificates, security.toString());
    Security.Certificates certificates = (Security.Certificates) security;
    assertEquals(Optional.of(file), certificates.caFile());
    assertEquals(Optional.of(file), certificates.crlFile());
    assertEquals(Optional.of(new ClientCertificate(file, file)), certificates.client());
    Instant before = Instant.now();
    assertFalse(certificates.validity().instant().isBefore(before));
  }

  @Test
  void aPreSharedKeyIsReadAnewAtEveryConnect() throws StationException, IOException {
    Path file = secret("psk", "00112233445566778899AABBCCDDEEFF\n");
    tls = new TlsConfig.PreSharedKey("tower", file);

    open(broker, Optional.empty()).close();

    Security.PreSharedKey psk = (Security.PreSharedKey) broker.clients.get(0).security();
    assertEquals("tower", psk.identity());
    assertEquals("00112233445566778899aabbccddeeff", hex(psk.key().get()));
    Files.writeString(file, "ff".repeat(64));
    assertEquals("ff".repeat(64), hex(psk.key().get()));
    Files.delete(file);
    UncheckedIOException gone = assertThrows(UncheckedIOException.class, () -> psk.key().get());
    assertTrue(String.valueOf(gone.getMessage()).contains(file.toString()), gone.getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "5e5a3e5e5a3e5e5a3e5e5a3e5e5a3e",
        "5e5a3e5e5a3e5e5a3e5e5a3e5e5a3e5e5",
        "5e5a3e5e5a3e5e5a3e5e5a3e5e5a3e5g",
        "5e5a3e5e5a3e5e5a3e5e5a3e5e5a3e5ä"
      })
  void whatIsNoKeyIsRefusedBeforeAnybodyConnects(String content) throws IOException {
    Path file = secret("psk", content);
    tls = new TlsConfig.PreSharedKey("tower", file);

    StationException fault =
        assertThrows(StationException.class, () -> open(broker, Optional.empty()));

    assertEquals(ExitCode.PERMISSION, fault.exitCode());
    String message = String.valueOf(fault.getMessage());
    assertTrue(message.startsWith("[broker] psk-file: "), message);
    assertTrue(message.contains(file.toString()), message);
    assertFalse(message.contains("5e5a3e"), message);
    assertEquals(List.of(), broker.clients);
  }

  @Test
  void aKeyThatOthersCanReadIsRefused() throws IOException {
    Path file = secret("psk", "00112233445566778899aabbccddeeff");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    tls = new TlsConfig.PreSharedKey("tower", file);

    StationException fault =
        assertThrows(StationException.class, () -> open(broker, Optional.empty()));

    assertTrue(String.valueOf(fault.getMessage()).contains("chmod 600 " + file));
  }

  @Test
  void aBatchIsWhatThereIsAndNotMore() throws StationException {
    broker.retain("sealpost/a/hello", new byte[] {7});

    try (BrokerSession session = open(broker, Optional.empty())) {
      assertEquals(2, session.nextBatch(Duration.ZERO, 2).size());
      assertEquals(1, session.nextBatch(Duration.ZERO, 100).size());
      assertEquals(List.of(), session.nextBatch(Duration.ofSeconds(1), 100));
    }
  }

  private Path secret(String name, String content) throws IOException {
    Path file = Files.writeString(folder.resolve(name), content);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private BrokerSession open(Links links, Optional<BrokerConfig.Login> login)
      throws StationException {
    BrokerConfig config =
        new BrokerConfig(
            URI.create("mqtts://broker.example"),
            false,
            tls,
            login,
            "station",
            new TopicTree("sealpost"),
            Duration.ofSeconds(60),
            Duration.ofSeconds(20));
    return BrokerSession.open(links, mailbox, config, "station-watch", List.of("sealpost/a/hello"));
  }

  private static LinkState state(BrokerSession session) {
    Happening happening = session.next(Duration.ZERO).orElseThrow();
    if (happening instanceof Happening.Changed changed) {
      return changed.state();
    }
    throw new AssertionError("a change of state was expected, not " + happening);
  }
}
