package io.sealpost.station.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.crypto.Counter;
import io.sealpost.crypto.Format;
import io.sealpost.crypto.Opened;
import io.sealpost.crypto.RefusedException;
import io.sealpost.mqtt.LinkState;
import io.sealpost.mqtt.OutgoingMessage;
import io.sealpost.protocol.Action;
import io.sealpost.protocol.Answer;
import io.sealpost.protocol.BootId;
import io.sealpost.protocol.Command;
import io.sealpost.protocol.DecodeException;
import io.sealpost.protocol.Hello;
import io.sealpost.protocol.Reading;
import io.sealpost.protocol.ReadingTime;
import io.sealpost.station.StationException;
import io.sealpost.station.store.Desired;
import io.sealpost.station.store.StationStore;
import io.sealpost.station.testing.Cli;
import io.sealpost.station.testing.FakeDevice;
import io.sealpost.station.testing.FakeTime;
import io.sealpost.station.testing.TestSite;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SetCommandTest {
  private static final Instant AN_HOUR_AGO = FakeTime.START.minus(Duration.ofHours(1));

  @TempDir private Path folder = Path.of("");

  private final Cli cli = new Cli();
  private final FakeDevice device = new FakeDevice("rpi-07", Format.COSE_1, cli.time);
  private final List<Opened> commands = new ArrayList<>();
  private StationStore store = new StationStore(Path.of("unused"));

  @BeforeEach
  void makeSite() throws StationException, IOException {
    TestSite.with(folder, device);
    store = new StationStore(folder.resolve("state"));
    say(FakeDevice.hello(FakeDevice.BOOT, 5, Duration.ofHours(2), AN_HOUR_AGO));
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void theDeviceObeysAndItsAnswerIsReported(Format format) throws Exception {
    Path site = Files.createDirectory(folder.resolve("other"));
    FakeDevice other = new FakeDevice("other", format, cli.time);
    TestSite.with(site, other);
    cli.broker.retain(
        other.topic("hello"),
        other.hello(0, FakeDevice.hello(FakeDevice.BOOT, 5, Duration.ZERO, FakeTime.START)));
    cli.broker.device(
        message -> {
          Opened command = opened(other, FakeDevice.BOOT, message);
          cli.broker.deliver(
              other.topic("control/ack"),
              other.answer(command, Answer.Status.OK, Duration.ofSeconds(10)));
        });

    Cli.Result result =
        cli.run("set", "other", "temperature", "--every", "10s", "--site", site.toString());

    assertEquals(0, result.exitCode(), result.err());
    assertEquals("other/temperature: every 10s\n", result.out());
    assertEquals("", result.err());
  }

  @Test
  void theCommandHoldsUntilTheTimeoutOnTheDevicesOwnClock() throws DecodeException {
    obeying(FakeDevice.BOOT);

    set("--timeout", "40s");

    Command command = device.command(commands.get(0));
    assertEquals(Duration.ofHours(3).plusSeconds(40), command.by());
    assertEquals(
        Action.Set.every(FakeDevice.TEMPERATURE, Duration.ofSeconds(10)), command.action());
    assertFalse(cli.broker.published.get(0).retained());
    assertEquals("sealpost/rpi-07/control", cli.broker.published.get(0).topic());
  }

  @Test
  void nothingIsLeftAtTheBroker() {
    obeying(FakeDevice.BOOT);

    set();

    assertFalse(cli.broker.clients.get(0).keptSession());
  }

  @Test
  void everyCommandOfABootTakesAHigherCounter() {
    obeying(FakeDevice.BOOT);

    set();
    set();

    assertEquals(
        List.of(new Counter(5, 1), new Counter(5, 2)),
        commands.stream().map(Opened::counter).map(Optional::orElseThrow).toList());
  }

  @ParameterizedTest
  @CsvSource({
    "SUPERSEDED, superseded",
    "RANGE, outside of the limits",
    "UNKNOWN_STREAM, no such stream",
    "MALFORMED, does not understand",
    "FAILED, could not store"
  })
  void aRefusalOfTheDeviceIsToldAndNothingIsDesiredAfterIt(Answer.Status status, String words)
      throws StationException {
    answering(FakeDevice.BOOT, status, Duration.ofMinutes(1));

    Cli.Result result = set();

    assertEquals(1, result.exitCode());
    assertEquals("", result.out());
    assertTrue(result.err().contains(words), result.err());
    assertTrue(store.ledger(device.id()).desired().isEmpty());
  }

  @Test
  void noAnswerIsAnAlarmThatTellsTheStatusAndTheWishRemains() throws StationException {
    cli.broker.retain(device.topic("status"), "offline".getBytes(StandardCharsets.US_ASCII));

    Cli.Result result = set();

    assertEquals(3, result.exitCode());
    assertEquals(
        "rpi-07/temperature: ALARM: no answer within 30s: the device may be offline;"
            + " its status is offline\n",
        result.err());
    assertEquals(
        Desired.of(Action.Set.every(FakeDevice.TEMPERATURE, Duration.ofSeconds(10))),
        store.ledger(device.id()).desired());
  }

  @Test
  void withoutAHelloNothingIsSent() throws StationException, IOException {
    Path site = Files.createDirectory(folder.resolve("mute"));
    FakeDevice mute = new FakeDevice("mute", Format.COSE_1, cli.time);
    TestSite.with(site, mute);

    Cli.Result result =
        cli.run("set", "mute", "temperature", "--every", "10s", "--site", site.toString());

    assertEquals(3, result.exitCode());
    assertTrue(result.err().contains("no hello of the device within 30s"), result.err());
    assertTrue(result.err().contains("the broker has no status of it"), result.err());
    assertTrue(cli.broker.published.isEmpty());
  }

  @Test
  void aBrokerThatCannotBeReachedEndsItAtOnce() {
    cli.broker.unreachable("connection refused");

    Cli.Result result = set();

    assertEquals(69, result.exitCode());
    assertTrue(result.err().contains("connection refused"), result.err());
    assertEquals(FakeTime.START, cli.time.now().wall());
  }

  @Test
  void anAnswerToAnotherCommandIsNotTakenForOurs() {
    cli.broker.device(
        message -> {
          Opened own = opened(device, FakeDevice.BOOT, message);
          Opened foreign =
              new Opened(
                  own.counter().orElseThrow(),
                  own.plaintext(),
                  new byte[Opened.TAG_SIZE],
                  own.kid());
          cli.broker.deliver(
              device.topic("control/ack"),
              device.answer(foreign, Answer.Status.OK, Duration.ofSeconds(10)));
        });

    assertEquals(3, set().exitCode());
  }

  @Test
  void aDeviceThatRestartsMeanwhileGetsTheCommandForItsNewBoot() {
    BootId next = new BootId("1111111111111111");
    cli.broker.device(
        message -> {
          if (opens(next, message)) {
            commands.add(opened(device, next, message));
            cli.broker.deliver(
                device.topic("control/ack"),
                device.answer(commands.get(0), Answer.Status.OK, Duration.ofSeconds(10)));
          }
        });
    cli.time.after(
        Duration.ofSeconds(5),
        () ->
            cli.broker.deliver(
                device.topic("hello"),
                device.hello(
                    0, FakeDevice.hello(next, 6, Duration.ofSeconds(1), cli.time.now().wall()))));

    assertEquals(0, set().exitCode());
    assertEquals(Optional.of(new Counter(6, 1)), commands.get(0).counter());
  }

  @Test
  void aLateAnswerIsFollowedByAnotherTryOnceTheDeviceToldItsUptime() throws DecodeException {
    say(FakeDevice.hello(FakeDevice.BOOT, 5, Duration.ofHours(2), Instant.EPOCH, false));
    cli.broker.device(
        message -> {
          Opened command = opened(device, FakeDevice.BOOT, message);
          commands.add(command);
          Answer.Status status = commands.size() == 1 ? Answer.Status.LATE : Answer.Status.OK;
          cli.broker.deliver(
              device.topic("control/ack"), device.answer(command, status, Duration.ofSeconds(10)));
        });
    cli.time.after(
        Duration.ofSeconds(5),
        () ->
            cli.broker.deliver(
                device.topic("temperature"),
                device.reading(
                    5,
                    0,
                    new Reading.Temperature(
                        new ReadingTime.SinceBoot(FakeDevice.BOOT, Duration.ofHours(9)),
                        false,
                        20))));

    Cli.Result result = set();

    assertEquals(0, result.exitCode(), result.err());
    assertEquals(Duration.ofHours(2).plusSeconds(30), device.command(commands.get(0)).by());
    assertEquals(Duration.ofHours(9).plusSeconds(25), device.command(commands.get(1)).by());
  }

  @Test
  void aCommandThatWasNotAcknowledgedIsPublishedAgainUnchangedAfterAReconnect() {
    cli.broker.acknowledging(false);
    cli.time.after(Duration.ofSeconds(5), () -> cli.broker.tell(new LinkState.Connected(true)));

    assertEquals(3, set().exitCode());
    assertEquals(2, cli.broker.published.size());
    assertEquals(cli.broker.published.get(0), cli.broker.published.get(1));
  }

  @Test
  void anOlderEpochIsAnAlarm() {
    obeying(FakeDevice.BOOT);
    set();
    BootId old = new BootId("2222222222222222");
    say(FakeDevice.hello(old, 4, Duration.ofHours(1), AN_HOUR_AGO));
    obeying(old);

    Cli.Result result = set();

    assertEquals(0, result.exitCode());
    assertTrue(
        result.err().startsWith("ALARM: a hello of rpi-07 is of an earlier epoch"), result.err());
  }

  @Test
  void interruptedItSaysThatTheCommandMayStillBeObeyed() {
    cli.time.after(Duration.ofSeconds(2), cli.stop::request);

    Cli.Result result = set();

    assertEquals(3, result.exitCode());
    assertTrue(result.err().contains("may still be obeyed"), result.err());
  }

  @Test
  void withJsonTheOutcomeIsOneObject() {
    obeying(FakeDevice.BOOT);

    assertEquals(
        "{\"device\":\"rpi-07\",\"stream\":\"temperature\",\"interval_s\":10.0,\"outcome\":\"ok\","
            + "\"status\":\"ok\",\"rates_s\":{\"temperature\":10.0}}\n",
        set("--json").out());
  }

  @Test
  void messagesThatDoNotOpenAreToldAFewTimes() {
    cli.time.after(
        Duration.ofSeconds(1),
        () -> {
          for (int i = 0; i < 1000; i++) {
            cli.broker.deliver(device.topic("control/ack"), new byte[] {1});
          }
        });

    Cli.Result result = set();

    assertEquals(5, result.err().lines().filter(line -> line.startsWith("refused")).count());
  }

  @ParameterizedTest
  @CsvSource({
    "--every=10, must be a number and a unit",
    "--every=99ms, an interval must be 100ms to 24h",
    "--every=25h, an interval must be 100ms to 24h",
    "--every=10s --timeout=500ms, a timeout must be 1s to 1h",
    "--timeout=10s, nothing is to change"
  })
  void aValueOutOfRangeIsAUsageFault(String options, String complaint) {
    String[] given = options.split(" ", -1);
    String[] arguments = new String[3 + given.length];
    System.arraycopy(new String[] {"set", "rpi-07", "temperature"}, 0, arguments, 0, 3);
    System.arraycopy(given, 0, arguments, 3, given.length);

    Cli.Result result = cli.run(arguments);

    assertEquals(64, result.exitCode());
    assertTrue(result.err().contains(complaint), result.err());
  }

  @Test
  void aDeviceWithoutAKeyIsNotCommanded() {
    Cli.Result result =
        cli.run("set", "cellar", "temperature", "--every=10s", "--site", folder.toString());

    assertEquals(77, result.exitCode());
    assertTrue(result.err().contains("sealpost key new cellar"), result.err());
  }

  private void say(Hello hello) {
    cli.broker.retain(device.topic("hello"), device.hello(0, hello));
  }

  private void obeying(BootId boot) {
    answering(boot, Answer.Status.OK);
  }

  private void answering(BootId boot, Answer.Status status) {
    answering(boot, status, Duration.ofSeconds(10));
  }

  private void answering(BootId boot, Answer.Status status, Duration rate) {
    cli.broker.device(
        message -> {
          Opened command = opened(device, boot, message);
          commands.add(command);
          cli.broker.deliver(device.topic("control/ack"), device.answer(command, status, rate));
        });
  }

  private Cli.Result set(String... more) {
    String[] arguments = new String[6 + more.length];
    String[] common = {"set", "rpi-07", "temperature", "--every=10s", "--site", folder.toString()};
    System.arraycopy(common, 0, arguments, 0, 6);
    System.arraycopy(more, 0, arguments, 6, more.length);
    return cli.run(arguments);
  }

  private boolean opens(BootId boot, OutgoingMessage message) {
    try {
      device.open(boot, message.payload());
      return true;
    } catch (RefusedException e) {
      return false;
    }
  }

  private static Opened opened(FakeDevice device, BootId boot, OutgoingMessage message) {
    try {
      return device.open(boot, message.payload());
    } catch (RefusedException e) {
      throw new AssertionError("the device cannot open the command: " + e.reason(), e);
    }
  }
}
