package io.sealpost.e2e.provision;

import static io.sealpost.e2e.provision.Provisioning.mode;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sealpost.e2e.rig.Child;
import io.sealpost.e2e.rig.Programs;
import io.sealpost.e2e.rig.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A site, and devices on mounted cards, judged by the real OpenSSL, station and Mosquitto. */
final class ProvisionIT extends SiteCopies {
  private static final String DEVICE = "rpi-07";

  @Test
  void certificatesAreAsTheStandardHasThem() {
    Path site = provision.site();

    verify("sslserver", site.resolve("broker/broker.pem"));
    verify("sslclient", site.resolve("station/certificate.pem"));

    String broker = openssl("x509", "-noout", "-text", "-in", site + "/broker/broker.pem").text();
    assertTrue(broker.contains("DNS:localhost, IP Address:127.0.0.1"), broker);
    String issuing = openssl("x509", "-noout", "-text", "-in", site + "/ca/issuing.pem").text();
    assertTrue(issuing.contains("CA:TRUE, pathlen:0"), issuing);
  }

  @Test
  void theAuthoritysKeysOpenWithThePassphraseOnly() throws IOException {
    for (String name : List.of("root.key", "issuing.key")) {
      Path key = provision.site().resolve("ca").resolve(name);
      assertEquals("rw-------", mode(key));
      Path wrong = Provisioning.secret(folder.resolve("wrong"), "another passphrase\n");
      assertNotEquals(0, tryKey(key, wrong));
      assertEquals(0, tryKey(key, folder.resolve("passphrase")));
    }
    assertEquals("rwx------", mode(provision.site()));
  }

  @Test
  void aSiteThatIsWholeIsRefusedAndOneThatIsNotIsEnded() throws IOException {
    List<String> again = List.of("init", provision.site().toString());
    byte[] authority = Files.readAllBytes(provision.site().resolve("ca/root.pem"));

    Child.Finished refused = provision.attempt("", again.toArray(String[]::new));
    assertEquals(64, refused.code(), refused.err());
    assertTrue(refused.err().contains("is a site already"), refused.err());

    Files.delete(provision.site().resolve("station/station.toml"));
    Files.delete(provision.site().resolve("broker/broker.pem"));
    assertEquals(0, provision.attempt("", again.toArray(String[]::new)).code());
    verify("sslserver", provision.site().resolve("broker/broker.pem"));
    assertArrayEquals(authority, Files.readAllBytes(provision.site().resolve("ca/root.pem")));
  }

  @Test
  void aKeyThatOpensslDoesNotMakeIsToldWithItsReason() throws IOException {
    Path openssl = Files.createDirectories(folder.resolve("bin")).resolve("openssl");
    String refusal = "*' genpkey '* | *' -newkey '*) echo no entropy today >&2; exit 1";
    String script = "#!/bin/sh\ncase \" $* \" in %s ;; esac\nexec %s \"$@\"\n";
    Files.writeString(openssl, script.formatted(refusal, "/usr/bin/openssl"));
    Files.setPosixFilePermissions(openssl, PosixFilePermissions.fromString("rwx------"));
    provision.with("PATH", openssl.getParent() + ":/usr/bin:/bin:/usr/sbin");

    String[] device = {"device", DEVICE, "--bundle", folder.resolve("bundle.sh").toString()};
    String refused = provision.run(70, device).err();
    assertTrue(refused.contains("no entropy today\n"), refused);
    assertTrue(refused.contains(DEVICE + ": openssl made no key in "), refused);

    Files.delete(provision.site().resolve("ca/issuing.key"));
    Files.delete(provision.site().resolve("ca/issuing.pem"));
    String init = provision.attempt("", "init", provision.site().toString()).err();
    assertTrue(init.contains("no entropy today\n"), init);
    assertTrue(init.contains("openssl drew no key for issuing.key, see above"), init);
  }

  @Test
  void aBundleDoesNotReplaceWhatSomebodyElseHasWritten() throws IOException {
    Path file = Files.writeString(folder.resolve("user-data"), "#cloud-config\nhostname: pi\n");
    String[] device = {"device", DEVICE, "--bundle", file.toString()};

    String refused = provision.run(77, device).err();
    assertTrue(refused.contains(file + ": is not of sealpost-provision"), refused);
    assertEquals("#cloud-config\nhostname: pi\n", Files.readString(file));
    assertFalse(Files.exists(provision.site().resolve("station/keys/" + DEVICE + ".key")));

    provision.run(0, "device", DEVICE, "--bundle", file.toString(), "--yes");
    assertTrue(Files.readString(file).contains("Made by sealpost-provision"));
    provision.run(0, "device", DEVICE, "--bundle", file.toString(), "--replace", "--yes");
  }

  @Test
  void aSiteOfSomebodyElseIsLeftAlone() {
    assumeTrue(System.getProperty("user.name").equals("root"), "only root can give it away");
    Child.succeed(List.of("chown", "12345", provision.site().toString()));
    String refused = provision.run(77, "list").err();
    assertTrue(refused.contains("run this as that user, without sudo"), refused);
  }

  @Test
  void aStreamThatTheBrokerWouldDropIsRefusedUntilItIsListed() throws IOException {
    Path sensors = folder.resolve("sensors.toml");
    String type = "type = \"simulated-temperature\"\n";
    Files.writeString(sensors, "[[sensor]]\n" + type + "stream = \"attic\"\ninterval = \"1s\"\n");
    String[] device = {
      "device", DEVICE, "--root", card("card").toString(), "--sensors", "" + sensors
    };

    String refused = provision.run(78, device).err();
    assertTrue(
        refused.contains(sensors + ": stream = \"attic\": the broker would drop it"), refused);
    assertFalse(Files.exists(provision.site().resolve("devices").resolve(DEVICE)));

    Path site = provision.site().resolve("site.toml");
    Files.writeString(
        site, Files.readString(site).replace("streams = [", "streams = [\"attic\", "));
    provision.run(0, device);
  }

  @Test
  void aCardHasWhatTheAgentNeedsAndOnlyRootCanReadTheSecrets() throws IOException {
    Path card = card("card");

    provision.run(0, "device", DEVICE, "--root", card.toString());

    Path etc = card.resolve("etc/sealpost");
    assertEquals("rwxr-xr-x", mode(etc));
    assertEquals("rwx------", mode(etc.resolve("secrets")));
    assertEquals("rw-------", mode(etc.resolve("secrets/psk")));
    assertEquals("rw-------", mode(etc.resolve("secrets/certificate.key")));
    assertEquals("rw-r--r--", mode(etc.resolve("device.toml")));
    verify("sslclient", etc.resolve("certificate.pem"));
    String psk = Files.readString(etc.resolve("secrets/psk")).strip();
    String ring = Files.readString(provision.site().resolve("station/keys/" + DEVICE + ".key"));
    assertTrue(ring.contains("key = \"" + psk + "\""));
    assertNoneBelow(provision.site().resolve("devices"), psk);
    assertNoneBelow(
        provision.site(), Files.readAllLines(etc.resolve("secrets/certificate.key")).get(1));

    Child.Finished again = provision.run(0, "device", DEVICE, "--root", card.toString());
    assertTrue(again.text().contains("nothing to do"), again.text());
    assertEquals(1, provision.inForce(DEVICE).size());
  }

  @Test
  void anotherCardForAKnownDeviceNeedsNewKeys() throws IOException {
    provision.run(0, "device", DEVICE, "--root", card("first").toString());
    Path second = card("second");

    Child.Finished refused = provision.run(77, "device", DEVICE, "--root", second.toString());
    assertTrue(refused.err().contains("--replace"), refused.err());

    provision.run(0, "device", DEVICE, "--root", second.toString(), "--replace", "--yes");
    assertEquals(1, provision.inForce(DEVICE).size());
    String crl = openssl("crl", "-noout", "-text", "-in", provision.site() + "/ca/crl.pem").text();
    assertTrue(crl.contains("Superseded"), crl);
  }

  @Test
  void whatStandsBelowSealInDeviceTomlIsTheDevicesOwn() throws IOException {
    Path card = card("card");
    provision.run(0, "device", DEVICE, "--root", card.toString());
    Path toml = card.resolve("etc/sealpost/device.toml");
    String mine = "[health]\ninterval = \"5m\"\n\n[[sensor]]\ntype = \"hwmon\"\nchip = \"mine\"\n";
    Files.writeString(toml, Files.readString(toml).replaceFirst("(?s)\\[\\[sensor.*", mine));

    provision.run(0, "device", DEVICE, "--root", card.toString(), "--replace", "--yes");

    String text = Files.readString(toml);
    assertTrue(text.endsWith(mine), text);
    assertEquals(1, count(text, "key-file = \"credential:psk\""), text);
  }

  @Test
  void aRequestIsSignedOnceAndOnlyForADeviceThatIsKnown() throws IOException {
    provision.run(0, "device", DEVICE, "--root", card("card").toString());
    String request = request("ec", "ec_paramgen_curve:P-256");

    String chain = provision.runWith(0, request, "sign", DEVICE).text();
    String again = provision.runWith(0, request, "sign", DEVICE).text();

    assertEquals(chain, again);
    assertEquals(2, provision.inForce(DEVICE).size());
    Path file = Files.writeString(folder.resolve("chain.pem"), chain);
    verify("sslclient", file);
    String text = openssl("x509", "-noout", "-subject", "-in", file.toString()).text();
    // OpenSSL 3.0 has spaces there, 3.5 has none.
    assertEquals("subject=CN=" + DEVICE, text.replace(" ", "").strip());
    assertRefused("no device", request, "stranger");
    assertRefused("not of P-256", request("ec", "ec_paramgen_curve:P-384"), DEVICE);
    assertRefused("not of P-256", request("rsa", "rsa_keygen_bits:2048"), DEVICE);
    assertRefused("no certificate request", "hello", DEVICE);
    assertRefused("not signed by its own key", forged(request), DEVICE);
  }

  @Test
  void aRevokedDeviceIsRefusedByTheBrokerAndGetsNoCertificate() throws IOException {
    Path card = card("card");
    provision.run(0, "device", DEVICE, "--root", card.toString());
    try (RealBroker broker = RealBroker.start(folder.resolve("mosquitto"), provision.site())) {
      assertEquals(0, broker.publishAs(card.resolve("etc/sealpost"), DEVICE).code());
    }

    provision.run(0, "withdraw", DEVICE);

    try (RealBroker broker = RealBroker.start(folder.resolve("mosquitto"), provision.site())) {
      Child.Finished refused = broker.publishAs(card.resolve("etc/sealpost"), DEVICE);
      assertNotEquals(0, refused.code(), refused.err());
      broker.awaitLog("certificate verify failed");
    }
    assertRefused("was revoked", request("ec", "ec_paramgen_curve:P-256"), DEVICE);
    Child.Finished again = provision.run(0, "withdraw", DEVICE);
    assertTrue(again.text().contains("was withdrawn already"), again.text());
    Child.Finished list = provision.run(0, "list", "--json");
    assertTrue(
        list.text().contains("\"name\":\"" + DEVICE + "\",\"state\":\"revoked\""), list.text());
  }

  private void assertRefused(String reason, String request, String device) {
    Child.Finished refused = provision.runWith(77, request, "sign", device);
    assertTrue(refused.err().contains(reason), refused.err());
    assertEquals("", refused.text());
  }

  /** A request whose last octets, the signature, are others. */
  private static String forged(String request) {
    byte[] der = Base64.getMimeDecoder().decode(request.replaceAll("-----.*?-----", ""));
    der[der.length - 1] ^= 1;
    return "-----BEGIN CERTIFICATE REQUEST-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
        + "\n-----END CERTIFICATE REQUEST-----\n";
  }

  private String request(String algorithm, String parameter) {
    List<String> command = new ArrayList<>(List.of("req", "-new", "-newkey", algorithm));
    command.addAll(List.of("-pkeyopt", parameter, "-nodes", "-subj", "/CN=whoever"));
    command.addAll(List.of("-keyout", folder.resolve("request.key").toString()));
    return openssl(command.toArray(String[]::new)).text();
  }

  private Path card(String name) throws IOException {
    Path card = folder.resolve(name);
    Files.createDirectories(card.resolve("etc"));
    return card;
  }

  private void verify(String purpose, Path chain) {
    String ca = provision.site().resolve("ca").toString();
    openssl(
        "verify",
        "-x509_strict",
        "-purpose",
        purpose,
        "-CAfile",
        ca + "/root.pem",
        "-untrusted",
        ca + "/issuing.pem",
        chain.toString());
  }

  private static int tryKey(Path key, Path passphrase) {
    return Child.run(
            "openssl",
            List.of(
                Tool.OPENSSL.path(),
                "pkey",
                "-noout",
                "-in",
                key.toString(),
                "-passin",
                "file:" + passphrase),
            new byte[0])
        .code();
  }

  private static Child.Finished openssl(String... arguments) {
    List<String> command = new ArrayList<>(List.of(Tool.OPENSSL.path()));
    command.addAll(List.of(arguments));
    Child.Finished finished = Child.run("openssl", command, new byte[0]);
    assertEquals(0, finished.code(), () -> command + ": " + finished.text() + finished.err());
    return finished;
  }

  private static void assertNoneBelow(Path root, String secret) throws IOException {
    assertTrue(secret.length() >= 32, secret);
    Provisioning.snapshot(root)
        .forEach(
            (path, content) ->
                assertFalse(content.contains(secret) && !path.startsWith("station/keys"), path));
  }

  private static int count(String text, String part) {
    return text.split(part, -1).length - 1;
  }

  @Test
  void theStationReadsItsFolder() {
    Child.Finished listed =
        Child.run(
            "sealpost",
            Programs.STATION.command(
                "devices", "--wait", "100ms", "--site", provision.site() + "/station"),
            new byte[0]);
    assertEquals(64, listed.code(), listed.err());
    assertTrue(listed.err().contains("no device of the key ring is wanted"), listed.err());
  }
}
