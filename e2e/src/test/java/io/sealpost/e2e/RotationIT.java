package io.sealpost.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sealpost.e2e.rig.Authority;
import io.sealpost.e2e.rig.Authority.Issued;
import io.sealpost.e2e.rig.Authority.KeyKind;
import io.sealpost.e2e.rig.Child;
import io.sealpost.e2e.rig.Entrance;
import io.sealpost.e2e.rig.Events;
import io.sealpost.e2e.rig.Mosquitto;
import io.sealpost.e2e.rig.Person;
import io.sealpost.e2e.rig.Person.Rights;
import io.sealpost.e2e.rig.Proxy;
import io.sealpost.e2e.rig.Site;
import io.sealpost.e2e.rig.Wiretap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The certificate of a running agent is replaced: the new one is tried at the next connection, and
 * the old one kept until the broker has accepted it. Takes a quarter of a minute.
 */
final class RotationIT {
  private static final String DEVICE = "rpi-07";
  private static final List<Person> PEOPLE =
      List.of(new Person(DEVICE, Rights.DEVICE), new Person("station", Rights.STATION));

  /** Two failed attempts may lie between two connections. */
  private static final Duration RECONNECT = Duration.ofSeconds(60);

  @TempDir private Path folder;
  private Site site;
  private Mosquitto broker;
  private Proxy proxy;
  private Issued present;
  private Child watch;
  private Child agent;

  @BeforeEach
  void connectWithTheFirstCertificate() throws IOException {
    site = Site.create(folder.resolve("site"), PEOPLE);
    site.drawKey(DEVICE);
    broker = Entrance.CERTIFICATE.broker(folder.resolve("broker"), site, PEOPLE);
    proxy = Proxy.to(broker.port(0));
    present = site.authority().issueToClient(DEVICE, KeyKind.EC);
    Path config =
        Entrance.withCertificate(site.device(DEVICE, proxy.port()), present)
            .sensor("simulated-temperature", "temperature", "200ms")
            .write();
    watch = site.watch();
    agent = Site.agent(config);
    awaitConnection(1);
  }

  @AfterEach
  void stop() throws IOException {
    agent.close();
    watch.close();
    proxy.close();
    broker.close();
  }

  @Test
  void newCertificateIsTakenAtTheNextConnection() throws IOException {
    // The authority keeps a name's certificate in the files that the agent reads.
    site.authority().issueToClient(DEVICE, KeyKind.RSA);
    cut();
    String hello = awaitConnection(2);
    awaitLog("the broker accepts the new certificate in " + present.certificate());
    assertEquals(2, Events.number(hello, "handshakes_full"), "a new key resumes nothing");
    cut();
    assertEquals(1, Events.number(awaitConnection(3), "handshakes_resumed"), agent::toString);
  }

  @Test
  void oldCertificateIsKeptWhileTheFilesAreNoCertificate() throws IOException {
    Files.writeString(present.certificate(), "half of a fi");
    cut();
    awaitConnection(2);
    awaitLog("going on with the certificate and key from before");
  }

  @Test
  void oldCertificateComesBackIfTheBrokerRefusesTheNewOne() throws IOException {
    Authority stranger = Authority.create(folder.resolve("stranger"));
    replace(stranger.issueToClient(DEVICE, KeyKind.EC));
    cut();
    awaitLog("the broker refuses the new certificate in " + present.certificate());
    awaitConnection(2);
  }

  private void replace(Issued next) throws IOException {
    Files.copy(next.key(), present.key(), StandardCopyOption.REPLACE_EXISTING);
    Files.copy(next.certificate(), present.certificate(), StandardCopyOption.REPLACE_EXISTING);
  }

  private void cut() throws IOException {
    List<Wiretap> taps = proxy.connections().all();
    taps.get(taps.size() - 1).reset();
  }

  private String awaitConnection(int number) {
    return watch
        .out()
        .await("connection " + number, Events.of("hello", "\"connects\":" + number), RECONNECT);
  }

  private void awaitLog(String part) {
    agent.out().await(part, line -> line.contains(part), RECONNECT);
  }
}
