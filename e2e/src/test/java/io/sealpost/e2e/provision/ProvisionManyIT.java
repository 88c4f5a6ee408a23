package io.sealpost.e2e.provision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.e2e.rig.Child;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Devices from a table. */
final class ProvisionManyIT extends SiteCopies {
  private static final List<String> IDS = List.of("rpi-1", "rpi-2", "rpi-3");
  private static final int SIGKILL = 137;

  @Test
  void aTableThatNamesAFileOfSomebodyElseDrawsNothingUntilItIsWanted() throws IOException {
    Path file = Files.writeString(folder.resolve("user-data"), "#cloud-config\nhostname: pi\n");
    Path table = table("id,target", "rpi-1,bundle:user-data", "rpi-2,");

    String refused = provision.run(77, "devices", table.toString()).err();

    assertTrue(refused.contains(file + ": is not of sealpost-provision"), refused);
    assertEquals("#cloud-config\nhostname: pi\n", Files.readString(file));
    assertEquals(0, provision.inForce("rpi-1").size() + provision.inForce("rpi-2").size());
    provision.run(0, "devices", table.toString(), "--yes");
    assertTrue(Files.readString(file).contains("Made by sealpost-provision"));
  }

  @Test
  void whateverIsKilledTheSameCommandEndsWithoutADuplicateAndNoSecretWasSeen() throws IOException {
    Watched watched = new Watched(folder.resolve("bin"));
    provision.with("PATH", watched.path()).inItsOwnGroup();
    Path toml = provision.site().resolve("site.toml");
    String listener = "plain-listener = \"127.0.0.1:1883\"";
    Files.writeString(toml, Files.readString(toml).replace("plain-listener = \"\"", listener));
    Files.createDirectories(folder.resolve("card/etc"));
    Path table =
        table(
            "id,target,login",
            "rpi-1,,certificate",
            "rpi-2,,plain",
            "rpi-3,,psk",
            "rpi-4,root:card,");
    Random random = new Random(6);
    int killed = 0;
    for (int round = 0; round < 8; round++) {
      watched.killAt(1 + random.nextInt(100));
      Child.Finished finished = provision.attempt("", "devices", table.toString());
      killed += finished.code() == SIGKILL ? 1 : 0;
    }
    watched.killAt(0);
    provision.run(0, "devices", table.toString());
    assertTrue(killed > 4, () -> "too few runs were killed");

    assertEquals(1, provision.inForce("rpi-1").size());
    assertEquals(1, lines("broker/passwords", "rpi-2:"));
    assertEquals(1, lines("broker/psk", "rpi-3:"));
    for (String id : IDS) {
      String bundle = Files.readString(folder.resolve("bundles/" + id + ".sh"));
      String ring = Files.readString(provision.site().resolve("station/keys/" + id + ".key"));
      assertTrue(ring.contains("key = \"" + part(bundle, "psk").strip() + "\""), id);
      assertFalse(Files.exists(provision.site().resolve("devices/" + id + "/new")), id);
    }
    assertEquals(1, provision.inForce("rpi-4").size());
    String psk = Files.readString(folder.resolve("card/etc/sealpost/secrets/psk")).strip();
    String ring = Files.readString(provision.site().resolve("station/keys/rpi-4.key"));
    assertTrue(ring.contains("key = \"" + psk + "\""), "the card has the key of the ring");
    assertNoSecretIn(watched.calls());
  }

  private void assertNoSecretIn(String calls) throws IOException {
    List<String> secrets = new ArrayList<>(List.of(Provisioning.PASSPHRASE));
    for (String id : IDS) {
      secrets.add(part(Files.readString(folder.resolve("bundles/" + id + ".sh")), "psk").strip());
    }
    secrets.add(part(Files.readString(folder.resolve("bundles/rpi-2.sh")), "password").strip());
    secrets.add(part(Files.readString(folder.resolve("bundles/rpi-3.sh")), "tls-psk").strip());
    String key = part(Files.readString(folder.resolve("bundles/rpi-1.sh")), "certificate.key");
    secrets.add(key.lines().toList().get(1));
    assertTrue(calls.contains("/openssl ca "), "the calls were written down");
    secrets.forEach(secret -> assertFalse(calls.contains(secret), secret));
  }

  @Test
  void theBundleInstallsWhatItHasAndIsGone() throws IOException {
    provision.run(0, "devices", table("id,name", "rpi-1,In the attic").toString());
    Path bundle = folder.resolve("bundles/rpi-1.sh");
    assertEquals("rw-------", Provisioning.mode(bundle));
    Path card = Files.createDirectory(folder.resolve("card"));
    Files.createDirectory(card.resolve("etc"));

    Child.succeed(
        List.of("/usr/bin/env", "SEALPOST_PROVISION_PREFIX=" + card, "sh", bundle.toString()));

    Path etc = card.resolve("etc/sealpost");
    assertEquals("rw-------", Provisioning.mode(etc.resolve("secrets/psk")));
    assertEquals("rw-------", Provisioning.mode(etc.resolve("secrets/certificate.key")));
    String toml = Files.readString(etc.resolve("device.toml"));
    assertTrue(toml.contains("name = \"In the attic\""), toml);
    assertFalse(Files.exists(bundle));
    try (RealBroker broker = RealBroker.start(folder.resolve("mosquitto"), provision.site())) {
      assertEquals(0, broker.publishAs(etc, "rpi-1").code());
    }
  }

  @Test
  void aBundleWhoseAgentDoesNotStartStaysAndSaysSo() throws IOException {
    provision.run(0, "devices", table("id,name", "rpi-1,In the attic").toString());
    Path bundle = folder.resolve("bundles/rpi-1.sh");
    Path card = folder.resolve("card");
    Files.createDirectories(card.resolve("etc"));
    // In place of a systemd that could not start it.
    String lines = "[ ${*: -1} != swap ] || { echo restarted=failed >\"$2/out\" && exit; }";
    Path bin = Files.createDirectory(folder.resolve("bin"));
    Path shell = bin.resolve("sh");
    Files.writeString(shell, "#!/bin/bash\n" + lines + "\nexec /bin/sh \"$@\"\n");
    Child.succeed(List.of("chmod", "755", shell.toString()));
    List<String> run =
        List.of(
            "/usr/bin/env",
            "SEALPOST_PROVISION_PREFIX=" + card,
            "PATH=" + bin + ":/usr/bin:/bin",
            "/bin/sh",
            bundle.toString());

    Child.Finished failed = Child.run("bundle", run, new byte[0]);

    assertEquals(70, failed.code(), failed.err());
    assertTrue(failed.err().contains("did not start with its new files"), failed.err());
    Files.delete(shell);
    assertEquals(0, Child.run("bundle", run, new byte[0]).code());
    assertFalse(Files.exists(bundle));
    provision.run(0, "device", "rpi-1", "--bundle", bundle.toString(), "--replace", "--yes");
    assertTrue(Files.readString(bundle).contains("name = \"In the attic\""));
  }

  @Test
  void everyWrongLineIsToldBeforeAnythingIsDone() throws IOException {
    Path table = table("id,target", "rpi-1,", "RPI 2,", "rpi-1,", "rpi-4,by post", "rpi-5,,,");

    Child.Finished refused = provision.run(78, "devices", table.toString());

    for (int line = 3; line <= 6; line++) {
      assertTrue(refused.err().contains("line " + line + ": "), refused.err());
    }
    assertFalse(refused.err().contains("line 2: "), refused.err());
    assertFalse(Files.exists(folder.resolve("bundles")));
    try (Stream<Path> devices = Files.list(provision.site().resolve("devices"))) {
      assertEquals(0, devices.count());
    }
  }

  @Test
  void whatFailsIsToldAndTheRestIsDone() throws IOException {
    Files.writeString(folder.resolve("a-file"), "");
    Path table = table("id,target", "rpi-1,", "rpi-2,bundle:a-file/rpi-2.sh");

    Child.Finished partly = provision.run(75, "devices", table.toString());

    assertTrue(partly.text().contains("1 done, 0 were, 1 failed"), partly.text());
    assertTrue(Files.exists(folder.resolve("bundles/rpi-1.sh")));
    Files.delete(folder.resolve("a-file"));
    Child.Finished rest = provision.run(0, "devices", table.toString());
    assertTrue(rest.text().contains("1 done, 1 were, 0 failed"), rest.text());
    assertEquals(1, provision.inForce("rpi-2").size());
  }

  private Path table(String... lines) throws IOException {
    return Files.writeString(folder.resolve("fleet.csv"), String.join("\n", lines) + "\n");
  }

  private int lines(String file, String prefix) throws IOException {
    return (int)
        Files.readAllLines(provision.site().resolve(file)).stream()
            .filter(line -> line.startsWith(prefix))
            .count();
  }

  /** The content of a file that a bundle has in it. */
  private static String part(String bundle, String name) {
    Matcher matcher =
        Pattern.compile("(?s)<<'END-OF-" + name + "'\n(.*?)\nEND-OF-" + name + "\n")
            .matcher(bundle);
    assertTrue(matcher.find(), name);
    return matcher.group(1);
  }
}
