package io.sealpost.station.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.crypto.Format;
import io.sealpost.crypto.Opened;
import io.sealpost.crypto.RefusedException;
import io.sealpost.protocol.Action;
import io.sealpost.protocol.Answer;
import io.sealpost.protocol.BootId;
import io.sealpost.protocol.DecodeException;
import io.sealpost.protocol.Hello;
import io.sealpost.protocol.StreamName;
import io.sealpost.station.site.KeyRing;
import io.sealpost.station.testing.Cli;
import io.sealpost.station.testing.FakeDevice;
import io.sealpost.station.testing.FakeTime;
import io.sealpost.station.testing.TestSite;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroupCommandTest {
  private static final BootId NEXT = new BootId("1111111111111111");

  @TempDir private Path folder = Path.of("");

  private final Cli cli = new Cli();
  private final List<FakeDevice> devices =
      Stream.of("attic", "kitchen-1", "kitchen-2", "kitchen-3")
          .map(id -> new FakeDevice(id, Format.COSE_1, cli.time))
          .toList();
  private final List<Action> actions = new ArrayList<>();
  private Answer.Status status = Answer.Status.OK;
  private Answer.Result result = Answer.Result.NONE;
  private Set<String> mute = Set.of();

  @BeforeEach
  void makeSite() throws Exception {
    TestSite.with(folder, devices.toArray(FakeDevice[]::new));
    for (FakeDevice device : devices) {
      cli.broker.retain(device.topic("status"), "online".getBytes(US_ASCII));
      cli.broker.retain(
          device.topic("hello"),
          device.hello(
              0, FakeDevice.hello(FakeDevice.BOOT, 5, Duration.ofHours(2), FakeTime.START)));
    }
    cli.broker.device(message -> obey(message.topic(), message.payload()));
  }

  @Test
  void aPatternMeansEveryDeviceThatItMatches() {
    Cli.Result result = run("set", "kitchen-?", "temperature", "--every", "1m", "--batch=off");

    assertEquals(0, result.exitCode(), result.err());
    assertEquals("done 3, refused 0, no answer 0, offline 0\n", result.out());
    assertEquals(3, actions.size());
  }

  @Test
  void aPatternLeavesOutWhoWasRevokedAndNotWhoseFileIsBroken() throws Exception {
    new KeyRing(folder.resolve("keys"))
        .revoke(devices.get(1).id(), FakeDevice.sealing(cli.time), FakeTime.START);
    Files.writeString(folder.resolve("keys/kitchen-2.key"), "format = \"cose-1\"\n");

    Cli.Result result = run("set", "kitchen-*", "temperature", "--every", "1m");

    assertEquals(1, result.exitCode());
    assertEquals("done 1, refused 1, no answer 0, offline 0\n", result.out());
    assertTrue(result.err().startsWith("kitchen-2/temperature: "), result.err());
  }

  @Test
  void whoFailsHasALineAndTheExitCodeTellsIt() {
    cli.broker.retain("sealpost/kitchen-1/status", "offline".getBytes(US_ASCII));
    mute = Set.of("kitchen-2");

    Cli.Result result = run("set", "*", "temperature", "--every", "1m");

    assertEquals(3, result.exitCode());
    assertEquals("done 2, refused 0, no answer 1, offline 1\n", result.out());
    assertEquals(
        List.of(
            "kitchen-1/temperature: offline, so that nothing was sent",
            "kitchen-2/temperature: ALARM: no answer within 30s: the device may be offline;"
                + " its status is online"),
        result.err().lines().toList());
  }

  @Test
  void refusalsCountMoreThanSilence() {
    status = Answer.Status.RANGE;
    mute = Set.of("kitchen-2");

    Cli.Result result = run("set", "kitchen-*", "temperature", "--every", "1m", "--json");

    assertEquals(1, result.exitCode());
    assertEquals(3, result.out().lines().count());
    assertTrue(
        result.out().startsWith("{\"device\":\"kitchen-1\",\"stream\":\"temperature\""),
        result.out());
    assertEquals("done 0, refused 2, no answer 1, offline 0\n", result.err());
  }

  @Test
  void aPatternThatMatchesNothingIsAUsageFault() {
    Cli.Result result = run("get", "cellar-*");

    assertEquals(64, result.exitCode());
    assertTrue(result.err().contains("\"cellar-*\""), result.err());
  }

  @Test
  void getShowsWhatIsInForceOfEach() {
    assertEquals("attic: log level info\n  temperature every 1m\n", run("get", "attic").out());
    assertTrue(
        run("get", "kitchen-*").out().endsWith("done 3, refused 0, no answer 0, offline 0\n"));
    assertTrue(
        run("get", "attic", "--json")
            .out()
            .contains("\"log\":\"info\",\"streams\":{\"temperature\":{\"interval_s\":60.0}}"));
  }

  @Test
  void sampleNamesStreamsOrMeansAll() {
    assertEquals("attic: sampled\n", run("sample", "attic").out());
    assertEquals("attic: sampled temperature\n", run("sample", "attic", "temperature").out());
    assertEquals(
        List.of(
            new Action.Sample(Set.of()), new Action.Sample(Set.of(new StreamName("temperature")))),
        actions);
  }

  @Test
  void identifyBlinksForAWhileAndStops() {
    assertEquals("attic: blinks for 30s\n", run("identify", "attic").out());
    assertEquals("attic: no longer blinks\n", run("identify", "attic", "--for=0s").out());
    assertEquals(64, run("identify", "attic", "--for=11m").exitCode());
  }

  @Test
  void restartIsDoneWhenTheDeviceIsBack() {
    cli.time.after(Duration.ofSeconds(20), () -> boot("attic", NEXT));

    Cli.Result result = run("restart", "attic");

    assertEquals("attic: restarted, and back\n", result.out(), result.err());
    assertEquals(List.of(new Action.Restart()), actions);
  }

  @Test
  void aDeviceThatDoesNotComeBackIsTold() {
    Cli.Result result = run("restart", "attic", "--timeout=10s");

    assertEquals(3, result.exitCode());
    assertEquals("attic: obeyed, and has not come back within 10s\n", result.err());
  }

  @Test
  void forgetShowsWhatWasGivenUp() {
    result =
        new Answer.Result.Forgotten(
            List.of(
                new Answer.Result.Range(FakeDevice.TEMPERATURE, new Hello.Dropped(5, 10, 19, 10))));

    Cli.Result told = run("forget", "attic", "--yes");

    assertEquals(
        "attic: gave up 10 messages\n  temperature: 10, among sequence 10 to 19 of epoch 5\n",
        told.out(),
        told.err());
    assertTrue(run("forget", "attic", "--yes", "--json").out().contains("\"first\":10,"));
  }

  @Test
  void forgetIsNotAskedAgainInAnotherBoot() {
    mute = Set.of("attic");
    cli.time.after(Duration.ofSeconds(5), () -> boot("attic", NEXT));

    Cli.Result told = run("forget", "attic", "--yes");

    assertEquals(3, told.exitCode());
    assertTrue(told.err().contains("nobody knows whether it gave up anything"), told.err());
    assertEquals(1, cli.broker.published.size());
  }

  @Test
  void forgetAsksBeforeItDoesSo() {
    assertEquals(64, run("forget", "attic").exitCode());
    cli.terminal = new Terminal(true, false);

    assertEquals(1, answered("n\n").exitCode());
    assertEquals(1, answered("").exitCode());
    assertEquals(List.of(), actions);
    Cli.Result result = answered("y\n");
    assertEquals(0, result.exitCode(), result.err());
    assertTrue(
        result.err().startsWith("Give up everything that attic has not delivered? [y/N] "),
        result.err());
  }

  @Test
  void severalSettingsGoTogether() {
    Cli.Result result =
        run("set", "attic", "temperature", "--every=10s", "--on-change=0.5", "--log-level=debug");

    assertEquals(
        "attic/temperature: every 10s, on-change 0.5 or 15m, log level debug\n", result.out());
    assertEquals(1, actions.size());
    assertEquals("attic: log level warn\n", run("set", "attic", "--log-level=warn").out());
  }

  @Test
  void aProgressBarIsShownOnATerminalAlone() {
    cli.terminal = new Terminal(false, true);

    Cli.Result result = run("get", "kitchen-*");

    assertEquals(0, result.exitCode());
    assertTrue(result.err().contains("get 100%"), result.err());
  }

  private Cli.Result answered(String line) {
    return cli.run(line.getBytes(UTF_8), "forget", "attic", "--site", folder.toString());
  }

  private Cli.Result run(String... arguments) {
    List<String> all = new ArrayList<>(Arrays.asList(arguments));
    all.addAll(List.of("--site", folder.toString()));
    return cli.run(all.toArray(String[]::new));
  }

  private void boot(String id, BootId boot) {
    FakeDevice device = device(id);
    Hello hello = FakeDevice.hello(boot, 6, Duration.ofSeconds(1), cli.time.now().wall());
    cli.broker.deliver(device.topic("hello"), device.hello(0, hello));
  }

  private FakeDevice device(String id) {
    return devices.stream().filter(each -> each.id().value().equals(id)).findFirst().orElseThrow();
  }

  private void obey(String topic, byte[] payload) {
    FakeDevice device = device(topic.split("/", -1)[1]);
    try {
      Opened command = device.open(FakeDevice.BOOT, payload);
      if (!mute.contains(device.id().value())) {
        actions.add(device.command(command).action());
        cli.broker.deliver(
            device.topic("control/ack"),
            device.answer(command, status, Duration.ofMinutes(1), result));
      }
    } catch (RefusedException | DecodeException e) {
      throw new AssertionError("the device cannot open the command", e);
    }
  }
}
