package io.sealpost.station.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.crypto.Format;
import io.sealpost.crypto.SecretFile;
import io.sealpost.crypto.SecretFileException;
import io.sealpost.protocol.DeviceId;
import io.sealpost.station.StationException;
import io.sealpost.station.site.DeviceKey;
import io.sealpost.station.site.Site;
import io.sealpost.station.testing.Cli;
import io.sealpost.station.testing.FakeDevice;
import io.sealpost.station.testing.KeyRig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyCommandTest {
  @TempDir private Path folder = Path.of("");

  private final Cli cli = new Cli();

  @ParameterizedTest
  @CsvSource({"cose, cose-1, 65", "cose-2, cose-2, 65", "fernet, fernet, 45"})
  void theRingAndTheDeviceGetTheSameKey(String format, String label, int size)
      throws StationException, SecretFileException, IOException {
    Path out = folder.resolve("psk");

    Cli.Result result = cli.run(keyNew("--format", format, "--out", out.toString()));

    assertEquals(0, result.exitCode(), result.err());
    assertEquals(size, Files.size(out));
    try (DeviceKey key = new Site(folder).keys().key(new DeviceId("rpi-07"))) {
      assertEquals(label, key.format().label());
      assertEquals(SecretFile.readKey(out, key.format()), key.psk());
    }
  }

  @Test
  void onlyTheOwnerCanReadTheKeyAndNobodySeesItPrinted() throws IOException {
    Path out = folder.resolve("psk");
    Cli.Result result = cli.run(keyNew("--out", out.toString()));
    Path ring = folder.resolve("keys");

    assertEquals("rwx------", mode(ring));
    assertEquals("rw-------", mode(ring.resolve("rpi-07.key")));
    assertEquals("rw-------", mode(out));
    assertFalse((result.out() + result.err()).contains(Files.readString(out).strip()));
  }

  @Test
  void everyKeyIsAnotherOne() throws StationException {
    cli.run(keyNew());
    cli.run("key", "new", "rpi-08", "--site", folder.toString());

    try (DeviceKey one = new Site(folder).keys().key(new DeviceId("rpi-07"));
        DeviceKey other = new Site(folder).keys().key(new DeviceId("rpi-08"))) {
      assertFalse(one.psk().equals(other.psk()));
    }
  }

  @Test
  void aKeyIsNeverOverwritten() throws IOException {
    cli.run(keyNew());
    byte[] before = Files.readAllBytes(folder.resolve("keys/rpi-07.key"));

    Cli.Result result = cli.run(keyNew());

    assertEquals(77, result.exitCode());
    assertTrue(result.err().contains("is not overwritten"), result.err());
    assertArrayEquals(before, Files.readAllBytes(folder.resolve("keys/rpi-07.key")));
  }

  @Test
  void nothingIsMadeIfTheDevicesFileIsThereAlready() throws IOException {
    Path out = Files.writeString(folder.resolve("psk"), "precious");

    Cli.Result result = cli.run(keyNew("--out", out.toString()));

    assertEquals(77, result.exitCode());
    assertEquals("precious", Files.readString(out));
    assertFalse(Files.exists(folder.resolve("keys/rpi-07.key")));
  }

  @Test
  void nothingIsMadeIfTheDevicesFileCannotBeWrittenAndTheCorrectedCommandWorks() {
    Path missing = folder.resolve("missing/psk");

    Cli.Result failed = cli.run(keyNew("--out", missing.toString()));

    assertEquals(77, failed.exitCode());
    assertTrue(failed.err().contains("there is no directory " + missing.getParent()), failed.err());
    assertFalse(Files.exists(folder.resolve("keys/rpi-07.key")));
    Cli.Result corrected = cli.run(keyNew("--out", folder.resolve("psk").toString()));
    assertEquals(0, corrected.exitCode(), corrected.err());
  }

  @Test
  void theDevicesFileIsTakenBackIfTheRingDoesNotTakeTheKey() throws IOException {
    Path ring = Files.createDirectory(folder.resolve("keys"));
    Files.setPosixFilePermissions(ring, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path out = folder.resolve("psk");

    Cli.Result failed = cli.run(keyNew("--out", out.toString()));

    assertEquals(77, failed.exitCode());
    assertTrue(failed.err().contains("chmod 700 " + ring), failed.err());
    assertFalse(Files.exists(out));
    Files.setPosixFilePermissions(ring, PosixFilePermissions.fromString("rwx------"));
    Cli.Result corrected = cli.run(keyNew("--out", out.toString()));
    assertEquals(0, corrected.exitCode(), corrected.err());
  }

  @Test
  void aBadDeviceIdIsAUsageFault() {
    Cli.Result result = cli.run("key", "new", "RPI 07", "--site", folder.toString());

    assertEquals(64, result.exitCode());
    assertTrue(result.err().contains("must be 1 to 64 characters of a-z 0-9"), result.err());
  }

  @Test
  void theListTellsDevicesAndFormatsAndNoKey() throws IOException {
    cli.run(keyNew("--format", "fernet"));
    cli.run("key", "new", "attic", "--site", folder.toString());

    Cli.Result result = cli.run("key", "list", "--site", folder.toString());

    assertEquals(0, result.exitCode(), result.err());
    assertTrue(
        result.out().matches("attic cose-1 generation 0 kid [0-9a-f]{16}\nrpi-07 fernet\n"),
        result.out());
  }

  @Test
  void theSiteIsNamedByTheEnvironmentWhereNoOptionDoes() {
    cli.variables.put("SEALPOST_SITE", folder.toString());

    assertEquals(0, cli.run("key", "new", "rpi-07").exitCode());
    assertTrue(Files.exists(folder.resolve("keys/rpi-07.key")));
    assertTrue(cli.run("key", "list").out().startsWith("rpi-07 cose-1 generation 0 kid "));
  }

  @Test
  void theListTellsOfARotationUnderWayAndOfKeysFromBefore() throws Exception {
    FakeDevice device = new FakeDevice("rpi-07", Format.COSE_1, cli.time);
    KeyRig rig = new KeyRig(folder, cli.time, device);
    String first = rig.kid();
    rig.rotate(5);
    rig.begin();

    String list = cli.run("key", "list", "--site", folder.toString()).out();

    assertTrue(list.startsWith("rpi-07 cose-1 generation 1 kid " + rig.kid() + "\n"), list);
    assertTrue(list.contains("  a rotation to generation 2 is under way; "), list);
    assertTrue(list.contains("  generation 0 kid " + first + " opens readings until "), list);
  }

  @Test
  void aReadOnlyCopyIsWrittenAndRenewedAndNeverOverAWholeKey() throws Exception {
    FakeDevice device = new FakeDevice("rpi-07", Format.COSE_1, cli.time);
    KeyRig rig = new KeyRig(folder, cli.time, device);
    Path other = folder.resolve("other/keys");

    assertEquals(0, export(other).exitCode());
    rig.rotate(5);
    assertEquals(0, export(other).exitCode());

    assertEquals("rw-------", mode(other.resolve("rpi-07.key")));
    String list = cli.run("key", "list", "--site", folder.resolve("other").toString()).out();
    assertTrue(list.contains("generation 1 kid " + rig.kid() + " read-only\n"), list);
    assertTrue(list.contains("opens readings until"), list);
    Cli.Result over = export(folder.resolve("keys"));
    assertEquals(77, over.exitCode());
    assertTrue(over.err().contains("holds the whole key"), over.err());
  }

  @Test
  void aFernetKeyHasNoReadOnlyCopyAndTheReasonIsTold() {
    cli.run(keyNew("--format", "fernet"));

    Cli.Result result = export(folder.resolve("other"));

    assertEquals(77, result.exitCode());
    assertTrue(result.err().contains("a fernet key cannot be made read-only"), result.err());
  }

  @Test
  void aMasterKeyGivesEachDeviceAKeyOfItsOwnAndTheSameAgain() throws Exception {
    Path master = folder.resolve("master");
    assertEquals(0, cli.run("key", "master", "new", master.toString()).exitCode());
    assertEquals("rw-------", mode(master));
    cli.run(keyNew("--master", master.toString()));
    cli.run("key", "new", "rpi-08", "--master", master.toString(), "--site", folder.toString());
    Path again = folder.resolve("again");
    cli.run("key", "new", "rpi-07", "--master", master.toString(), "--site", again.toString());

    try (DeviceKey one = new Site(folder).keys().key(new DeviceId("rpi-07"));
        DeviceKey same = new Site(again).keys().key(new DeviceId("rpi-07"));
        DeviceKey other = new Site(folder).keys().key(new DeviceId("rpi-08"))) {
      assertEquals(one.psk(), same.psk());
      assertFalse(one.psk().equals(other.psk()));
    }
  }

  private Cli.Result export(Path to) {
    return cli.run(
        "key",
        "export",
        "--read-only",
        "rpi-07",
        "--to",
        to.toString(),
        "--site",
        folder.toString());
  }

  private String[] keyNew(String... more) {
    String[] arguments = new String[5 + more.length];
    System.arraycopy(
        new String[] {"key", "new", "rpi-07", "--site", folder.toString()}, 0, arguments, 0, 5);
    System.arraycopy(more, 0, arguments, 5, more.length);
    return arguments;
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
