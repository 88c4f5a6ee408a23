package io.sealpost.station.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.crypto.Format;
import io.sealpost.protocol.DeviceId;
import io.sealpost.protocol.DeviceStatus;
import io.sealpost.station.StationException;
import io.sealpost.station.site.DeviceKey;
import io.sealpost.station.site.KeyRing;
import io.sealpost.station.site.RevokedKey;
import io.sealpost.station.site.RingEntry;
import io.sealpost.station.site.Site;
import io.sealpost.station.testing.Cli;
import io.sealpost.station.testing.FakeDevice;
import io.sealpost.station.testing.FakeTime;
import io.sealpost.station.testing.TestSite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RevokeCommandTest {
  @TempDir private Path folder = Path.of("");

  private final Cli cli = new Cli();
  private final FakeDevice device = new FakeDevice("rpi-07", Format.COSE_1, cli.time);

  @BeforeEach
  void makeSite() throws StationException, IOException {
    TestSite.with(folder, device);
    cli.broker.device(message -> cli.broker.deliver(message.topic(), message.payload()));
  }

  @Test
  void theKeyIsARecordAndWhatTheBrokerKeepsIsCleared() throws StationException {
    cli.broker.retain(device.topic("status"), DeviceStatus.OFFLINE.payload());

    Cli.Result result = revoke("--yes");

    assertEquals(0, result.exitCode(), result.err());
    try (RingEntry entry = ring().entry(device.id())) {
      assertInstanceOf(RevokedKey.class, entry);
    }
    assertEquals(2, cli.broker.published.size());
    cli.broker.published.forEach(
        message -> {
          assertEquals(0, message.payload().length);
          assertTrue(message.retained());
        });
    assertTrue(result.out().contains("rpi-07: nothing is kept of it at the broker"), result.out());
  }

  @Test
  void withoutACommandItSaysWhatToDoAtTheBroker() {
    Cli.Result result = revoke("--yes");

    assertTrue(result.err().contains("mosquitto_passwd -D PASSWORD-FILE rpi-07"), result.err());
  }

  @Test
  void theSitesCommandIsRunWithTheDevicesIdAndNoShell() throws IOException {
    Path seen = folder.resolve("seen");
    revokeCommand("printf '%s|' \"$@\" > " + seen, "a b;c");

    Cli.Result result = revoke("--yes");

    assertEquals(0, result.exitCode(), result.err());
    assertEquals("a b;c|rpi-07|", Files.readString(seen));
    assertTrue(result.out().contains("its access to the broker was withdrawn"), result.out());
  }

  @Test
  void aCommandThatFailsIsToldAndTheRestIsDone() throws IOException, StationException {
    revokeCommand("exit 7", "x");

    Cli.Result result = revoke("--yes");

    assertEquals(75, result.exitCode());
    assertTrue(result.err().contains("ended with exit code 7; the device may connect still"));
    try (RingEntry entry = ring().entry(device.id())) {
      assertInstanceOf(RevokedKey.class, entry);
    }
    assertEquals(2, cli.broker.published.size());
  }

  @Test
  void aBrokerThatIsAwayIsToldAndTheNextRunDoesTheRest() {
    cli.broker.unreachable("no route");
    Cli.Result first = revoke("--yes");
    assertEquals(75, first.exitCode());
    assertTrue(first.err().contains("was not cleared: no route"), first.err());
    Cli again = new Cli();
    again.broker.device(message -> again.broker.deliver(message.topic(), message.payload()));

    Cli.Result second = again.run("revoke", "rpi-07", "--site", folder.toString());

    assertEquals(0, second.exitCode(), second.err());
  }

  @Test
  void whatAnAccessListForbidsIsNotTakenForDone() {
    cli.broker.device(message -> {});

    Cli.Result result = revoke("--yes");

    assertEquals(75, result.exitCode());
    assertTrue(result.err().contains("let the station's user write"), result.err());
  }

  @Test
  void whatComesBackIsClearedAgainAndADeviceThatIsOnlineStillIsTold() {
    cli.time.after(
        Duration.ofSeconds(2),
        () ->
            cli.broker.deliver(
                device.topic("hello"),
                device.hello(
                    0, FakeDevice.hello(FakeDevice.BOOT, 5, Duration.ZERO, FakeTime.START))));

    Cli.Result result = revoke("--yes");

    assertEquals(75, result.exitCode());
    assertEquals(3, cli.broker.published.size());
    assertTrue(result.err().contains("is online still and can publish again"), result.err());
  }

  @Test
  void aReadingThatComesNowShowsThatItIsOnlineStill() {
    cli.time.after(
        Duration.ofSeconds(2),
        () -> cli.broker.deliver(device.topic("temperature"), device.temperature(5, 0, 20)));

    Cli.Result result = revoke("--yes");

    assertEquals(75, result.exitCode());
    assertTrue(result.err().contains("is online still and can publish again"), result.err());
  }

  @Test
  void aStatusThatSaidOnlineIsToldAsWhatItIs() {
    cli.broker.retain(device.topic("status"), DeviceStatus.ONLINE.payload());

    Cli.Result result = revoke("--yes");

    assertEquals(0, result.exitCode(), result.err());
    assertTrue(result.err().contains("only the broker knows whether its connection"), result.err());
  }

  @Test
  void theWillOfAConnectionThatEndsNowIsClearedAndNoFault() {
    cli.broker.retain(device.topic("status"), DeviceStatus.ONLINE.payload());
    cli.time.after(
        Duration.ofSeconds(2),
        () -> cli.broker.deliver(device.topic("status"), DeviceStatus.OFFLINE.payload()));

    Cli.Result result = revoke("--yes");

    assertEquals(0, result.exitCode(), result.err());
    assertEquals(3, cli.broker.published.size());
  }

  @Test
  void nobodyIsRevokedUnasked() throws StationException {
    Cli.Result result = revoke();

    assertEquals(64, result.exitCode());
    assertTrue(result.err().contains("say --yes if rpi-07 is to be revoked"), result.err());
    ring().key(device.id()).close();
    assertEquals(0, cli.broker.published.size());
  }

  @Test
  void aRevokedDeviceIsListedAndGetsANewKeyOnlyIfItIsAnother()
      throws StationException, IOException {
    Path master = folder.resolve("master");
    run("key", "master", "new", master.toString());
    Cli.Result derived =
        run("key", "new", "attic", "--master", master.toString(), "--site", site());
    assertEquals(0, derived.exitCode(), derived.err());
    run("revoke", "attic", "--yes", "--site", site());
    assertTrue(run("key", "list", "--site", site()).out().contains("attic cose-1 REVOKED since "));

    Cli.Result same = run("key", "new", "attic", "--master", master.toString(), "--site", site());
    assertEquals(1, same.exitCode());
    assertTrue(same.err().contains("the master key gives it the key that was revoked"), same.err());

    assertEquals(0, run("key", "new", "attic", "--site", site()).exitCode());
    try (DeviceKey key = ring().key(new DeviceId("attic"))) {
      assertFalse(key.revokedKids().isEmpty());
    }
  }

  private void revokeCommand(String script, String argument) throws IOException {
    Path program = folder.resolve("withdraw");
    Files.writeString(program, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    Files.writeString(
        folder.resolve("station.toml"),
        "[broker]\nurl = \"mqtts://broker.example\"\nrevoke-command = [\"%s\", \"%s\"]\n"
            .formatted(program, argument));
  }

  private Cli.Result revoke(String... more) {
    List<String> arguments = new ArrayList<>(List.of("revoke", "rpi-07", "--site", site()));
    arguments.addAll(List.of(more));
    return cli.run(arguments.toArray(String[]::new));
  }

  private Cli.Result run(String... arguments) {
    return cli.run(arguments);
  }

  private String site() {
    return folder.toString();
  }

  private KeyRing ring() {
    return new Site(folder).keys();
  }
}
