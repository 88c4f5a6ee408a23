package io.sealpost.e2e;

import static io.sealpost.e2e.rig.Events.PATIENCE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sealpost.e2e.rig.Artemis;
import io.sealpost.e2e.rig.Authority.Issued;
import io.sealpost.e2e.rig.Authority.KeyKind;
import io.sealpost.e2e.rig.Child;
import io.sealpost.e2e.rig.DeviceFile;
import io.sealpost.e2e.rig.Entrance;
import io.sealpost.e2e.rig.Events;
import io.sealpost.e2e.rig.Mosquitto;
import io.sealpost.e2e.rig.Person;
import io.sealpost.e2e.rig.Person.Rights;
import io.sealpost.e2e.rig.Site;
import io.sealpost.e2e.rig.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Every way into a broker, with the real Mosquitto. Takes half a minute. */
final class TlsModesIT {
  private static final String DEVICE = "rpi-07";
  private static final List<Person> PEOPLE =
      List.of(new Person(DEVICE, Rights.DEVICE), new Person("station", Rights.STATION));

  @TempDir private Path folder;
  private Site site;

  @BeforeEach
  void makeSite() throws IOException {
    site = Site.create(folder.resolve("site"), PEOPLE);
    site.drawKey(DEVICE);
  }

  @ParameterizedTest
  @EnumSource
  void readingsArriveThrough(Entrance entrance) throws IOException {
    try (Mosquitto broker = entrance.broker(folder.resolve("broker"), site, PEOPLE)) {
      assertReadingsArrive(entrance.device(site, DEVICE, broker.port(0)));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "EC,  ec,   -----BEGIN EC PRIVATE KEY-----",
    "RSA, rsa,  -----BEGIN RSA PRIVATE KEY-----",
    "EC,  pkey, -----BEGIN PRIVATE KEY-----",
    "RSA, pkey, -----BEGIN PRIVATE KEY-----",
  })
  void keyFileMayHaveTheForm(KeyKind kind, String form, String head) throws IOException {
    Issued issued = site.authority().issueToClient(DEVICE, kind);
    Path key = folder.resolve("client.key");
    List<String> conversion = new ArrayList<>(List.of(Tool.OPENSSL.path(), form));
    conversion.addAll(List.of("-in", issued.key().toString(), "-out", key.toString()));
    if (form.equals("rsa")) {
      conversion.add("-traditional");
    }
    Child.succeed(conversion);
    assertEquals(head, Files.readAllLines(key).get(0));
    try (Mosquitto broker = Entrance.CERTIFICATE.broker(folder.resolve("broker"), site, PEOPLE)) {
      assertReadingsArrive(
          Entrance.withCertificate(
              site.device(DEVICE, broker.port(0)), new Issued(issued.certificate(), key)));
    }
  }

  @Test
  void readingsArriveThroughAWebSocket() throws IOException {
    Path config = Artemis.configure(folder.resolve("broker"), site, PEOPLE, 0);
    try (Artemis broker = Artemis.start(config)) {
      site.stationUses(broker.port());
      assertReadingsArrive(
          site.device(DEVICE, broker.port())
              .set("broker", "url", "wss://localhost:" + broker.port() + "/mqtt"));
    }
  }

  private void assertReadingsArrive(DeviceFile device) throws IOException {
    Path config = device.sensor("simulated-temperature", "temperature", "200ms").write();
    try (Child watch = site.watch();
        Child agent = Site.agent(config)) {
      watch
          .out()
          .await("reading", Events.of("reading", Events.pair("stream", "temperature")), PATIENCE);
      assertEquals(0, agent.terminate().code(), agent::toString);
      RoundTrip.assertNoTrouble(agent);
    }
  }
}
