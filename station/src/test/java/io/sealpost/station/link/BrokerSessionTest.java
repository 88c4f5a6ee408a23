package io.sealpost.station.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.mqtt.Credentials;
import io.sealpost.mqtt.LinkException;
import io.sealpost.mqtt.LinkState;
import io.sealpost.mqtt.OutgoingMessage;
import io.sealpost.protocol.TopicTree;
import io.sealpost.station.ExitCode;
import io.sealpost.station.StationException;
import io.sealpost.station.site.BrokerConfig;
import io.sealpost.station.testing.FakeBroker;
import io.sealpost.station.testing.FakeMailbox;
import io.sealpost.station.testing.FakeTime;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerSessionTest {
  @TempDir private Path folder = Path.of("");

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
      session.publish(new OutgoingMessage("topic", new byte[0], false));

      state(session);
      state(session);
      assertEquals(Optional.of(new Happening.Delivered()), session.next(Duration.ZERO));
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

  private BrokerSession open(Links links, Optional<BrokerConfig.Login> login)
      throws StationException {
    BrokerConfig config =
        new BrokerConfig(
            URI.create("mqtts://broker.example"),
            false,
            Optional.empty(),
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
