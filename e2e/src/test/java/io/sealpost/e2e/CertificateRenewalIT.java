package io.sealpost.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.e2e.rig.Authority;
import io.sealpost.e2e.rig.Authority.Issued;
import io.sealpost.e2e.rig.Authority.KeyKind;
import io.sealpost.e2e.rig.Authority.Validity;
import io.sealpost.e2e.rig.Child;
import io.sealpost.e2e.rig.Entrance;
import io.sealpost.e2e.rig.Events;
import io.sealpost.e2e.rig.Mosquitto;
import io.sealpost.e2e.rig.Person;
import io.sealpost.e2e.rig.Person.Rights;
import io.sealpost.e2e.rig.Programs;
import io.sealpost.e2e.rig.Proxy;
import io.sealpost.e2e.rig.Site;
import io.sealpost.e2e.rig.Until;
import io.sealpost.e2e.rig.Wiretap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A running agent whose certificate ends tomorrow gets another: it asks in its hello, {@code
 * sealpost sign} has OpenSSL sign, and Mosquitto has the last word. Takes half a minute.
 */
final class CertificateRenewalIT {
  private static final String DEVICE = "rpi-07";
  private static final Validity ENDS_TOMORROW = new Validity("300 days ago", 301);
  private static final List<Person> PEOPLE =
      List.of(new Person(DEVICE, Rights.DEVICE), new Person("station", Rights.STATION));
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  // What runs, the last first: it is stopped also if the rest of it cannot be started.
  private final Deque<AutoCloseable> started = new ArrayDeque<>();

  @TempDir private Path folder;
  private Site site;
  private Mosquitto broker;
  private Proxy proxy;
  private Issued given;
  private Path config;
  private Path state;
  private Child watch;
  private Child agent;
  // How many lines of the watch are of before the last thing that was done to agent or broker.
  private int before;

  @BeforeEach
  void connectWithACertificateThatEndsTomorrow() throws IOException {
    site = Site.create(folder.resolve("site"), PEOPLE);
    site.drawKey(DEVICE);
    broker = Entrance.CERTIFICATE.broker(folder.resolve("broker"), site, PEOPLE);
    started.push(broker);
    proxy = Proxy.to(broker.port(0));
    started.push(proxy);
    given = site.authority().issueToClient(DEVICE, KeyKind.EC, ENDS_TOMORROW);
    config =
        Entrance.withCertificate(site.device(DEVICE, proxy.port()), given)
            .set("clock", "trust", true)
            .sensor("simulated-temperature", "temperature", "200ms")
            .write();
    state = site.folder(DEVICE).resolve("state");
    watch = site.watch();
    started.push(watch);
    startAgent();
    awaitHello("\"asks\":true");
  }

  @AfterEach
  void stop() throws Exception {
    if (!started.isEmpty()) {
      try {
        started.pop().close();
      } finally {
        stop();
      }
    }
  }

  @Test
  void anotherCertificateIsShownAtTheNextConnectWheneverTheAgentIsKilled() throws IOException {
    signBy(site.authority());
    String asked = request();
    startAgain();
    awaitHello("\"connects\":1", "\"asks\":true");
    assertEquals(asked, request(), "the same request, though the agent was killed");

    assertDone(site.run("sign", DEVICE));
    assertDone(site.run("sign", DEVICE));
    assertEquals(1, signed(), "certificates");
    assertTrue(Files.exists(state.resolve("certificate-new.pem")), "not tried yet");
    startAgain();

    awaitLog("the broker accepts the new certificate in");
    String hello = awaitHello("\"asks\":false");
    assertFalse(hello.contains(end(given.certificate())), hello);
    Until.holds("promotion", () -> Files.exists(renewed()), PATIENCE);
    assertTrue(Files.notExists(state.resolve("certificate-new.pem")));
    assertMosquittoLetsInWhoDoesNotShowTheOldOne();
    assertCheckShowsTheNewOne();
    assertGivenOneThatTheBrokerRefusesCostsNothing();
  }

  @Test
  void certificateThatTheBrokerRefusesGivesWayToTheOneBefore() throws IOException {
    signBy(Authority.create(folder.resolve("stranger")));
    assertDone(site.run("sign", DEVICE));

    cut();

    awaitLog("which is in " + state.resolve("certificate-new.pem") + ": renew it");
    awaitLog("the broker refuses the new certificate in");
    awaitHello("\"problem\":\"the broker refuses the new certificate", end(given.certificate()));
    watch.out().await("alarm", Events.of("alarm", "\"certificate-no-good\""), PATIENCE);
    startAgain();
    awaitHello("\"connects\":1", end(given.certificate()));
  }

  private void assertMosquittoLetsInWhoDoesNotShowTheOldOne() throws IOException {
    Path list = site.authority().revoke(given);
    Path broken = folder.resolve("broker").resolve("mosquitto.conf");
    String settings = Files.readString(broken);
    Files.writeString(
        broken,
        settings.replace("require_certificate", "crlfile " + list + "\nrequire_certificate"));
    broker.kill();
    before = watch.out().size();
    broker.restart();
    awaitHello("\"connects\":2");
  }

  private void assertCheckShowsTheNewOne() {
    Child.Finished check =
        Child.run(
            "check",
            Programs.AGENT.command("run", "--check", "--connect", "--config", config.toString()),
            new byte[0]);
    assertEquals(0, check.code(), check::err);
    String until = ", our certificate is valid until " + end(renewed());
    assertTrue(check.text().contains(until), check::text);
  }

  private void assertGivenOneThatTheBrokerRefusesCostsNothing() throws IOException {
    Issued other = Authority.create(folder.resolve("others")).issueToClient(DEVICE, KeyKind.EC);
    Files.copy(other.key(), given.key(), StandardCopyOption.REPLACE_EXISTING);
    Files.copy(other.certificate(), given.certificate(), StandardCopyOption.REPLACE_EXISTING);
    startAgain();
    awaitLog("the broker refuses the new certificate in " + given.certificate());
    awaitHello("\"connects\":1", "\"problem\":\"the broker refuses", end(renewed()));
    assertTrue(Files.exists(renewed()));
  }

  private Path renewed() {
    return state.resolve("certificate-renewed.pem");
  }

  /** Killed without a word, at once after whatever was done last. */
  private void startAgain() {
    agent.kill();
    before = watch.out().size();
    startAgent();
  }

  private void startAgent() {
    agent = Site.agent(config);
    started.push(agent);
  }

  private void cut() throws IOException {
    before = watch.out().size();
    List<Wiretap> taps = proxy.connections().all();
    taps.get(taps.size() - 1).reset();
  }

  private void signBy(Authority authority) throws IOException {
    Path certificate = authority.certificate();
    String command =
        String.join(
            "\", \"",
            Programs.inCheckout("e2e/src/test/resources/sign-certificate.sh").toString(),
            certificate.toString(),
            certificate.resolveSibling("ca.key").toString(),
            issued().toString());
    Files.writeString(
        site.folder("station").resolve("station.toml"),
        "\n[signing]\ncommand = [\"" + command + "\"]\n",
        StandardOpenOption.APPEND);
  }

  private Path issued() {
    return folder.resolve("issued");
  }

  private long signed() throws IOException {
    return Files.readAllLines(issued().resolve("index")).size();
  }

  private String request() throws IOException {
    return Files.readString(state.resolve("certificate-request.pem"));
  }

  /** The day on which a certificate ends, as the station writes it. */
  private static String end(Path certificate) {
    String text =
        Child.run(
                "openssl",
                List.of(
                    "/usr/bin/openssl",
                    "x509",
                    "-noout",
                    "-enddate",
                    "-dateopt",
                    "iso_8601",
                    "-in",
                    certificate.toString()),
                new byte[0])
            .text();
    return text.substring(text.indexOf('=') + 1).strip().split(" ", -1)[0];
  }

  private static void assertDone(Child.Finished sign) {
    assertEquals(0, sign.code(), sign.text() + sign.err());
  }

  private String awaitHello(String... parts) {
    return watch
        .out()
        .await("hello of " + List.of(parts), before, Events.of("hello", parts), PATIENCE);
  }

  private void awaitLog(String part) {
    agent.out().await(part, line -> line.contains(part), PATIENCE);
  }
}
