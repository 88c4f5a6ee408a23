package io.sealpost.e2e.provision;

import static io.sealpost.e2e.provision.Provisioning.mode;
import static io.sealpost.e2e.provision.Provisioning.snapshot;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sealpost.e2e.rig.Child;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A device that is reached over the real ssh. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ProvisionOverSshIT {
  private static final String DEVICE = "rpi-07";

  @TempDir private Path folder;
  // Owned by the test's thread.
  private Provisioning fresh;
  private Provisioning provision;
  private Sshd sshd;

  @BeforeAll
  void makeSite(@TempDir Path once) throws IOException {
    fresh = new Provisioning(once);
    fresh.init();
  }

  @BeforeEach
  void start() throws IOException {
    sshd = Sshd.start(Files.createDirectories(folder.resolve("ssh")));
    provision = fresh.copy(folder);
    provision.with("SEALPOST_PROVISION_PREFIX", sshd.root().toString());
  }

  @AfterEach
  void stop() {
    sshd.close();
  }

  @Test
  void theKeyIsMadeOnTheDeviceAndNeverLeavesIt() throws IOException {

    provision.run(0, to("device", DEVICE));

    Path secrets = etc().resolve("secrets");
    assertEquals("rwx------", mode(secrets));
    assertEquals("rw-------", mode(secrets.resolve("certificate.key")));
    assertEquals("rw-------", mode(secrets.resolve("psk")));
    String key = Files.readAllLines(secrets.resolve("certificate.key")).get(1);
    snapshot(provision.site()).forEach((path, content) -> assertFalse(content.contains(key), path));
    assertFalse(Files.exists(etc().resolveSibling("sealpost.new")));
    assertFalse(Files.exists(etc().resolveSibling("sealpost.before")));
    Child.Finished again = provision.run(0, to("device", DEVICE));
    assertTrue(again.text().contains("nothing to do"), again.text());
  }

  @Test
  void aDryRunChangesNothingAnywhere() throws IOException {
    Map<String, String> site = snapshot(provision.site());
    Map<String, String> device = snapshot(sshd.root());

    Child.Finished said = provision.run(0, to("device", DEVICE, "--dry-run"));

    assertTrue(said.text().contains("would make a key there and certify it"), said.text());
    assertEquals(site, snapshot(provision.site()));
    assertEquals(device, snapshot(sshd.root()));
  }

  @Test
  void theOldFilesStayWhileTheNewOnesAreRefused() throws IOException {
    provision.run(0, to("device", DEVICE, "--login", "psk"));
    Map<String, String> before = snapshot(etc());
    String key = keyLine();
    sshd.agent(77, "refused: not authorised");

    Child.Finished refused = provision.run(77, to("device", DEVICE, "--replace", "--yes"));

    assertTrue(refused.text().contains("refused: not authorised"), refused.text());
    assertEquals(before, snapshot(etc()));
    assertEquals(key, keyLine(), "the broker takes the old key");

    sshd.agent(0, "connected");
    provision.run(0, to("device", DEVICE, "--replace", "--yes"));
    assertNotEquals(before, snapshot(etc()));
    assertNotEquals(key, keyLine());
  }

  @Test
  void yesDoesNotMeanThatABrokerNeedNotBeReached() throws IOException {
    provision.run(0, to("device", DEVICE, "--login", "psk"));
    Map<String, String> before = snapshot(etc());
    String ring = ring();
    sshd.agent(69, "no route to broker.exmaple");

    Child.Finished refused = provision.run(69, to("device", DEVICE, "--replace", "--yes"));

    assertTrue(
        refused.err().contains("its old files stay (--no-test goes without)"), refused.err());
    assertEquals(before, snapshot(etc()));
    assertEquals(ring, ring());
    provision.run(0, to("device", DEVICE, "--replace", "--yes", "--no-test"));
    assertNotEquals(ring, ring());
  }

  @Test
  void theStationKeepsTheKeyOfAnAgentThatDidNotStartWithItsNewOne() throws IOException {
    String ring = provisioned();
    sshd.steps(Map.of("swap", "echo restarted=failed >\"$2/out\"; exit 0"));

    Child.Finished failed = provision.run(70, to("device", DEVICE, "--replace", "--yes"));

    assertTrue(failed.err().contains("the agent did not start with its new files"), failed.err());
    assertEquals(ring, ring());
    sshd.steps(Map.of());
    List<String> renew = new ArrayList<>(List.of("renew", DEVICE));
    renew.addAll(sshd.options());
    provision.run(0, renew.toArray(String[]::new));
    assertEquals(ring, ring());
    ringAndDeviceAgree();
    provision.run(0, to("device", DEVICE, "--replace", "--yes"));
    assertNotEquals(ring, ring());
    ringAndDeviceAgree();
  }

  @Test
  void theStationKeepsTheKeyOfADeviceWhoseFilesCouldNotBePutInPlace() throws IOException {
    String ring = provisioned();
    sshd.steps(Map.of("swap", "exit 1"));

    Child.Finished failed = provision.run(69, to("device", DEVICE, "--replace", "--yes"));

    assertTrue(failed.err().contains("run this again"), failed.err());
    assertEquals(ring, ring());
  }

  @Test
  void whereNobodyKnowsWhichKeyADeviceHasTheNextRunLooks() throws IOException {
    String ring = provisioned();
    sshd.steps(
        Map.of("swap", "touch \"$2/gone\"; exit 1", "look", "[ ! -e \"$2/gone\" ] || exit 1"));
    provision.run(69, to("device", DEVICE, "--replace", "--yes"));
    assertNotEquals(ring, ring());

    sshd.steps(Map.of());
    assertTrue(provision.run(0, to("device", DEVICE)).text().contains("nothing to do"));
    assertEquals(ring, ring());
    ringAndDeviceAgree();

    sshd.steps(
        Map.of(
            "swap",
            "/bin/sh \"$@\"; touch \"$2/gone\"; exit 1",
            "look",
            "[ ! -e \"$2/gone\" ] || exit 1"));
    provision.run(69, to("device", DEVICE, "--replace", "--yes"));
    sshd.steps(Map.of());
    provision.run(0, to("device", DEVICE));
    assertNotEquals(ring, ring());
    ringAndDeviceAgree();
  }

  private String provisioned() throws IOException {
    assumeTrue("root".equals(System.getProperty("user.name")), "sudo would not use this shell");
    provision.run(0, to("device", DEVICE));
    return ring();
  }

  private void ringAndDeviceAgree() throws IOException {
    String key = Files.readString(etc().resolve("secrets/psk")).strip();
    assertTrue(ring().contains("key = \"" + key + "\""));
    assertFalse(Files.exists(provision.site().resolve("devices/" + DEVICE + "/new")));
  }

  @Test
  void sensorsThatAreThereAreLeftAndTheDevicesOwnTablesStay() throws IOException {
    provision.run(0, to("device", DEVICE));
    Path toml = etc().resolve("device.toml");
    Files.writeString(toml, Files.readString(toml) + "\n[privacy]\npeople = \"counts\"\n");
    Path sensors =
        Files.writeString(
            folder.resolve("sensors.toml"),
            "# of the greenhouse\n[[sensor]]\ntype = \"w1\"\nstream = \"temperature\"\n");
    String[] again = to("device", DEVICE, "--sensors", sensors.toString());

    provision.run(0, again);

    String settings = Files.readString(toml);
    assertTrue(settings.contains("type = \"w1\""), settings);
    assertFalse(settings.contains("thermal-zone"), settings);
    assertTrue(settings.contains("people = \"counts\""), settings);
    assertTrue(provision.run(0, again).text().contains("nothing to do"));
    assertEquals(settings, Files.readString(toml));
  }

  @Test
  void secretsThatSystemdDecryptsAreNotPassedOver() throws IOException {
    provision.run(0, to("device", DEVICE));
    Files.createDirectory(etc().resolve("secrets.encrypted"));
    Map<String, String> before = snapshot(etc());

    Child.Finished refused = provision.run(77, to("device", DEVICE, "--replace", "--yes"));

    assertTrue(refused.err().contains("decrypt them first"), refused.err());
    assertEquals(before, snapshot(etc()));
  }

  @Test
  void whatElseChangedSinceARunThatCameToNothingStaysChanged() throws IOException {
    Path hall = Files.createDirectories(etc().resolve("hall/secrets"));
    Path gone = Files.createDirectories(etc().resolve("gone"));
    Files.writeString(gone.resolve("device.toml"), "of an instance that is not there any more");
    Files.writeString(hall.resolve("psk"), "old");
    sshd.agent(77, "refused: not authorised");
    provision.run(77, to("device", DEVICE));
    String asked = Files.readString(asked().resolve("certificate.key"));

    Files.writeString(hall.resolve("psk"), "newer");
    Files.writeString(etc().resolve("mine"), "made by hand");
    Files.delete(gone.resolve("device.toml"));
    Files.delete(gone);
    sshd.agent(0, "connected");
    provision.run(0, to("device", DEVICE));

    assertEquals("newer", Files.readString(etc().resolve("hall/secrets/psk")));
    assertEquals("made by hand", Files.readString(etc().resolve("mine")));
    assertFalse(Files.exists(etc().resolve("gone")));
    assertEquals(asked, Files.readString(etc().resolve("secrets/certificate.key")));
    assertFalse(Files.exists(asked()));
    assertEquals(1, provision.inForce(DEVICE).size(), "it was signed once");
  }

  @Test
  void theKeyAndTheCertificateBelongTogetherAfterARenewalThatCameToNothing() throws IOException {
    provision.run(0, to("device", DEVICE));
    sshd.agent(77, "refused: not authorised");
    List<String> renew = new ArrayList<>(List.of("renew", DEVICE));
    renew.addAll(sshd.options());
    provision.run(75, renew.toArray(String[]::new));

    sshd.agent(0, "connected");
    Path settings = provision.site().resolve("site.toml");
    String changed =
        Files.readString(settings).replace("renew-before = \"30d\"", "renew-before = \"20d\"");
    Files.writeString(settings, changed);
    provision.run(0, to("device", DEVICE, "--yes"));

    assertTrue(Files.readString(etc().resolve("device.toml")).contains("\"20d\""));
    String key = etc().resolve("secrets/certificate.key").toString();
    String certificate = etc().resolve("certificate.pem").toString();
    assertEquals(
        openssl("pkey", "-in", key, "-pubout"),
        openssl("x509", "-in", certificate, "-noout", "-pubkey"));
  }

  @Test
  void aKeyThatWaitedWhileItsCertificateWasRevokedIsNotUsed() throws IOException {
    sshd.agent(77, "refused: not authorised");
    provision.run(77, to("device", DEVICE));
    String asked = Files.readString(asked().resolve("certificate.key"));
    provision.run(0, "revoke", DEVICE, "--yes");
    assertEquals(0, provision.inForce(DEVICE).size());

    sshd.agent(0, "connected");
    provision.run(0, to("device", DEVICE, "--replace", "--yes"));

    assertNotEquals(asked, Files.readString(etc().resolve("secrets/certificate.key")));
    assertEquals(1, provision.inForce(DEVICE).size());
    assertFalse(Files.exists(asked()));
  }

  @Test
  void aWaitingKeyWhoseCertificateEndsSoonIsNotUsed() throws IOException {
    Path settings = provision.site().resolve("site.toml");
    String toml = Files.readString(settings);
    Files.writeString(settings, toml.replace("certificate-days = 365", "certificate-days = 20"));
    sshd.agent(77, "refused: not authorised");
    provision.run(77, to("device", DEVICE));
    String asked = Files.readString(asked().resolve("certificate.key"));
    Files.writeString(settings, toml);

    sshd.agent(0, "connected");
    provision.run(0, to("device", DEVICE));

    assertNotEquals(asked, Files.readString(etc().resolve("secrets/certificate.key")));
  }

  @Test
  void aBundleHasAKeyOfItsOwnThoughTheDeviceWasAskedForOneBefore() throws IOException {
    sshd.agent(77, "refused: not authorised");
    provision.run(77, to("device", DEVICE));
    Path bundle = folder.resolve("bundle.sh");

    provision.run(0, "device", DEVICE, "--bundle", bundle.toString());

    assertTrue(Files.readString(bundle).contains("END-OF-certificate.key"));
  }

  @Test
  void nobodyThereToAskMeansNo() throws IOException {
    provision.run(0, to("device", DEVICE));
    Map<String, String> before = snapshot(etc());

    Child.Finished refused = provision.run(77, to("device", DEVICE, "--replace"));

    assertTrue(refused.err().contains("nobody is here to ask; give --yes"), refused.err());
    assertEquals(before, snapshot(etc()));
  }

  @Test
  void aDeviceIsRenewedWithAKeyOfItsOwnAndKeepsItsSealingKey() throws IOException {
    provision.run(0, to("device", DEVICE));
    Path secrets = etc().resolve("secrets");
    String key = Files.readString(secrets.resolve("certificate.key"));
    String psk = Files.readString(secrets.resolve("psk"));
    List<String> arguments = new ArrayList<>(List.of("renew", DEVICE));
    arguments.addAll(sshd.options());

    provision.run(0, arguments.toArray(String[]::new));

    assertNotEquals(key, Files.readString(secrets.resolve("certificate.key")));
    assertEquals(psk, Files.readString(secrets.resolve("psk")));
    assertEquals(2, provision.inForce(DEVICE).size());
  }

  @Test
  void aDeviceGetsAnotherLoginAndTheOldOneIsRevoked() throws IOException {
    provision.run(0, to("device", DEVICE));
    Path secrets = etc().resolve("secrets");
    String key = Files.readString(secrets.resolve("certificate.key"));
    String psk = Files.readString(secrets.resolve("psk"));
    List<String> arguments = new ArrayList<>(List.of("rotate", DEVICE, "--login", "--yes"));
    arguments.addAll(sshd.options());

    provision.run(0, arguments.toArray(String[]::new));

    assertNotEquals(key, Files.readString(secrets.resolve("certificate.key")));
    assertEquals(psk, Files.readString(secrets.resolve("psk")));
    assertEquals(1, provision.inForce(DEVICE).size());
  }

  @Test
  void aTableReachesDevicesBySshAndOnCards() throws IOException {
    String rows = "rpi-07,ssh:" + sshd.target() + ",\nrpi-08,root:card,psk\nrpi-09,root:away,\n";
    Path table = Files.writeString(folder.resolve("t.csv"), "id,target,login\n" + rows);
    Path card = folder.resolve("card");
    Files.createDirectories(card.resolve("etc"));
    List<String> arguments = new ArrayList<>(List.of("devices", table.toString()));
    arguments.addAll(sshd.options());

    Child.Finished partly = provision.run(75, arguments.toArray(String[]::new));

    assertTrue(partly.text().contains("2 done, 0 were, 1 failed"), partly.text());
    assertTrue(partly.err().contains("away: has no folder etc"), partly.err());
    for (Path root : List.of(sshd.root(), card)) {
      String id = root.equals(card) ? "rpi-08" : DEVICE;
      String psk = Files.readString(root.resolve("etc/sealpost/secrets/psk")).strip();
      String ring = Files.readString(provision.site().resolve("station/keys/" + id + ".key"));
      assertTrue(ring.contains("key = \"" + psk + "\""), id);
      assertFalse(Files.exists(provision.site().resolve("devices/" + id + "/new")), id);
    }
    String again = provision.run(75, arguments.toArray(String[]::new)).text();
    assertTrue(again.contains("has everything, nothing to do"), again);
    assertEquals(1, provision.inForce(DEVICE).size());
  }

  @Test
  void nobodyUnderThatAddressIsToldAsSuch() throws IOException {
    sshd.close();

    Child.Finished failed = provision.run(69, to("device", DEVICE));

    assertTrue(failed.err().contains("ssh did not get there"), failed.err());
    assertEquals(0, provision.inForce(DEVICE).size());
  }

  private static String openssl(String... arguments) {
    List<String> command = new ArrayList<>(List.of("/usr/bin/openssl"));
    command.addAll(List.of(arguments));
    Child.Finished finished = Child.run("openssl", command, new byte[0]);
    assertEquals(0, finished.code(), finished::err);
    return finished.text();
  }

  private Path asked() {
    return etc().resolveSibling("sealpost.asked");
  }

  private Path etc() {
    return sshd.root().resolve("etc/sealpost");
  }

  private String ring() throws IOException {
    return Files.readString(provision.site().resolve("station/keys/" + DEVICE + ".key"));
  }

  private String keyLine() throws IOException {
    return Files.readAllLines(provision.site().resolve("broker/psk")).stream()
        .filter(line -> line.startsWith(DEVICE + ":"))
        .findFirst()
        .orElseThrow();
  }

  private String[] to(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--to", sshd.target()));
    all.addAll(sshd.options());
    return all.toArray(String[]::new);
  }
}
