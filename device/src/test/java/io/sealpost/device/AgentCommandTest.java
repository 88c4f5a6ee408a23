package io.sealpost.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.crypto.Format;
import io.sealpost.device.config.DeviceConfig;
import io.sealpost.device.config.DeviceConfigReader;
import io.sealpost.protocol.Action;
import io.sealpost.protocol.Answer;
import io.sealpost.protocol.Answer.Result;
import io.sealpost.protocol.Answer.Status;
import io.sealpost.protocol.Batching;
import io.sealpost.protocol.Change;
import io.sealpost.protocol.DutyCycle;
import io.sealpost.protocol.Hello;
import io.sealpost.protocol.LogLevel;
import io.sealpost.protocol.OnChange;
import io.sealpost.protocol.StreamChange;
import io.sealpost.protocol.StreamName;
import io.sealpost.protocol.StreamSettings;
import io.sealpost.sensors.SensorException;
import io.sealpost.sensors.SensorException.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every command but those for keys, obeyed by a whole agent. */
class AgentCommandTest {
  private static final Batching TEN = new Batching(Duration.ofMinutes(1), 10);
  private static final OnChange DEGREE = new OnChange(1, Duration.ofMinutes(15));

  @TempDir Path folder;

  private final TestClock time = new TestClock();
  private final FakeSettingsStore store = new FakeSettingsStore();
  private final List<String> restarts = new ArrayList<>();

  private Boot boot(DeviceConfig config) {
    Boot boot =
        new Boot.Setup(time)
            .config(config)
            .settings(store)
            .restart(() -> restarts.add("restart"))
            .start();
    boot.connect();
    // Fernet commands of the first seconds are taken for those of an earlier boot.
    time.advance(Duration.ofSeconds(10));
    boot.link.received();
    return boot;
  }

  private Boot boot() {
    return boot(TestConfig.of(Format.COSE_1));
  }

  private static Action batch(Change<Batching> batch) {
    return change(
        new StreamChange(Optional.empty(), Optional.of(batch), Optional.empty(), Optional.empty()));
  }

  private static Action report(Change<OnChange> rule) {
    return change(
        new StreamChange(Optional.empty(), Optional.empty(), Optional.of(rule), Optional.empty()));
  }

  private static Action change(StreamChange change) {
    return new Action.Set(Map.of(TestConfig.A, change), Optional.empty());
  }

  private static StreamSettings of(Hello hello) {
    return Optional.ofNullable(hello.streams().get(TestConfig.A)).orElseThrow().settings();
  }

  @Test
  void batchesReadingsFromTheCommandOn() throws Exception {
    Boot boot = boot();
    boot.command(1, batch(Change.to(TEN)));
    for (int i = 1; i <= 9; i++) {
      boot.sampled(TestConfig.A, i);
    }
    assertEquals(List.of(), boot.on("a"));
    boot.sampled(TestConfig.A, 10);
    assertEquals(10, boot.readings(TestConfig.A).size());
  }

  @Test
  void sendsWhatWaitsWhenBatchesAreSwitchedOff() throws Exception {
    Boot boot = boot(TestConfig.batching(Duration.ofMinutes(1), 10));
    boot.sampled(TestConfig.A, 1);
    boot.sampled(TestConfig.A, 2);
    boot.command(1, batch(Change.off()));
    assertEquals(2, boot.readings(TestConfig.A).size());
    boot.sampled(TestConfig.A, 3);
    assertEquals(1, boot.readings(TestConfig.A).size());
  }

  @Test
  void reportsOnlyWhatDiffersFromTheCommandOn() throws Exception {
    Boot boot = boot();
    boot.sampled(TestConfig.A, 20);
    boot.command(1, report(Change.to(DEGREE)));
    boot.link.received();
    boot.sampled(TestConfig.A, 20);
    boot.sampled(TestConfig.A, 20.5);
    boot.sampled(TestConfig.A, 21);
    assertEquals(2, boot.readings(TestConfig.A).size(), "the first, and that a degree away");
  }

  @Test
  void reportsEverythingWhenTheRuleIsSwitchedOff() throws Exception {
    Boot boot = boot(TestConfig.reporting(DEGREE, Optional.empty()));
    boot.command(1, report(Change.off()));
    boot.link.received();
    boot.sampled(TestConfig.A, 20);
    boot.sampled(TestConfig.A, 20);
    assertEquals(2, boot.readings(TestConfig.A).size());
  }

  private DeviceConfig presence() throws Exception {
    Path file = folder.resolve("device.toml");
    Files.writeString(
        file,
        """
        [device]
        id = "rpi-07"
        state = "state"
        [broker]
        url = "mqtts://localhost"
        [seal]
        key-file = "psk"
        [[sensor]]
        type = "presence"
        stream = "a"
        interval = "30s"
        leave-after = "3m"
        [sensor.bluetooth]
        [[sensor.person]]
        name = "Ann"
        bluetooth = ["02:00:00:00:00:01"]
        """);
    return DeviceConfigReader.read(file);
  }

  @Test
  void hasTheScannerListenLessFromTheCommandOnAndAfterARestart() throws Exception {
    DutyCycle duty = new DutyCycle(Duration.ofSeconds(20), Duration.ofSeconds(10));
    Boot before = boot(presence());
    assertEquals(Optional.empty(), before.sensors.get(0).duty(), "it is made as configured");
    before.command(
        1,
        change(
            new StreamChange(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(duty))));
    assertEquals(Optional.of(duty), of(before.hello()).duty());
    assertEquals(Optional.of(duty), before.sensors.get(0).duty());
    assertEquals(Optional.of(duty), boot(presence()).sensors.get(0).duty());
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void changesTheLogLevelAndSaysSoAtOnce(Format format) throws Exception {
    Boot boot = boot(TestConfig.of(format));
    boot.command(1, new Action.Set(Map.of(), Optional.of(LogLevel.DEBUG)));
    List<byte[]> hellos = boot.on("hello");
    assertEquals(LogLevel.DEBUG, boot.station.hello(hellos.get(0)).log());
    assertEquals(List.of(LogLevel.INFO, LogLevel.DEBUG), boot.levels);
  }

  @Test
  void tellsEverythingThatIsInForceInItsNextHello() throws Exception {
    Boot boot = boot();
    StreamChange all =
        new StreamChange(
            Optional.of(Duration.ofSeconds(7)),
            Optional.of(Change.to(TEN)),
            Optional.of(Change.to(DEGREE)),
            Optional.empty());
    boot.command(1, change(all));
    assertEquals(
        new StreamSettings(
            Duration.ofSeconds(7), Optional.of(TEN), Optional.of(DEGREE), Optional.empty()),
        of(boot.hello()));
  }

  @Test
  void startsWithWhatWasCommandedBefore() throws Exception {
    Boot before = boot();
    before.command(1, batch(Change.to(TEN)));
    before.command(2, new Action.Set(Map.of(), Optional.of(LogLevel.WARN)));
    Boot after = boot();
    after.sampled(TestConfig.A, 1);
    assertEquals(List.of(), after.on("a"), "it waits for others");
    assertEquals(List.of(LogLevel.WARN), after.levels);
  }

  @Test
  void changesNothingOfACommandWithOnePartThatIsWrong() throws Exception {
    Boot boot = boot(TestConfig.of(Format.FERNET));
    StreamChange mixed =
        new StreamChange(
            Optional.of(Duration.ofSeconds(7)),
            Optional.of(Change.to(TEN)),
            Optional.empty(),
            Optional.empty());
    boot.command(1, change(mixed));
    Answer answer = boot.answer();
    assertEquals(Status.UNSUPPORTED, answer.status());
    assertEquals(Optional.of("a: no batch: a fernet message carries one reading"), answer.detail());
    assertEquals(
        Optional.of(Duration.ofSeconds(1)),
        Optional.ofNullable(answer.settings().intervals().get(TestConfig.A)));
    assertEquals(Map.of(), store.intervals());
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void saysWhatIsInForceWhenAsked(Format format) throws Exception {
    Boot boot = boot(TestConfig.of(format));
    boot.command(1, new Action.Get());
    Answer answer = boot.answer();
    assertEquals(Status.OK, answer.status());
    assertEquals(TestConfig.of(format).settings(), answer.settings());
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void samplesAtOnceWhenAsked(Format format) throws Exception {
    Boot boot = boot(TestConfig.of(format));
    boot.tick();
    boot.sampled(TestConfig.A, 1);
    boot.sampled(TestConfig.B, 1);
    boot.requested();
    boot.command(1, new Action.Sample(Set.of(TestConfig.B)));
    assertEquals(List.of(TestConfig.B), boot.requested());
    assertEquals(Status.OK, boot.answer().status());
  }

  @Test
  void samplesAllStreamsWhenNoneIsNamed() throws Exception {
    Boot boot = boot();
    boot.tick();
    boot.sampled(TestConfig.A, 1);
    boot.sampled(TestConfig.B, 1);
    boot.requested();
    boot.link.received();
    boot.command(1, new Action.Sample(Set.of()));
    assertEquals(Set.of(TestConfig.A, TestConfig.B), Set.copyOf(boot.requested()));
    assertEquals(1, boot.on("health").size());
  }

  @Test
  void reportsAndSendsASampleThatWasAskedForWhateverItSays() throws Exception {
    Boot boot = boot(TestConfig.reporting(DEGREE, Optional.of(TEN)));
    boot.tick();
    boot.sampled(TestConfig.A, 20);
    boot.command(1, new Action.Sample(Set.of(TestConfig.A)));
    boot.link.received();
    boot.sampled(TestConfig.A, 20);
    assertEquals(2, boot.readings(TestConfig.A).size());
  }

  @Test
  void samplesNothingForACommandThatNamesAnUnknownStream() throws Exception {
    Boot boot = boot();
    boot.tick();
    boot.requested();
    boot.command(1, new Action.Sample(Set.of(new StreamName("other"))));
    assertEquals(Status.UNKNOWN_STREAM, boot.answer().status());
    assertEquals(List.of(), boot.requested());
  }

  @Test
  void blinksForAsLongAsItWasTold() throws Exception {
    Boot boot = boot();
    boot.command(1, new Action.Identify(Duration.ofSeconds(3)));
    assertEquals(Status.OK, boot.answer().status());
    boot.pass(Duration.ofMillis(2900));
    assertEquals(List.of("blink"), boot.light.told);
    boot.pass(Duration.ofMillis(200));
    assertEquals(List.of("blink", "restore"), boot.light.told);
  }

  @Test
  void doesNotGoOnBlinkingWhenItStops() {
    Boot boot = boot();
    boot.command(1, new Action.Identify(Duration.ofMinutes(10)));
    boot.agent.stop();
    assertEquals(List.of("blink", "restore"), boot.light.told);
  }

  @Test
  void saysWhyItCannotBlink() throws Exception {
    Boot boot = boot();
    boot.light.failWith(new SensorException(Kind.ABSENT, "no light"));
    boot.command(1, new Action.Identify(Duration.ofSeconds(3)));
    Answer absent = boot.answer();
    assertEquals(Status.UNSUPPORTED, absent.status());
    assertEquals(Optional.of("no light"), absent.detail());
    boot.light.failWith(new SensorException(Kind.NOT_PERMITTED, "forbidden"));
    boot.command(2, new Action.Identify(Duration.ofSeconds(3)));
    assertEquals(Status.FAILED, boot.answer().status());
  }

  @Test
  void restartsOnceAndSaysSoBefore() throws Exception {
    Boot boot = boot();
    boot.command(1, new Action.Restart());
    assertEquals(Status.OK, boot.answer().status());
    assertEquals(List.of("restart"), restarts);
  }

  @Test
  void doesNotRestartWhereNothingStartsIt() throws Exception {
    Boot boot = new Boot.Setup(time).start();
    boot.connect();
    boot.command(1, new Action.Restart());
    Answer answer = boot.answer();
    assertEquals(Status.UNSUPPORTED, answer.status());
    assertTrue(answer.detail().orElse("").contains("supervised = true"));
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void forgetsWhatWaitsAndNamesIt(Format format) throws Exception {
    Boot boot = boot(TestConfig.of(format));
    boot.tick();
    boot.lose();
    for (int i = 0; i < 3; i++) {
      boot.sampled(TestConfig.A, i);
    }
    boot.sampled(TestConfig.B, 1);
    boot.command(1, new Action.Forget());
    boot.link.received();
    boot.connect();
    List<byte[]> hello = boot.on("hello");
    Hello said = boot.station.hello(hello.get(0));
    assertEquals(0, said.backlog().messages());
    assertEquals(4, said.backlog().dropped());
    assertEquals(
        List.of(new Hello.Dropped(3, 0, 2, 3)),
        Optional.ofNullable(said.streams().get(TestConfig.A)).orElseThrow().dropped());
  }

  @Test
  void isNotTakenForStuckWhileItForgets() throws Exception {
    Boot boot = boot();
    boot.sampled(TestConfig.A, 1);
    boot.supervisor.words.clear();
    boot.command(1, new Action.Forget());
    assertEquals(List.of("watchdog 3600", "watchdog 60"), boot.supervisor.words);
  }

  @Test
  void answersWithTheRangesThatItForgot() throws Exception {
    Boot boot = boot();
    boot.link.holdAcknowledgements();
    boot.sampled(TestConfig.A, 1);
    boot.sampled(TestConfig.A, 2);
    boot.sampled(TestConfig.B, 1);
    boot.link.received();
    boot.command(1, new Action.Forget());
    assertEquals(
        new Result.Forgotten(
            List.of(
                new Result.Range(TestConfig.A, new Hello.Dropped(3, 0, 1, 2)),
                new Result.Range(TestConfig.B, new Hello.Dropped(3, 0, 0, 1)))),
        boot.answer().result());
  }

  @Test
  void goesOnAfterAcknowledgementsOfWhatItForgot() throws Exception {
    Boot boot = boot();
    boot.link.holdAcknowledgements();
    boot.sampled(TestConfig.A, 1);
    boot.command(1, new Action.Forget());
    boot.link.acknowledgeAll();
    boot.settle();
    boot.link.received();
    boot.sampled(TestConfig.A, 2);
    assertEquals(1, boot.readings(TestConfig.A).size());
    assertTrue(boot.agent.isDrained());
  }

  @Test
  void keepsWhatWaitsInBatchesBecauseItHasNoSequenceYet() throws Exception {
    Boot boot = boot(TestConfig.batching(Duration.ofMinutes(1), 10));
    boot.sampled(TestConfig.A, 1);
    boot.command(1, new Action.Forget());
    assertEquals(new Result.Forgotten(List.of()), boot.answer().result());
    boot.agent.stop();
    boot.settle();
    assertEquals(1, boot.readings(TestConfig.A).size());
  }

  @Test
  void saysThatWhatItForgotMayComeBackWhenTheDiskFails() throws Exception {
    FakeJournal readings = new FakeJournal(100);
    readings.fail("no disk");
    Boot boot = new Boot.Setup(time).readings(readings).start();
    boot.connect();
    boot.command(1, new Action.Forget());
    Answer answer = boot.answer();
    assertEquals(Status.FAILED, answer.status());
    assertFalse(answer.detail().isEmpty());
  }
}
