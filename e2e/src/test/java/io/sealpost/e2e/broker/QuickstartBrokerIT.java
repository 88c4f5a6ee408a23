package io.sealpost.e2e.broker;

import static io.sealpost.e2e.rig.Events.PATIENCE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.e2e.rig.Artemis;
import io.sealpost.e2e.rig.Authority;
import io.sealpost.e2e.rig.Child;
import io.sealpost.e2e.rig.Eavesdropper;
import io.sealpost.e2e.rig.Person;
import io.sealpost.e2e.rig.Person.Rights;
import io.sealpost.e2e.rig.Programs;
import io.sealpost.e2e.rig.Proxy;
import io.sealpost.e2e.rig.Site;
import io.sealpost.e2e.rig.TlsHandshake;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The embedded broker as its own process: who gets in, who gets what, and what it keeps. */
final class QuickstartBrokerIT {
  private static final Person A = new Person("rpi-07", Rights.DEVICE);
  private static final Person B = new Person("rpi-08", Rights.DEVICE);
  private static final Person STATION = new Person("station", Rights.STATION);
  private static final List<Person> PEOPLE = List.of(A, B, STATION);
  private static final String B_CONTROL = "sealpost/rpi-08/control";

  /** CONNECT of an anonymous client: MQTT 3.1.1 section 3.1, client id "x", clean session. */
  private static final byte[] ANONYMOUS = {
    0x10, 13, 0, 4, 'M', 'Q', 'T', 'T', 4, 2, 0, 60, 0, 1, 'x'
  };

  /** CONNACK with return code 5, not authorised. */
  private static final byte[] NOT_AUTHORISED = {0x20, 2, 0, 5};

  @TempDir private Path folder;
  private Path config;
  private Authority authority;
  private Artemis broker;

  @BeforeEach
  void startBroker() throws IOException {
    Site site = Site.create(folder.resolve("site"), PEOPLE);
    authority = site.authority();
    config = Artemis.configure(folder.resolve("broker"), site, PEOPLE, 0);
    broker = Artemis.start(config);
  }

  @AfterEach
  void stopBroker() {
    broker.close();
  }

  @Test
  void strangersAreRefused() {
    assertRefused(A, "wrong", A.name());
    assertRefused(new Person("rpi-09", Rights.DEVICE), "password of rpi-09", "rpi-09");
    assertRefused(new Person("", Rights.DEVICE), "", "rpi-07");
  }

  @Test
  void nobodyTakesTheClientIdOfAnother() throws Exception {
    try (Eavesdropper b = connect(B)) {
      assertRefused(A, A.password(), B.name());
      assertRefused(STATION, STATION.password(), B.name());
      assertTrue(b.isConnected());
    }
  }

  @Test
  void deviceReadsItsOwnControlAndNoOther() throws Exception {
    try (Eavesdropper a = connect(A).listen("sealpost/rpi-07/control");
        Eavesdropper b = connect(B).listen(B_CONTROL);
        Eavesdropper station = connect(STATION)) {
      for (String filter : List.of(B_CONTROL, "sealpost/+/control", "#", "sealpost/#")) {
        assertThrows(MqttException.class, () -> a.listen(filter), filter);
      }
      station.publish(B_CONTROL, "for B");
      b.heard().await("command for B", heard -> heard.topic().equals(B_CONTROL), PATIENCE);
      station.publish("sealpost/rpi-07/control", "for A");
      a.heard().await("command for A", heard -> true, PATIENCE);
      assertEquals(1, a.heard().size(), a.heard()::toString);
    }
  }

  @Test
  void sharedSubscriptionDoesNotReachTheQueueOfAnother() throws Exception {
    try (Eavesdropper b = connect(B).listen(B_CONTROL);
        Eavesdropper station = connect(STATION)) {
      Eavesdropper a = connect(A);
      assertThrows(MqttException.class, () -> a.listen("$share/rpi-08/" + B_CONTROL));
      station.publish(B_CONTROL, "for B");
      b.heard().await("command for B", heard -> true, PATIENCE);
      a.close();
    }
  }

  @Test
  void deviceWritesItsOwnTopicsAndNoOther() throws Exception {
    try (Eavesdropper station = connect(STATION).listen("sealpost/+/#");
        Eavesdropper b = connect(B).listen(B_CONTROL)) {
      for (String forbidden :
          List.of("sealpost/rpi-08/temperature", B_CONTROL, "sealpost/rpi-07/control", "x")) {
        try (Eavesdropper a = connect(A)) {
          tryToPublish(a, forbidden);
        }
      }
      try (Eavesdropper a = connect(A)) {
        a.publish("sealpost/rpi-07/temperature", "allowed");
      }
      b.publish("sealpost/rpi-08/temperature", "allowed");
      station.heard().await("B", heard -> heard.topic().contains("rpi-08"), PATIENCE);
      assertEquals(
          List.of("sealpost/rpi-07/temperature", "sealpost/rpi-08/temperature"),
          station.heard().all().stream().map(Eavesdropper.Heard::topic).toList());
      assertEquals(List.of(), b.heard().all());
    }
  }

  @Test
  void stationWritesNothingButControl() throws Exception {
    try (Eavesdropper listener = connect(STATION).listen("sealpost/+/#")) {
      try (Eavesdropper other = connectAs(STATION, "station-set")) {
        tryToPublish(other, "sealpost/rpi-07/temperature");
      }
      try (Eavesdropper other = connectAs(STATION, "station-set")) {
        other.publish(B_CONTROL, "allowed");
      }
      listener.heard().await("control", heard -> heard.topic().equals(B_CONTROL), PATIENCE);
      assertEquals(1, listener.heard().size(), listener.heard()::toString);
    }
  }

  @Test
  void commandWaitsForItsDeviceWhileTheBrokerIsRestarted() throws Exception {
    Eavesdropper.connectToStay(broker.port(), authority, B).listen(B_CONTROL).close();
    try (Eavesdropper station = connect(STATION)) {
      station.publish(B_CONTROL, "waiting");
    }
    broker.close();
    broker = Artemis.start(config);
    try (Eavesdropper b = Eavesdropper.connectToStay(broker.port(), authority, B)) {
      Eavesdropper.Heard heard = b.heard().await("waiting command", any -> true, PATIENCE);
      assertEquals("waiting", new String(heard.payload(), StandardCharsets.UTF_8));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
  void tlsSessionIsResumed(String version) throws Exception {
    SSLSocketFactory sockets = Eavesdropper.trusting(authority);
    try (Proxy proxy = Proxy.to(broker.port())) {
      for (int i = 0; i < 2; i++) {
        assertEquals(
            List.of(NOT_AUTHORISED[0], NOT_AUTHORISED[3]),
            connectAnonymously(sockets, proxy.port(), version));
        assertEquals(
            new TlsHandshake(version, i == 1),
            TlsHandshake.of(proxy.connections().all().get(i).fromBroker()));
      }
    }
  }

  @Test
  void oldTlsIsRefused() throws Exception {
    SSLSocketFactory sockets = Eavesdropper.trusting(authority);
    assertThrows(IOException.class, () -> connectAnonymously(sockets, broker.port(), "TLSv1.1"));
  }

  @Test
  void signalStopsItInTime() {
    Child.Exit exit = broker.process().terminate();
    assertTrue(exit.took().compareTo(Duration.ofSeconds(2)) < 0, () -> "took " + exit.took());
    assertEquals(List.of(), broker.process().err().all());
  }

  @Test
  void wrongConfigurationIsOneLineAndExitCode78() throws IOException {
    Path wrong = config.resolveSibling("wrong.toml");
    Files.writeString(wrong, Files.readString(config).replace("role = \"station\"", "role = \"\""));
    assertFails(78, wrong + ": role", "--config", wrong.toString());
    String taken = Files.readString(config).replace("port = 0", "port = " + broker.port());
    Files.writeString(wrong, taken.replace("data = \"data\"", "data = \"other\""));
    assertFails(78, "127.0.0.1:" + broker.port(), "--config", wrong.toString());
    assertFails(64, "usage: ");
  }

  private static void assertFails(int code, String expected, String... arguments) {
    Child.Finished finished = Child.run("broker", Programs.BROKER.command(arguments), new byte[0]);
    assertEquals(code, finished.code(), finished.err());
    assertTrue(finished.err().contains(expected), finished.err());
    assertEquals("", finished.text());
  }

  private Eavesdropper connect(Person person) throws Exception {
    return Eavesdropper.connect(broker.port(), authority, person);
  }

  private Eavesdropper connectAs(Person person, String clientId) throws Exception {
    return Eavesdropper.connect(
        broker.port(), authority, person, person.password(), clientId, true);
  }

  private void assertRefused(Person person, String password, String clientId) {
    assertThrows(
        MqttException.class,
        () -> Eavesdropper.connect(broker.port(), authority, person, password, clientId, true),
        person + " as " + clientId);
  }

  /** Whether the broker says so or is silent is its choice; what counts is who gets it. */
  private static void tryToPublish(Eavesdropper client, String topic) {
    try {
      client.publish(topic, "forbidden");
    } catch (MqttException e) {
      System.out.println("publishing to " + topic + " was answered with: " + e.getMessage());
    }
  }

  /** Returns packet type and return code of the answer. */
  private static List<Byte> connectAnonymously(SSLSocketFactory sockets, int port, String version)
      throws IOException {
    try (SSLSocket socket = (SSLSocket) sockets.createSocket("localhost", port)) {
      socket.setEnabledProtocols(new String[] {version});
      socket.getOutputStream().write(ANONYMOUS);
      byte[] answer = socket.getInputStream().readNBytes(NOT_AUTHORISED.length);
      return List.of(answer[0], answer[3]);
    }
  }
}
