package io.sealpost.station.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.crypto.Format;
import io.sealpost.crypto.Sealing;
import io.sealpost.crypto.SecretBytes;
import io.sealpost.protocol.DeviceId;
import io.sealpost.station.StationException;
import io.sealpost.station.site.DeviceKey;
import io.sealpost.station.site.KeyRing;
import io.sealpost.station.site.Site;
import io.sealpost.station.testing.Cli;
import io.sealpost.station.testing.FakeDevice;
import io.sealpost.station.testing.RotatingDevice;
import io.sealpost.station.testing.TestSite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RotateCommandTest {
  private static final DeviceId ID = new DeviceId("rpi-07");

  @TempDir private Path folder = Path.of("");

  private final Cli cli = new Cli();
  private final SecretBytes psk = SecretBytes.random(new SecureRandom(), Sealing.KEY_SIZE);
  private final RotatingDevice device = new RotatingDevice(ID, psk, cli.time);
  private boolean sayHelloAfterTaking;

  @BeforeEach
  void makeSite() throws StationException, IOException {
    TestSite.with(folder);
    ring().add(ID, Format.COSE_1, psk);
    cli.broker.retain("sealpost/rpi-07/hello", device.hello());
    cli.broker.device(
        message -> {
          long before = device.generation();
          Optional<byte[]> answer = device.obey(message.payload());
          if (sayHelloAfterTaking && device.generation() > before) {
            byte[] hello = device.hello();
            cli.broker.retain("sealpost/rpi-07/hello", hello);
            cli.broker.deliver("sealpost/rpi-07/hello", hello);
          }
          answer.ifPresent(said -> cli.broker.deliver("sealpost/rpi-07/control/ack", said));
        });
  }

  @Test
  void theDeviceHasTheNewKeyAndObeysNoOther() throws StationException {
    Cli.Result result = rotate("rpi-07");

    assertEquals(0, result.exitCode(), result.err());
    assertEquals("rpi-07: has key generation 1 and obeys no other\n", result.out());
    assertAgreed(1);
  }

  @Test
  void aHelloUnderTheNewKeyBeforeTheAnswerIsAsGood() throws StationException {
    sayHelloAfterTaking = true;

    assertEquals(0, rotate("rpi-07").exitCode());

    assertAgreed(1);
  }

  @Test
  void anotherRunGivesAnotherKey() throws StationException {
    sayHelloAfterTaking = true;
    rotate("rpi-07");

    Cli.Result result = rotate("rpi-07");

    assertEquals("rpi-07: has key generation 2 and obeys no other\n", result.out());
    assertAgreed(2);
  }

  @Test
  void programsGetAnObject() {
    Cli.Result result = rotate("rpi-07", "--json");

    assertEquals("{\"device\":\"rpi-07\",\"generation\":1,\"outcome\":\"ok\"}\n", result.out());
  }

  @Test
  void whatWasBegunIsEndedByTheNextRunAndSaidSo() throws StationException {
    cli.broker.device(message -> device.obey(message.payload()));
    Cli.Result lost = rotate("rpi-07");
    assertEquals(3, lost.exitCode(), lost.err());
    cli.broker.device(
        message ->
            device
                .obey(message.payload())
                .ifPresent(answer -> cli.broker.deliver("sealpost/rpi-07/control/ack", answer)));

    Cli.Result result = rotate("rpi-07");

    assertEquals(
        "rpi-07: has key generation 1 and obeys no other; this ends what was begun before\n",
        result.out());
    assertAgreed(1);
  }

  @Test
  void aFernetKeyIsNotRotatedAndOthersOfThePatternAre() throws StationException {
    FakeDevice fernet = new FakeDevice("rpi-08", Format.FERNET, cli.time);
    try (DeviceKey key = fernet.key()) {
      ring().add(fernet.id(), Format.FERNET, key.psk());
    }
    cli.broker.retain(
        fernet.topic("hello"),
        fernet.hello(
            0, FakeDevice.hello(FakeDevice.BOOT, 5, Duration.ZERO, cli.time.now().wall())));

    Cli.Result result = rotate("rpi-*");

    assertEquals(1, result.exitCode());
    assertTrue(result.err().contains("rpi-08: a fernet key cannot be rotated"), result.err());
    assertTrue(result.out().contains("done 1, refused 1"), result.out());
    assertAgreed(1);
  }

  @Test
  void aReadOnlyKeyIsToldPlainlyWithTheCodeOfPermissions() throws StationException, IOException {
    Path other = folder.resolve("other/keys");
    cli.run(
        "key",
        "export",
        "--read-only",
        "rpi-07",
        "--to",
        other.toString(),
        "--site",
        folder.toString());
    try (DeviceKey key = new KeyRing(other).key(ID)) {
      assertTrue(key.readOnly());
    }
    copyBroker();

    for (String[] command :
        new String[][] {
          {"rotate", "rpi-07"},
          {"set", "rpi-07", "temperature", "--every", "10s"}
        }) {
      Cli.Result result = run(folder.resolve("other"), command);

      assertEquals(77, result.exitCode(), result.err());
      assertTrue(
          result.err().contains("rpi-07: the key ring has a read-only key of it"), result.err());
    }
  }

  @Test
  void aRevokedDeviceIsToldPlainlyWithTheCodeOfPermissions() throws StationException {
    ring().revoke(ID, FakeDevice.sealing(cli.time), cli.time.now().wall());

    for (String[] command :
        new String[][] {
          {"rotate", "rpi-07"},
          {"set", "rpi-07", "temperature", "--every", "10s"}
        }) {
      Cli.Result result = run(folder, command);

      assertEquals(77, result.exitCode(), result.err());
      assertTrue(result.err().contains("rpi-07: revoked since 2026-"), result.err());
    }
  }

  private void copyBroker() throws IOException {
    Files.copy(folder.resolve("station.toml"), folder.resolve("other/station.toml"));
  }

  private void assertAgreed(long generation) throws StationException {
    try (DeviceKey key = ring().key(ID)) {
      assertEquals(generation, key.generation());
      assertEquals(device.current(), key.psk());
      assertFalse(key.unconfirmed());
      assertTrue(key.pending().isEmpty());
    }
    assertFalse(device.obeysOld());
  }

  private Cli.Result rotate(String target, String... more) {
    String[] command = new String[2 + more.length];
    command[0] = "rotate";
    command[1] = target;
    System.arraycopy(more, 0, command, 2, more.length);
    return run(folder, command);
  }

  private Cli.Result run(Path site, String... command) {
    String[] arguments = Arrays.copyOf(command, command.length + 2);
    arguments[command.length] = "--site";
    arguments[command.length + 1] = site.toString();
    return cli.run(arguments);
  }

  private KeyRing ring() {
    return new Site(folder).keys();
  }
}
