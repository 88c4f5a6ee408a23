package io.sealpost.e2e.provision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.e2e.rig.Child;
import io.sealpost.e2e.rig.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The steps that {@code on-device.sh} does on a device, wherever the run before was cut. */
final class OnDeviceIT {
  private static final String TOML = "[device]\nid = \"%s\"\n";

  @TempDir private Path folder;
  private Path etc;
  private Path work;

  @BeforeEach
  void begin() throws IOException {
    etc = Files.createDirectories(folder.resolve("etc"));
    work = Files.createDirectory(folder.resolve("work"));
    write(work, "device.toml", TOML.formatted("new"));
    write(work, "usual-sensors.toml", "");
  }

  @Test
  void whatWasCutBetweenTheRenamesIsFoundByTheNextRunForAnyInstance() throws IOException {
    write(etc, "sealpost.before/device.toml", TOML.formatted("usual"));
    write(etc, "sealpost.before/secrets/certificate.key", "its key");
    write(etc, "sealpost.before/hall/device.toml", TOML.formatted("hall"));
    write(etc, "sealpost.new/device.toml", TOML.formatted("never in force"));

    assertTrue(step("hall", "look").contains("id=hall"));
    step("hall", "install");
    step("hall", "swap");

    assertEquals("its key", read("sealpost/secrets/certificate.key"));
    assertTrue(read("sealpost/device.toml").contains("usual"));
    assertTrue(read("sealpost/hall/device.toml").contains("new"));
    assertFalse(Files.exists(etc.resolve("sealpost.before")));
  }

  @Test
  void whatWasMadeInTheMeantimeGoesIntoWhatIsFound() throws IOException {
    write(etc, "sealpost.before/hall/device.toml", TOML.formatted("older"));
    write(etc, "sealpost/hall/device.toml", TOML.formatted("newer"));
    write(etc, "sealpost.before/attic/device.toml", TOML.formatted("attic"));

    step("", "install");
    step("", "swap");

    assertTrue(read("sealpost/device.toml").contains("new"));
    assertTrue(read("sealpost/hall/device.toml").contains("newer"));
    assertTrue(read("sealpost/attic/device.toml").contains("attic"));
  }

  @Test
  void aSwapThatIsRepeatedAfterACutIsDone() throws IOException {
    write(etc, "sealpost/device.toml", TOML.formatted("usual"));
    write(etc, "sealpost/hall/device.toml", TOML.formatted("hall"));
    step("", "install");
    Files.move(etc.resolve("sealpost"), etc.resolve("sealpost.before"));

    step("", "swap");

    assertTrue(read("sealpost/device.toml").contains("new"));
    assertTrue(read("sealpost/hall/device.toml").contains("hall"));
  }

  @Test
  void aCertificateWithoutItsKeyIsNotTaken() throws IOException {
    write(etc, "sealpost/device.toml", TOML.formatted("usual"));
    write(etc, "sealpost/certificate.pem", "the old one");
    write(etc, "sealpost/secrets/certificate.key", "its key");
    write(
        work,
        "device.toml",
        """
        [broker]
        certificate-file = "certificate.pem"
        certificate-key-file = "credential:certificate.key"
        """);
    write(work, "certificate.pem", "one of a key that is lost");

    step("", "install");
    assertEquals("the old one", read("sealpost.new/certificate.pem"));
    assertEquals("its key", read("sealpost.new/secrets/certificate.key"));

    String request = step("", "key");
    String asked = read("sealpost.asked/certificate.key");
    step("", "install");
    assertEquals(request, step("", "key"), "the same one");
    step("", "swap");
    assertEquals("one of a key that is lost", read("sealpost/certificate.pem"));
    assertEquals(asked, read("sealpost/secrets/certificate.key"));
    assertFalse(Files.exists(etc.resolve("sealpost.asked")));
  }

  @Test
  void theUsualSensorTakesNothingAwayThatIsTheDevicesOwn() throws IOException {
    write(work, "usual-sensors.toml", "[[sensor]]\ntype = \"usual\"\n");
    write(etc, "sealpost/device.toml", TOML.formatted("old") + "[privacy]\nnames = false\n");

    step("", "install");

    String toml = read("sealpost.new/device.toml");
    assertTrue(toml.contains("id = \"new\""), toml);
    assertFalse(toml.contains("id = \"old\""), toml);
    assertTrue(toml.contains("type = \"usual\""), toml);
    assertTrue(toml.contains("[privacy]\nnames = false\n"), toml);

    String own = "\t[[ sensor ]]\n\ttype = \"own\"\n[\"privacy\"]\nnames = true\n";
    write(etc, "sealpost/device.toml", TOML.formatted("old") + own);
    step("", "install");
    toml = read("sealpost.new/device.toml");
    assertTrue(toml.endsWith(own), toml);
    assertFalse(toml.contains("usual"), toml);
    assertFalse(toml.contains("\"old\""), toml);
  }

  @Test
  void aKeyThatIsInForceAlreadyIsNotAskedForAgain() throws IOException {
    step("", "key");
    String key = read("sealpost.asked/certificate.key");
    write(etc, "sealpost/device.toml", TOML.formatted("usual"));
    write(etc, "sealpost/secrets/certificate.key", key);

    assertFalse(step("", "look").contains("asked=yes"));
    step("", "key");
    assertNotEquals(key, read("sealpost.asked/certificate.key"));
    assertTrue(step("", "look").contains("asked=yes"));
    write(etc, "sealpost.before/secrets/psk", "of before");
    step("", "forget");
    assertFalse(Files.exists(etc.resolve("sealpost.asked")));
    assertFalse(Files.exists(etc.resolve("sealpost.before")));
  }

  @Test
  void aFolderThatSomebodyBeganByHandCostsNoSecret() throws IOException {
    write(etc, "sealpost.before/device.toml", TOML.formatted("usual"));
    write(etc, "sealpost.before/secrets/psk", "the only one");
    Files.createDirectories(etc.resolve("sealpost/secrets"));

    step("", "install");

    assertEquals("the only one", read("sealpost/secrets/psk"));
  }

  @Test
  void whateverLiesAboutThereKeepsNothingFromBeingPutInPlace() throws IOException {
    write(etc, "sealpost/device.toml", TOML.formatted("usual"));
    Files.createSymbolicLink(etc.resolve("sealpost/.#device.toml"), Path.of("nowhere"));
    Child.succeed(List.of("mkfifo", etc.resolve("sealpost/pipe").toString()));
    step("", "install");
    step("", "swap");
    assertTrue(read("sealpost/device.toml").contains("new"));
    assertTrue(Files.isSymbolicLink(etc.resolve("sealpost/.#device.toml")));
  }

  @Test
  void secretsThatSystemdDecryptsAreNotPassedOverByABundleEither() throws IOException {
    write(etc, "sealpost/device.toml", TOML.formatted("old"));
    write(etc, "sealpost/secrets.encrypted/psk", "for systemd");

    Child.Finished refused = run("", "install");

    assertEquals(77, refused.code(), refused.err());
    assertTrue(refused.err().contains("sealpost/secrets.encrypted: systemd"), refused.err());
    assertFalse(Files.exists(etc.resolve("sealpost.new")));
  }

  private String step(String instance, String step) throws IOException {
    Child.Finished done = run(instance, step);
    assertEquals(0, done.code(), done::err);
    return Files.readString(work.resolve("out"));
  }

  private Child.Finished run(String instance, String step) {
    String script = Programs.inCheckout("deploy/provision.d/on-device.sh").toString();
    return Child.run(
        "on-device.sh",
        List.of("/bin/sh", script, work.toString(), folder.toString(), instance, step),
        new byte[0]);
  }

  private static void write(Path below, String name, String text) throws IOException {
    Path file = below.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private String read(String name) throws IOException {
    return Files.readString(etc.resolve(name));
  }
}
