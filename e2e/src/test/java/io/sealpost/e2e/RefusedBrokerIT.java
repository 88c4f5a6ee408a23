package io.sealpost.e2e;

import static io.sealpost.e2e.rig.Events.PATIENCE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.e2e.rig.Authority;
import io.sealpost.e2e.rig.Authority.Issued;
import io.sealpost.e2e.rig.Authority.KeyKind;
import io.sealpost.e2e.rig.Authority.Validity;
import io.sealpost.e2e.rig.Child;
import io.sealpost.e2e.rig.DeviceFile;
import io.sealpost.e2e.rig.Door;
import io.sealpost.e2e.rig.Entrance;
import io.sealpost.e2e.rig.Mosquitto;
import io.sealpost.e2e.rig.Person;
import io.sealpost.e2e.rig.Person.Rights;
import io.sealpost.e2e.rig.Site;
import io.sealpost.e2e.rig.fault.FaultProxy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A broker that is not the right one, or that does not let us in: one clear line, and then a slow
 * retry. Takes half a minute.
 */
final class RefusedBrokerIT {
  private static final String DEVICE = "rpi-07";
  private static final List<Person> PEOPLE = List.of(new Person(DEVICE, Rights.DEVICE));
  private static final Pattern RETRY = Pattern.compile("next attempt in ([0-9]+) ms");

  /** Half of the five minutes between two attempts at what stays until somebody changes it. */
  private static final long SLOW_MILLIS = 150_000;

  @TempDir private Path folder;
  private Site site;

  @BeforeEach
  void makeSite() throws IOException {
    site = Site.create(folder.resolve("site"), PEOPLE);
    site.drawKey(DEVICE);
  }

  private Authority authority() {
    return site.authority();
  }

  @Test
  void wrongAuthority() throws IOException {
    Authority stranger = Authority.create(folder.resolve("stranger"));
    assertRefused(
        new Door.Password(stranger.broker()), "is signed by nobody we trust: set ca-file to its");
  }

  @Test
  void authorityOfTheSameNameWithAnotherKey() throws IOException {
    Authority later = Authority.create(folder.resolve("later").resolve("authority"));
    assertRefused(
        new Door.Password(later.broker()), "is signed by nobody we trust: set ca-file to its");
  }

  @Test
  void expiredCertificate() throws IOException {
    assertRefused(
        new Door.Password(authority().issueToBroker("old", "localhost", Validity.EXPIRED)),
        "has expired");
  }

  @Test
  void certificateForAnotherHost() throws IOException {
    assertRefused(
        new Door.Password(authority().issueToBroker("other", "elsewhere.example", Validity.NOW)),
        "is not for 'localhost', but for elsewhere.example, 127.0.0.1: use a name");
  }

  @Test
  void selfSignedCertificate() throws IOException {
    Issued self = new Issued(folder.resolve("self.pem"), folder.resolve("self.key"));
    Authority.selfSigned(self);
    assertRefused(new Door.Password(self), "is self-signed: set ca-file to it if it is the right");
  }

  @Test
  void revokedCertificate() throws IOException {
    Issued revoked = authority().issueToBroker("revoked", "localhost", Validity.NOW);
    Path list = authority().revoke(revoked);
    try (Mosquitto broker = start(new Door.Password(revoked))) {
      assertRefused(
          broker,
          site.device(DEVICE, broker.port()).set("broker", "crl-file", list),
          "was revoked by its authority on ");
    }
  }

  @Test
  void wrongPassword() throws IOException {
    try (Mosquitto broker = start(new Door.Password(authority().broker()))) {
      Path password = folder.resolve("password");
      Site.secret(password, "wrong");
      assertRefused(
          broker,
          site.device(DEVICE, broker.port()).set("broker", "password-file", password),
          "check user name and password");
    }
  }

  @Test
  void missingClientCertificate() throws IOException {
    try (Mosquitto broker = start(new Door.MutualTls(authority()))) {
      assertRefused(
          broker,
          site.device(DEVICE, broker.port()),
          "wants a client certificate, which this link does not have: set certificate-file");
    }
  }

  @Test
  void clientCertificateOfAnUnknownAuthority() throws IOException {
    Authority stranger = Authority.create(folder.resolve("stranger"));
    try (Mosquitto broker = start(new Door.MutualTls(authority()))) {
      assertRefused(
          broker,
          Entrance.withCertificate(
              site.device(DEVICE, broker.port()), stranger.issueToClient(DEVICE, KeyKind.EC)),
          "does not know the authority of our certificate");
    }
  }

  @Test
  void wrongPreSharedKey() throws IOException {
    Door door = Entrance.PRE_SHARED_KEY.door(site, List.of(DEVICE));
    try (Mosquitto broker = start(door)) {
      DeviceFile device = Entrance.PRE_SHARED_KEY.device(site, DEVICE, broker.port());
      Files.writeString(site.folder(DEVICE).resolve("tls-psk"), "5e".repeat(32));
      assertRefused(broker, device, "has another key for the identity 'rpi-07'");
    }
  }

  @Test
  void unknownIdentity() throws IOException {
    Door door = Entrance.PRE_SHARED_KEY.door(site, List.of("rpi-08"));
    try (Mosquitto broker = start(door)) {
      assertRefused(
          broker,
          Entrance.PRE_SHARED_KEY.device(site, DEVICE, broker.port()),
          "does not know the identity 'rpi-07'");
    }
  }

  private Mosquitto start(Door door) throws IOException {
    return Mosquitto.start(folder.resolve("broker"), List.of(door), PEOPLE);
  }

  private void assertRefused(Door door, String expected) throws IOException {
    try (Mosquitto broker = start(door)) {
      assertRefused(broker, site.device(DEVICE, broker.port()), expected);
    }
  }

  private static void assertRefused(Mosquitto broker, DeviceFile device, String expected)
      throws IOException {
    try (FaultProxy proxy = FaultProxy.to(broker.port())) {
      Path config =
          device
              .set("broker", "url", "mqtts://localhost:" + proxy.port())
              .sensor("simulated-temperature", "temperature", "200ms")
              .write();
      try (Child agent = Site.agent(config)) {
        String line = agent.out().await("refusal", text -> RETRY.matcher(text).find(), PATIENCE);
        assertTrue(line.contains(expected), line);
        Matcher retry = RETRY.matcher(line);
        assertTrue(retry.find() && Long.parseLong(retry.group(1)) >= SLOW_MILLIS, line);
        assertEquals(0, agent.terminate().code(), agent::toString);
        assertEquals(1, proxy.attempts(), agent::toString);
        assertEquals(1, agent.out().all().stream().filter(text -> text.contains(expected)).count());
        RoundTrip.assertNoTrouble(agent);
      }
    }
  }
}
