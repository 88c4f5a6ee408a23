package io.sealpost.station.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.crypto.Format;
import io.sealpost.mqtt.LinkState;
import io.sealpost.protocol.Reading;
import io.sealpost.protocol.ReadingTime;
import io.sealpost.station.StationException;
import io.sealpost.station.testing.Cli;
import io.sealpost.station.testing.FakeDevice;
import io.sealpost.station.testing.FakeTime;
import io.sealpost.station.testing.TestSite;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WatchCommandTest {
  @TempDir private Path folder = Path.of("");

  private final Cli cli = new Cli();
  private final FakeDevice kitchen = new FakeDevice("kitchen-1", Format.COSE_1, cli.time);
  private final FakeDevice attic = new FakeDevice("attic", Format.COSE_2, cli.time);

  @BeforeEach
  void makeSite() throws StationException, IOException {
    TestSite.with(folder, kitchen, attic);
  }

  @Test
  void readingsGoToStandardOutputOneLineEach() {
    deliver(1, kitchen, 0, 21.5);
    deliver(2, attic, 0, -3.25);

    Cli.Result result = watch("--seconds", "5");

    assertEquals(0, result.exitCode(), result.err());
    assertEquals(
        """
        2026-11-21T10:00:01Z  kitchen-1  temperature  21.5 °C
        2026-11-21T10:00:02Z  attic  temperature  -3.25 °C
        """,
        result.out());
  }

  @Test
  void aDeviceThatIsProvisionedLaterIsNotPassedOverInSilence() {
    FakeDevice late = new FakeDevice("late", Format.COSE_1, cli.time);
    cli.time.after(
        Duration.ofSeconds(90),
        () -> {
          try {
            TestSite.with(folder, late);
          } catch (StationException | IOException e) {
            throw new AssertionError(e);
          }
        });

    Cli.Result result = watch("--seconds", "400");

    String warning =
        "late came into the key ring: nothing of it is shown until this command is started again";
    assertEquals(1, result.err().lines().filter(warning::equals).count(), result.err());
    assertFalse(result.err().contains("attic came"), result.err());
    assertFalse(watch("--seconds", "400", "--device", "attic").err().contains("came into"));
  }

  @Test
  void theNameOfTheDeviceComesFromItsHello() {
    cli.broker.retain(
        kitchen.topic("hello"),
        kitchen.hello(0, FakeDevice.hello(FakeDevice.BOOT, 5, Duration.ZERO, FakeTime.START)));
    deliver(1, kitchen, 0, 21.5);

    Cli.Result result = watch("--count", "1");

    assertTrue(result.out().contains("  Küche (kitchen-1)  temperature"), result.out());
    assertTrue(
        result.err().contains("kitchen-1: sealpost 0.1.0, boot 0123456789abcdef, epoch 5"),
        result.err());
  }

  @Test
  void duplicatesAreDroppedAndGapsReported() {
    deliver(1, kitchen, 0, 20);
    deliver(2, kitchen, 0, 20);
    deliver(3, kitchen, 4, 21);

    Cli.Result result = watch("--seconds", "10");

    assertEquals(2, result.out().lines().count());
    assertTrue(
        result.err().contains("GAP: kitchen-1/temperature: 3 missing, sequence 1 to 3 of epoch 5"),
        result.err());
    assertTrue(
        result
            .err()
            .endsWith(
                "2 readings, 1 duplicates left out, 3 missing, 0 dropped by devices, 0 refused\n"),
        result.err());
  }

  @Test
  void theFilterChoosesDevicesAndSubscribesToNoOthers() {
    deliver(1, kitchen, 0, 20);
    deliver(2, attic, 0, 30);

    Cli.Result result = watch("--device", "kitchen-*", "--seconds", "5");

    assertEquals(List.of("sealpost/kitchen-1/#"), cli.broker.filters);
    assertEquals(1, result.out().lines().count());
    assertTrue(result.out().contains("kitchen-1"), result.out());
  }

  @Test
  void aFilterThatNothingMatchesIsAUsageFault() {
    Cli.Result result = watch("--device", "cellar");

    assertEquals(64, result.exitCode());
    assertTrue(result.err().contains("sealpost key list"), result.err());
  }

  @Test
  void withJsonEverythingIsAnObjectOnStandardOutput() {
    deliver(1, kitchen, 7, 21.5);
    cli.time.after(
        Duration.ofSeconds(2),
        () -> cli.broker.deliver(kitchen.topic("temperature"), new byte[] {1}));

    Cli.Result result = watch("--json", "--seconds", "5");

    assertEquals("", result.err());
    assertEquals(
        """
        {"event":"link","state":"connected","detail":"mqtts://broker.example"}
        {"event":"reading","device":"kitchen-1","stream":"temperature","time":"2026-11-21T10:00:01Z","synchronised":true,"simulated":false,"epoch":5,"sequence":7,"value":21.5,"unit":"Cel"}
        {"event":"refused","device":"kitchen-1","stream":"temperature","reason":"malformed","count":1}
        {"event":"end","readings":1,"duplicates":0,"missing":0,"dropped":0,"refused":1}
        """,
        result.out());
  }

  @Test
  void aFloodOfRefusedMessagesGivesAFewLines() {
    cli.time.after(
        Duration.ofSeconds(1),
        () -> {
          for (int i = 0; i < 5000; i++) {
            byte[] rubbish = Integer.toString(i).getBytes(StandardCharsets.US_ASCII);
            cli.broker.deliver(kitchen.topic("stream-" + i), rubbish);
          }
        });

    Cli.Result result = watch("--seconds", "30");

    assertTrue(result.err().lines().count() < 20, result.err());
    assertTrue(result.err().contains("REFUSED: 4990 more messages"), result.err());
    assertTrue(result.err().contains("5000 refused"), result.err());
  }

  @Test
  void aFloodOfStatusChangesGivesALineASecond() {
    cli.time.after(
        Duration.ofSeconds(1),
        () -> {
          for (int i = 0; i < 2001; i++) {
            String word = i % 2 == 0 ? "online" : "offline";
            cli.broker.deliver(kitchen.topic("status"), word.getBytes(StandardCharsets.US_ASCII));
          }
        });

    Cli.Result result = watch("--seconds", "10");

    List<String> lines = result.err().lines().filter(line -> line.contains("line, says")).toList();
    assertEquals(
        List.of("kitchen-1 is offline, says the broker", "kitchen-1 is online, says the broker"),
        lines);
  }

  @Test
  void aLostConnectionIsToldAndWaitedFor() {
    cli.time.after(
        Duration.ofSeconds(1),
        () -> cli.broker.tell(new LinkState.Disconnected("cut\u0007 off", Duration.ofSeconds(3))));
    cli.time.after(Duration.ofSeconds(4), () -> cli.broker.tell(new LinkState.Connected(true)));
    deliver(5, kitchen, 0, 20);

    Cli.Result result = watch("--count", "1");

    assertEquals(0, result.exitCode());
    assertTrue(
        result.err().contains("disconnected: cut\\u{7} off; next attempt in 3s"), result.err());
  }

  @Test
  void aBrokerThatWasNeverReachedGivesItsExitCode() {
    cli.broker.unreachable("no route to broker.example");

    Cli.Result result = watch("--seconds", "3");

    assertEquals(69, result.exitCode());
    assertTrue(result.err().contains("no route to broker.example"), result.err());
  }

  @Test
  void aKeptMessageThatComesBeforeTheConnectionIsCompleteShowsThatTheBrokerWasReached() {
    cli.broker.unreachable("not yet subscribed");
    deliver(1, kitchen, 0, 20);

    assertEquals(0, watch("--count", "1").exitCode());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--count=0",
        "--seconds=0",
        "--seconds=-1",
        "--seconds=9223372036854775807",
        "--count=x"
      })
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aLimitThatIsNoneIsAUsageFault(String option) {
    assertEquals(64, watch(option).exitCode());
  }

  @Test
  void aReadingBeforeTheClockWasSetAndASimulatedOneAreMarked() {
    ReadingTime since = new ReadingTime.SinceBoot(FakeDevice.BOOT, Duration.ofSeconds(3));
    cli.time.after(
        Duration.ofSeconds(1),
        () ->
            cli.broker.deliver(
                kitchen.topic("temperature"),
                kitchen.reading(5, 0, new Reading.Temperature(since, true, 20))));

    assertEquals(
        "start+3s  kitchen-1  temperature  20.0 °C  SIMULATED  (clock not synchronised)\n",
        watch("--count", "1").out());
  }

  @Test
  void aReaderThatWentAwayEndsIt() {
    deliver(1, kitchen, 0, 20);
    deliver(2, kitchen, 1, 21);
    cli.breakOutput("Broken pipe");

    Cli.Result result = watch();

    assertEquals(0, result.exitCode());
    assertTrue(result.err().contains("1 readings"), result.err());
  }

  @Test
  void theOperatorsStopEndsItInOrder() {
    cli.time.after(Duration.ofSeconds(2), cli.stop::request);

    Cli.Result result = watch();

    assertEquals(0, result.exitCode());
    assertTrue(cli.broker.closed());
  }

  @Test
  void theClientIdNamesTheCommandSoThatCommandsDoNotThrowEachOtherOut() {
    watch("--seconds", "1");

    assertEquals("station-watch", cli.broker.clients.get(0).clientId());
  }

  @Test
  void aRingThatOthersCanReadIsRefused() throws IOException {
    Path key = folder.resolve("keys/attic.key");
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r-----"));

    Cli.Result result = watch();

    assertEquals(77, result.exitCode());
    assertTrue(result.err().contains("chmod 600 " + key), result.err());
    assertFalse(result.err().contains("key ="), result.err());
  }

  private Cli.Result watch(String... more) {
    String[] arguments = new String[3 + more.length];
    System.arraycopy(new String[] {"watch", "--site", folder.toString()}, 0, arguments, 0, 3);
    System.arraycopy(more, 0, arguments, 3, more.length);
    return cli.run(arguments);
  }

  private void deliver(int second, FakeDevice device, long sequence, double celsius) {
    cli.time.after(
        Duration.ofSeconds(second),
        () ->
            cli.broker.deliver(
                device.topic("temperature"), device.temperature(5, sequence, celsius)));
  }
}
