package io.sealpost.e2e.provision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.e2e.rig.Child;
import io.sealpost.e2e.rig.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a site is asked for once it is there: renewing, listing, more agents, wrong wishes. */
final class ProvisionLaterIT extends SiteCopies {
  private static final String DEVICE = "rpi-07";

  @Test
  void theCertificateThatADeviceHasIsListedNotTheOneThatLastsLongest() throws IOException {
    provision.run(0, "device", DEVICE, "--root", card().toString());
    certifyAnewFor(20);

    String list = provision.run(0, "list", "--json").text();
    String line = list.lines().filter(l -> l.contains(DEVICE)).findFirst().orElseThrow();
    // 20 within the same second.
    assertTrue(line.matches(".*\"days_left\":(19|20),.*"), line);
  }

  @Test
  void aDeviceHasHalfOfTheTimeToRenewItsCertificateItself() throws IOException {
    provision.run(0, "device", DEVICE, "--root", card().toString());
    certifyAnewFor(16);
    assertEquals("", provision.run(0, "renew", "--due").err());

    certifyAnewFor(14);
    String due = provision.run(0, "renew", "--due").err();
    assertTrue(due.contains(DEVICE + ": its certificate ends on "), due);
  }

  @Test
  void aRenewalThatNobodyCanReckonIsToldAndNotPutOff() throws IOException {
    site(toml -> toml.replace("renew-before = \"30d\"", "renew-before = \"720h\""));

    String refused = provision.run(78, "renew", "--due").err();

    assertTrue(refused.contains("\"720h\" must be a number of days"), refused);
  }

  /** As the device asks, while the site gives certificates for so many days. */
  private void certifyAnewFor(int days) throws IOException {
    site(toml -> toml.replace("certificate-days = 365", "certificate-days = " + days));
    provision.runWith(0, request(), "sign", DEVICE);
    site(toml -> toml.replace("certificate-days = " + days, "certificate-days = 365"));
  }

  @Test
  void theBrokersCertificateIsRenewedWhenItsNamesChange() throws IOException {
    assertEquals("no device is due", provision.run(0, "renew", "--due").text().strip());
    site(toml -> toml.replace("\"localhost\", ", "\"localhost\", \"broker.example\", "));

    String done = provision.run(0, "renew").text();

    assertTrue(done.contains("certify the broker: DNS:localhost,DNS:broker.example"), done);
    String certificate = provision.site().resolve("broker/broker.pem").toString();
    Child.Finished text =
        Child.run(
            "openssl",
            List.of(Tool.OPENSSL.path(), "x509", "-noout", "-text", "-in", certificate),
            new byte[0]);
    assertTrue(text.text().contains("DNS:broker.example"), text.text());
    String list = provision.run(0, "renew", "--crl").text();
    assertFalse(list.contains("no device is due"), list);
  }

  @Test
  void whoIsProvisionedShowsSignsOfLifeAsOftenAsTheBrokerWants() throws IOException {
    Provisioning robots = new Provisioning(Files.createDirectory(folder.resolve("robots")));
    robots.init("--profile", "robots");
    robots.run(0, "device", DEVICE, "--root", card().toString());

    String wanted = "keep-alive = \"10s\"\n";
    String device = Files.readString(folder.resolve("card/etc/sealpost/device.toml"));
    assertTrue(device.contains(wanted), device);
    Path station = robots.site().resolve("station/station.toml");
    String settings = Files.readString(station);
    assertTrue(settings.contains(wanted), settings);
    assertEquals("", robots.run(0, "broker").err());
    Files.writeString(station, settings.replace(wanted, "keep-alive = \"20s\"\n"));
    String warning = robots.run(0, "broker").err();
    assertTrue(warning.contains("the broker will refuse the station"), warning);
    assertFalse(warning.contains(DEVICE), warning);
    Path kept = robots.site().resolve("devices/" + DEVICE + "/device.toml");
    Files.writeString(kept, Files.readString(kept).replace(wanted, ""));
    warning = robots.run(0, "broker").err();
    assertTrue(warning.contains("the broker will refuse 1 device(s)"), warning);
    assertTrue(warning.contains(": " + DEVICE + ";"), warning);
  }

  @Test
  void whatCouldNotBePutInPlaceIsTriedAgainByTheNextRenewal() throws IOException {
    assertEquals("no device is due", provision.run(0, "renew", "--due").text().strip());
    site(toml -> toml.replace("install = \"\"", "install = \"ssh:nobody@127.0.0.1\""));
    provision.run(69, "renew", "--broker");
    provision.run(69, "renew", "--due");
    site(toml -> toml.replace("install = \"ssh:nobody@127.0.0.1\"", "install = \"\""));
    String byHand = provision.run(0, "renew", "--due").text();
    assertTrue(byHand.contains("Now on the broker, as root"), byHand);
    assertEquals("no device is due", provision.run(0, "renew", "--due").text().strip());
  }

  @Test
  void aLoginThatTheBrokerHasNoDoorForIsToldBeforeAnythingIsDone() throws IOException {
    String card = card().toString();
    Path table = Files.writeString(folder.resolve("t.csv"), "id,login\n" + DEVICE + ",plain\n");

    String password =
        provision.run(78, "device", DEVICE, "--root", card, "--login", "password").err();
    String plain = provision.run(78, "devices", table.toString()).err();

    assertTrue(password.contains("the broker of this site asks for certificates"), password);
    assertTrue(plain.contains("line 2: "), plain);
    assertTrue(plain.contains("needs broker.plain-listener"), plain);
    try (Stream<Path> devices = Files.list(provision.site().resolve("devices"))) {
      assertEquals(0, devices.count());
    }
  }

  @Test
  void anInstanceHasAFolderOfItsOwnWhichTheUsualOneLeaves() throws IOException {
    Path card = card();
    String root = card.toString();
    provision.run(0, "device", "hall", "--root", root, "--instance", "hall", "--login", "psk");
    Path hall = card.resolve("etc/sealpost/hall");
    String key = Files.readString(hall.resolve("secrets/tls-psk"));

    provision.run(0, "device", DEVICE, "--root", root);
    provision.run(0, "device", DEVICE, "--root", root, "--replace", "--yes");

    assertEquals(key, Files.readString(hall.resolve("secrets/tls-psk")));
    assertEquals("rwxr-xr-x", Provisioning.mode(card.resolve("etc/sealpost")));
    assertEquals("rwx------", Provisioning.mode(hall.resolve("secrets")));
    String toml = Files.readString(hall.resolve("device.toml"));
    assertTrue(toml.contains("state = \"/var/lib/sealpost-hall\""), toml);
    String again = provision.run(0, "device", "hall", "--root", root).text();
    assertTrue(again.contains("nothing to do"), again);
  }

  private Path card() throws IOException {
    Files.createDirectories(folder.resolve("card/etc"));
    return folder.resolve("card");
  }

  private void site(UnaryOperator<String> change) throws IOException {
    Path toml = provision.site().resolve("site.toml");
    String before = Files.readString(toml);
    Files.writeString(toml, change.apply(before));
    assertFalse(before.equals(Files.readString(toml)), before);
  }

  private String request() {
    String key = folder.resolve("request.key").toString();
    List<String> command =
        List.of(
            Tool.OPENSSL.path(),
            "req",
            "-new",
            "-newkey",
            "ec",
            "-pkeyopt",
            "ec_paramgen_curve:P-256",
            "-nodes",
            "-subj",
            "/CN=whoever",
            "-keyout",
            key);
    return Child.run("openssl", command, new byte[0]).text();
  }
}
