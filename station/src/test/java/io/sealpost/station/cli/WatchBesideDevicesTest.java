package io.sealpost.station.cli;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.crypto.Format;
import io.sealpost.protocol.BootId;
import io.sealpost.protocol.Hello;
import io.sealpost.station.StationException;
import io.sealpost.station.testing.Cli;
import io.sealpost.station.testing.FakeDevice;
import io.sealpost.station.testing.FakeTime;
import io.sealpost.station.testing.TestSite;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the broker holds for "watch" is older than what "devices" saw meanwhile. */
class WatchBesideDevicesTest {
  private static final BootId SECOND = new BootId("1111111111111111");
  private static final BootId THIRD = new BootId("2222222222222222");

  @TempDir private Path folder = Path.of("");

  private final Cli cli = new Cli();
  private final FakeDevice device = new FakeDevice("rpi-07", Format.COSE_1, cli.time);

  @BeforeEach
  void makeSite() throws StationException, IOException {
    TestSite.with(folder, device);
  }

  @Test
  void queuedHellosAreJudgedByThoseThatWatchSawBefore() {
    hello(hello(FakeDevice.BOOT, 4, 10));
    temperature(4, 0);
    watch();
    hello(hello(THIRD, 6, 1));
    devices();

    hello(endOfEpochBefore(hello(SECOND, 5, 1), 2));
    temperature(5, 0);
    hello(endOfEpochBefore(hello(SECOND, 5, 60), 2));
    temperature(5, 1);
    hello(endOfEpochBefore(hello(THIRD, 6, 1), 1));
    temperature(6, 0);
    Cli.Result result = watch();

    assertFalse(result.err().contains("ALARM"), result.err());
    assertTrue(
        result.err().contains("GAP: rpi-07/temperature: 2 missing, sequence 1 to 2 of epoch 4"),
        result.err());
    assertTrue(
        result
            .err()
            .endsWith(
                "3 readings, 0 duplicates left out, 2 missing, 0 dropped by devices, 0 refused\n"),
        result.err());
  }

  @Test
  void anEpochThatWentBackBesideThoseThatWatchSawIsAnAlarm() {
    hello(hello(SECOND, 5, 1));
    watch();

    hello(hello(FakeDevice.BOOT, 4, 1));

    assertTrue(watch().err().contains("ALARM"));
  }

  @Test
  void whatWatchSawIsKnownToDevices() {
    hello(hello(SECOND, 5, 1));
    watch();
    cli.broker.unreachable("connection refused");

    assertTrue(devices().out().contains("boot      1111111111111111, epoch 5"));
  }

  @Test
  void whatIsOlderThanWhatDevicesSawDoesNotReplaceIt() {
    hello(hello(THIRD, 6, 1));
    devices();
    hello(hello(SECOND, 5, 1));
    watch();
    cli.broker.unreachable("connection refused");

    assertTrue(devices().out().contains("boot      2222222222222222, epoch 6"));
  }

  private Cli.Result watch() {
    return cli.run("watch", "--site", folder.toString(), "--seconds", "5");
  }

  private Cli.Result devices() {
    return cli.run("devices", "--site", folder.toString(), "--wait", "3s");
  }

  private void hello(Hello hello) {
    cli.time.after(
        Duration.ofSeconds(1),
        () -> cli.broker.deliver(device.topic("hello"), device.hello(0, hello)));
  }

  private void temperature(long epoch, long sequence) {
    cli.time.after(
        Duration.ofSeconds(1),
        () ->
            cli.broker.deliver(
                device.topic("temperature"), device.temperature(epoch, sequence, 20)));
  }

  private static Hello hello(BootId boot, long epoch, long uptime) {
    return FakeDevice.hello(boot, epoch, Duration.ofSeconds(uptime), FakeTime.START);
  }

  private static Hello endOfEpochBefore(Hello hello, long last) {
    return FakeDevice.with(hello, FakeDevice.stream(Duration.ofSeconds(60), OptionalLong.of(last)));
  }
}
