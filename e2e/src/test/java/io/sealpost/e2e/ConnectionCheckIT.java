package io.sealpost.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.e2e.rig.Authority;
import io.sealpost.e2e.rig.Authority.Issued;
import io.sealpost.e2e.rig.Authority.KeyKind;
import io.sealpost.e2e.rig.Child;
import io.sealpost.e2e.rig.DeviceFile;
import io.sealpost.e2e.rig.Entrance;
import io.sealpost.e2e.rig.Mosquitto;
import io.sealpost.e2e.rig.Person;
import io.sealpost.e2e.rig.Person.Rights;
import io.sealpost.e2e.rig.Programs;
import io.sealpost.e2e.rig.Site;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code sealpost-device run --check --connect} against the real Mosquitto. */
final class ConnectionCheckIT {
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

  private Mosquitto broker(Entrance entrance) throws IOException {
    return entrance.broker(folder.resolve("broker"), site, PEOPLE);
  }

  private static Child.Finished check(DeviceFile device) throws IOException {
    Path config = device.sensor("simulated-temperature", "temperature", "1s").write();
    return Child.run(
        "check",
        Programs.AGENT.command("run", "--check", "--connect", "--config", config.toString()),
        new byte[0]);
  }

  private static void assertRefused(int code, String reason, Child.Finished check) {
    assertEquals(code, check.code(), () -> check.text() + check.err());
    assertEquals("", check.text());
    assertEquals(1, check.err().lines().count(), check::err);
    assertTrue(check.err().contains(reason), check::err);
  }

  @ParameterizedTest
  @EnumSource
  void saysInOneLineHowItWasLetIn(Entrance entrance) throws IOException {
    try (Mosquitto broker = broker(entrance)) {
      Child.Finished check = check(entrance.device(site, DEVICE, broker.port(0)));
      assertEquals(0, check.code(), check::err);
      assertEquals("", check.err());
      assertEquals(1, check.text().lines().count(), check::text);
      assertTrue(check.text().contains(" lets in 'rpi-07-check'"), check::text);
      assertTrue(check.text().contains(", full handshake in "), check::text);
      assertTrue(check.text().endsWith(", CONNACK accepted\n"), check::text);
      String version = entrance == Entrance.PRE_SHARED_KEY ? ": TLSv1.2 " : ": TLSv1.3 ";
      assertTrue(check.text().contains(version), check::text);
      assertEquals(
          entrance == Entrance.CERTIFICATE,
          check.text().contains(", our certificate is valid until 20"),
          check::text);
    }
  }

  @Test
  void leavesNothingAtTheBrokerNorInTheStateFolder() throws IOException {
    try (Mosquitto broker = broker(Entrance.PASSWORD)) {
      assertEquals(0, check(Entrance.PASSWORD.device(site, DEVICE, broker.port(0))).code());
      List<String> log =
          broker.log().all().stream().filter(line -> line.contains("rpi-07-check")).toList();
      assertTrue(log.stream().anyMatch(line -> line.contains("(p2, c1")), log::toString);
      for (String word : List.of("SUBSCRIBE", "PUBLISH", "Will")) {
        assertTrue(log.stream().noneMatch(line -> line.contains(word + " ")), log::toString);
      }
    }
    assertFalse(Files.exists(site.folder(DEVICE).resolve("state")));
  }

  @Test
  void refusedPasswordIs77() throws IOException {
    try (Mosquitto broker = broker(Entrance.PASSWORD)) {
      Path wrong = folder.resolve("wrong");
      Site.secret(wrong, "not the password");
      DeviceFile device =
          Entrance.PASSWORD
              .device(site, DEVICE, broker.port(0))
              .set("broker", "password-file", wrong);
      assertRefused(77, "check user name and password", check(device));
    }
  }

  @Test
  void refusedCertificateIs77() throws IOException {
    try (Mosquitto broker = broker(Entrance.CERTIFICATE)) {
      Issued strange = Authority.create(folder.resolve("others")).issueToClient(DEVICE, KeyKind.EC);
      DeviceFile device = Entrance.withCertificate(site.device(DEVICE, broker.port(0)), strange);
      assertRefused(77, "certificate", check(device));
    }
  }

  @Test
  void refusedPreSharedKeyIs77() throws IOException {
    try (Mosquitto broker = broker(Entrance.PRE_SHARED_KEY)) {
      Path wrong = folder.resolve("wrong");
      Site.secret(wrong, "5e".repeat(32));
      DeviceFile device =
          Entrance.PRE_SHARED_KEY
              .device(site, DEVICE, broker.port(0))
              .set("broker", "psk-file", wrong);
      assertRefused(77, "key", check(device));
    }
  }

  @Test
  void brokerOfAnotherAuthorityIs78() throws IOException {
    try (Mosquitto broker = broker(Entrance.PASSWORD)) {
      DeviceFile device =
          Entrance.PASSWORD
              .device(site, DEVICE, broker.port(0))
              .set("broker", "ca-file", Authority.create(folder.resolve("others")).certificate());
      assertRefused(78, "certificate of mqtts://localhost:" + broker.port(0), check(device));
    }
  }

  @Test
  void brokerThatIsNotThereIs69() throws IOException {
    int closed;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = socket.getLocalPort();
    }
    assertRefused(
        69,
        "nothing listens at mqtts://localhost:" + closed,
        check(Entrance.PASSWORD.device(site, DEVICE, closed)));
  }

  @Test
  void secretThatOthersMayReadIs77() throws IOException {
    Path open = Files.writeString(folder.resolve("open"), "5e".repeat(32));
    DeviceFile device = Entrance.PASSWORD.device(site, DEVICE, 1).set("seal", "key-file", open);
    assertRefused(77, "lets others in", check(device));
  }
}
