package io.sealpost.station.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.crypto.Format;
import io.sealpost.crypto.KeyText;
import io.sealpost.crypto.SecretFile;
import io.sealpost.protocol.DeviceId;
import io.sealpost.station.site.DeviceKey;
import io.sealpost.station.site.Site;
import io.sealpost.station.testing.Cli;
import io.sealpost.station.testing.FakeDevice;
import io.sealpost.station.testing.KeyRig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyAddCommandTest {
  @TempDir private Path folder = Path.of("");

  private final Cli cli = new Cli();

  @Test
  void theRingHasTheKeysOfTheFiles() throws Exception {
    Path one = key("one", "ab");
    Path other = key("other", "cd");

    Cli.Result result = add("rpi-07=" + one, "rpi-08=" + other, "--format", "cose-2");

    assertEquals(0, result.exitCode(), result.err());
    try (DeviceKey seven = new Site(folder).keys().key(new DeviceId("rpi-07"));
        DeviceKey eight = new Site(folder).keys().key(new DeviceId("rpi-08"))) {
      assertEquals(SecretFile.readKey(one, Format.COSE_2), seven.psk());
      assertEquals(SecretFile.readKey(other, Format.COSE_2), eight.psk());
      assertEquals(Format.COSE_2, seven.format());
    }
    assertEquals(
        "rw-------",
        PosixFilePermissions.toString(
            Files.getPosixFilePermissions(folder.resolve("keys/rpi-07.key"))));
    assertFalse((result.out() + result.err()).contains("abab"));
  }

  @Test
  void addingAgainChangesNothing() throws Exception {
    Path file = key("psk", "ab");
    add("rpi-07=" + file);
    byte[] before = Files.readAllBytes(entry());

    Cli.Result again = add("rpi-07=" + file);

    assertEquals(0, again.exitCode(), again.err());
    assertEquals("rpi-07: in the key ring already\n", again.out());
    assertArrayEquals(before, Files.readAllBytes(entry()));
  }

  @Test
  void aKeyThatTheDeviceHasRotatedFromIsThereToo() throws Exception {
    FakeDevice device = new FakeDevice("rpi-07", Format.COSE_1, cli.time);
    KeyRig rig = new KeyRig(folder, cli.time, device);
    Path file = folder.resolve("first");
    try (DeviceKey first = new Site(folder).keys().key(new DeviceId("rpi-07"))) {
      SecretFile.writeNew(file, KeyText.encode(first.psk(), Format.COSE_1));
    }
    rig.rotate(5);
    byte[] before = Files.readAllBytes(entry());

    Cli.Result result = add("rpi-07=" + file, "--replace");

    assertEquals("rpi-07: in the key ring already\n", result.out(), result.err());
    assertArrayEquals(before, Files.readAllBytes(entry()));
  }

  @Test
  void anotherKeyIsRefusedUnlessItIsToReplace() throws Exception {
    add("rpi-07=" + key("old", "ab"));
    byte[] before = Files.readAllBytes(entry());
    Path fresh = key("fresh", "cd");

    Cli.Result refused = add("rpi-07=" + fresh);

    assertEquals(77, refused.exitCode());
    assertTrue(refused.err().contains("has another key, which is not overwritten"), refused.err());
    assertArrayEquals(before, Files.readAllBytes(entry()));
    Cli.Result replaced = add("rpi-07=" + fresh, "--replace");
    assertEquals(0, replaced.exitCode(), replaced.err());
    assertTrue(Files.readString(entry()).contains("revoked-kids = ["));
    assertFalse(Files.readString(entry()).contains("abab"));
  }

  @Test
  void aRingThatMayOnlyReadDoesNotPretendToHaveTheKey() throws Exception {
    Path file = key("psk", "ab");
    add("rpi-07=" + file);
    Path reading = folder.resolve("reading");
    cli.run(
        "key",
        "export",
        "--read-only",
        "rpi-07",
        "--to",
        reading.resolve("keys").toString(),
        "--site",
        folder.toString());

    Cli.Result result = cli.run("key", "add", "--site", reading.toString(), "rpi-07=" + file);

    assertEquals(77, result.exitCode(), result.out());
    assertTrue(result.err().contains("keys/rpi-07.key: the ring has the"), result.err());
    assertTrue(result.err().contains("move that file away"), result.err());
  }

  @Test
  void aKeyThatWasReplacedDoesNotComeBack() throws Exception {
    Path old = key("old", "ab");
    add("rpi-07=" + old);
    add("rpi-07=" + key("fresh", "cd"), "--replace");

    Cli.Result result = add("rpi-07=" + old, "--replace");

    assertEquals(1, result.exitCode());
    assertTrue(result.err().contains("this key was revoked"), result.err());
  }

  @Test
  void aKeyFileThatOthersCanReadIsRefused() throws Exception {
    Path file = key("psk", "ab");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

    Cli.Result result = add("rpi-07=" + file);

    assertEquals(77, result.exitCode());
    assertTrue(result.err().contains(file.toString()), result.err());
    assertFalse(Files.exists(entry()));
  }

  private Path entry() {
    return folder.resolve("keys/rpi-07.key");
  }

  private Path key(String name, String digits) throws IOException {
    Path file = Files.writeString(folder.resolve(name), digits.repeat(32) + "\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  private Cli.Result add(String... arguments) {
    List<String> line = new ArrayList<>(List.of("key", "add", "--site", folder.toString()));
    line.addAll(List.of(arguments));
    return cli.run(line.toArray(String[]::new));
  }
}
