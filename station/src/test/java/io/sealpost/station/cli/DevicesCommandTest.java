package io.sealpost.station.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.crypto.Format;
import io.sealpost.protocol.BootId;
import io.sealpost.protocol.Hello;
import io.sealpost.station.StationException;
import io.sealpost.station.site.DeviceKey;
import io.sealpost.station.site.Site;
import io.sealpost.station.testing.Cli;
import io.sealpost.station.testing.FakeDevice;
import io.sealpost.station.testing.FakeTime;
import io.sealpost.station.testing.TestSite;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DevicesCommandTest {
  @TempDir private Path folder = Path.of("");

  private final Cli cli = new Cli();
  private final FakeDevice device = new FakeDevice("rpi-07", Format.COSE_1, cli.time);

  @BeforeEach
  void makeSite() throws StationException, IOException {
    TestSite.with(folder, device);
  }

  @Test
  void whatADeviceSaysOfItselfIsShown() {
    say(hello(5, FakeDevice.BOOT));
    status("online");

    Cli.Result result = devices();

    assertEquals(0, result.exitCode(), result.err());
    assertEquals(
        """
        rpi-07 "Küche": online
          software  sealpost 0.1.0
          boot      0123456789abcdef, epoch 5, up 2h 0m at 2026-11-21T10:00:00Z
          link      not connected, 3 connects, handshakes 1 full 2 resumed, refused 0
          journal   no backlog
          temperature every 1m, thermal zone cpu-thermal
        """,
        result.out());
  }

  @Test
  void itEndsAsSoonAsEveryDeviceIsKnown() {
    say(hello(5, FakeDevice.BOOT));
    status("online");

    devices("--wait", "1h");

    assertEquals(FakeTime.START, cli.time.now().wall());
  }

  @Test
  void aDeviceThatNeverSaidHelloIsListedAfterTheWait() {
    Cli.Result result = devices("--wait", "3s");

    assertEquals(0, result.exitCode());
    assertTrue(result.out().startsWith("rpi-07: unknown\n"), result.out());
    assertTrue(result.out().contains("never said hello"), result.out());
    assertEquals(FakeTime.START.plusSeconds(3), cli.time.now().wall());
  }

  @Test
  void withoutABrokerTheRememberedHelloIsShownAndTheExitCodeTells() {
    say(hello(5, FakeDevice.BOOT));
    devices();
    cli.broker.unreachable("connection refused\u001b[31m");

    Cli.Result result = devices();

    assertEquals(69, result.exitCode());
    assertEquals("sealpost devices: connection refused\\u{1b}[31m\n", result.err());
    assertTrue(result.out().contains("no hello came now"), result.out());
    assertTrue(result.out().contains("boot      0123456789abcdef, epoch 5"), result.out());
  }

  @Test
  void anEpochThatWentBackSinceAnEarlierRunIsAnAlarm() {
    say(hello(5, FakeDevice.BOOT));
    devices();
    say(hello(4, new BootId("1111111111111111")));

    Cli.Result result = devices();

    assertTrue(
        result.out().contains("ALARM: went back from epoch 5 to 4: its card was restored"),
        result.out());
  }

  @Test
  void aSecondBootInOneEpochIsAnAlarm() {
    say(hello(5, FakeDevice.BOOT));
    devices();
    say(hello(5, new BootId("1111111111111111")));

    Cli.Result result = devices("--json");

    assertTrue(
        result
            .out()
            .contains(
                "\"alarm\":\"has two boots in epoch 5, 0123456789abcdef and 1111111111111111: its card was"),
        result.out());
  }

  @Test
  void nothingIsLeftAtTheBroker() {
    devices();

    assertFalse(cli.broker.clients.get(0).keptSession());
  }

  @Test
  void aForgedHelloIsRefusedAndNotShown() {
    cli.broker.retain(device.topic("hello"), new byte[] {1, 2, 3});

    Cli.Result result = devices();

    assertEquals("refused a message on sealpost/rpi-07/hello: malformed\n", result.err());
    assertTrue(result.out().contains("never said hello"), result.out());
  }

  @Test
  void theOperatorsStopEndsTheWaitAndShowsWhatCame() {
    say(hello(5, FakeDevice.BOOT));
    cli.time.after(Duration.ofSeconds(2), cli.stop::request);

    Cli.Result result = devices("--wait", "1h");

    assertEquals(0, result.exitCode());
    assertTrue(result.out().startsWith("rpi-07 \"Küche\": unknown"), result.out());
    assertEquals(FakeTime.START.plusSeconds(2), cli.time.now().wall());
  }

  @Test
  void aHelloThatComesAfterOthersWithinTheWaitIsShown() {
    cli.time.after(
        Duration.ofSeconds(1),
        () ->
            cli.broker.deliver(device.topic("hello"), device.hello(0, hello(7, FakeDevice.BOOT))));

    assertTrue(devices().out().contains("epoch 7"));
  }

  @Test
  void everyDeviceOfTheRingIsListedInOrder() throws StationException {
    for (String name : new String[] {"zoo", "attic"}) {
      try (DeviceKey key = new FakeDevice(name, Format.FERNET, cli.time).key()) {
        new Site(folder).keys().add(key.device(), key.format(), key.psk());
      }
    }

    Cli.Result result = devices();

    assertEquals(
        List.of("attic: unknown", "rpi-07: unknown", "zoo: unknown"),
        result.out().lines().filter(line -> !line.startsWith(" ")).toList());
  }

  @Test
  void withJsonEveryDeviceIsOneObject() {
    say(hello(5, FakeDevice.BOOT));
    status("offline");

    assertEquals(
        "{\"device\":\"rpi-07\",\"format\":\"cose-1\",\"status\":\"offline\",\"current\":true,"
            + "\"name\":\"K\\u00FCche\",\"software\":\"sealpost 0.1.0\","
            + "\"boot\":\"0123456789abcdef\",\"epoch\":5,\"uptime_s\":7200.0,"
            + "\"clock\":\"2026-11-21T10:00:00Z\",\"synchronised\":true,\"log\":\"info\","
            + "\"link\":{\"connects\":3,\"handshakes_full\":1,\"handshakes_resumed\":2,"
            + "\"refused\":0},"
            + "\"backlog\":{\"messages\":0,\"bytes\":0,\"dropped\":0,\"errors\":0},"
            + "\"boots\":[{\"boot\":\"0123456789abcdef\",\"started\":\"2026-11-21T08:00:00Z\"}],"
            + "\"streams\":{\"temperature\":{\"interval_s\":60.0,\"simulated\":false,"
            + "\"source\":\"thermal zone cpu-thermal\"}},\"desired_s\":{}}\n",
        devices("--json").out());
  }

  private Cli.Result devices(String... more) {
    String[] arguments = new String[3 + more.length];
    System.arraycopy(new String[] {"devices", "--site", folder.toString()}, 0, arguments, 0, 3);
    System.arraycopy(more, 0, arguments, 3, more.length);
    return cli.run(arguments);
  }

  private static Hello hello(long epoch, BootId boot) {
    return FakeDevice.hello(boot, epoch, Duration.ofHours(2), FakeTime.START);
  }

  private void say(Hello hello) {
    cli.broker.retain(device.topic("hello"), device.hello(0, hello));
  }

  private void status(String word) {
    cli.broker.retain(device.topic("status"), word.getBytes(StandardCharsets.US_ASCII));
  }
}
