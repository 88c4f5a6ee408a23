package io.sealpost.device.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.crypto.Context;
import io.sealpost.crypto.Counter;
import io.sealpost.crypto.Format;
import io.sealpost.device.FakeSettingsStore;
import io.sealpost.device.Station;
import io.sealpost.device.TestClock;
import io.sealpost.device.TestConfig;
import io.sealpost.device.clock.DeviceClock;
import io.sealpost.device.command.Outcome;
import io.sealpost.device.config.DeviceConfig;
import io.sealpost.mqtt.IncomingMessage;
import io.sealpost.protocol.Action;
import io.sealpost.protocol.Answer;
import io.sealpost.protocol.Answer.Status;
import io.sealpost.protocol.BootId;
import io.sealpost.protocol.Command;
import io.sealpost.protocol.LogLevel;
import io.sealpost.protocol.StreamName;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** With real seals of every format. */
class ControlDeskTest {
  private static final long EPOCH = 3;
  private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

  private final TestClock time = new TestClock();
  private final FakeSettingsStore store = new FakeSettingsStore();

  /** One boot of a device that obeys one station. */
  private final class Desk {
    private final Station station;
    private final DeviceClock clock = time.deviceClock();
    private final SettingsInForce settings;
    private final RecordingOrders orders;
    private final ControlDesk desk;
    private long counter;

    Desk(Format format) {
      DeviceConfig config = TestConfig.of(format);
      station = new Station(format, time.wall());
      CommandLimits limits = new CommandLimits(config);
      settings = new SettingsInForce(config, limits, store);
      orders = new RecordingOrders(settings);
      desk =
          new ControlDesk(
              Context.down(TestConfig.DEVICE.value(), "control", TestClock.BOOT),
              station.rotation(TestClock.BOOT),
              station.codec(),
              new ControlPolicy(EPOCH, limits),
              orders,
              settings::settings);
      // Fernet commands of the first seconds are taken for those of an earlier boot.
      time.advance(TEN_SECONDS);
    }

    byte[] set(StreamName stream, Duration interval) {
      time.advance(Duration.ofSeconds(1));
      return station.set(TestClock.BOOT, new Counter(EPOCH, ++counter), stream, interval);
    }

    Optional<Answer> receive(byte[] sealed, boolean retained) {
      return desk.receive(
          new IncomingMessage("sealpost/rpi-07/control", sealed, retained), clock.now());
    }

    Optional<Status> status(byte[] sealed) {
      return receive(sealed, false).map(Answer::status);
    }

    Duration interval(StreamName stream) {
      return settings.intervals().getOrDefault(stream, Duration.ZERO);
    }
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void obeysKeepsAndAnswersACommand(Format format) throws Exception {
    Desk desk = new Desk(format);
    byte[] sealed = desk.set(TestConfig.A, TEN_SECONDS);
    Answer answer = desk.receive(sealed, false).orElseThrow();
    assertEquals(Status.OK, answer.status());
    assertEquals(format == Format.FERNET ? 0 : 1, answer.command());
    assertEquals(
        Map.of(
            TestConfig.A,
            TEN_SECONDS,
            TestConfig.B,
            Duration.ofSeconds(5),
            DeviceConfig.HEALTH,
            Duration.ofSeconds(60)),
        answer.settings().intervals());
    assertEquals(TEN_SECONDS, desk.interval(TestConfig.A));
    assertEquals(Map.of(TestConfig.A, TEN_SECONDS), store.intervals());
    assertEquals(0, desk.desk.refused());
    assertEquals(
        format == Format.FERNET ? OptionalLong.empty() : OptionalLong.of(1),
        desk.desk.lastCommand());
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void namesTheCommandByItsTag(Format format) throws Exception {
    Desk desk = new Desk(format);
    String first = desk.receive(desk.set(TestConfig.A, TEN_SECONDS), false).orElseThrow().of();
    String second = desk.receive(desk.set(TestConfig.A, TEN_SECONDS), false).orElseThrow().of();
    assertTrue(first.matches("[0-9a-f]{16}"));
    assertFalse(first.equals(second));
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void dropsARetainedCommand(Format format) {
    Desk desk = new Desk(format);
    assertEquals(Optional.empty(), desk.receive(desk.set(TestConfig.A, TEN_SECONDS), true));
    assertEquals(Duration.ofSeconds(1), desk.interval(TestConfig.A));
    assertEquals(1, desk.desk.dropped());
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void dropsACommandWithAnyBitChanged(Format format) {
    Desk desk = new Desk(format);
    byte[] sealed = desk.set(TestConfig.A, TEN_SECONDS);
    for (int bit = 0; bit < sealed.length * 8; bit++) {
      byte[] changed = sealed.clone();
      changed[bit / 8] ^= (byte) (1 << bit % 8);
      assertEquals(Optional.empty(), desk.receive(changed, false), "bit " + bit);
    }
    assertEquals(Duration.ofSeconds(1), desk.interval(TestConfig.A));
    assertEquals(sealed.length * 8L, desk.desk.dropped());
    assertEquals(Map.of(), store.intervals());
  }

  @ParameterizedTest
  @EnumSource(
      value = Format.class,
      names = {"COSE_1", "COSE_2"})
  void dropsACommandForAnotherBoot(Format format) {
    Desk desk = new Desk(format);
    byte[] sealed =
        desk.station.set(
            new BootId("ffffffffffffffff"), new Counter(EPOCH, 1), TestConfig.A, TEN_SECONDS);
    assertEquals(Optional.empty(), desk.receive(sealed, false));
    assertEquals(1, desk.desk.dropped());
  }

  @ParameterizedTest
  @EnumSource(
      value = Format.class,
      names = {"COSE_1", "COSE_2"})
  void dropsACommandForAnotherEpoch(Format format) {
    Desk desk = new Desk(format);
    byte[] sealed =
        desk.station.set(TestClock.BOOT, new Counter(EPOCH - 1, 9), TestConfig.A, TEN_SECONDS);
    assertEquals(Optional.empty(), desk.receive(sealed, false));
    assertEquals(1, desk.desk.dropped());
    assertEquals(OptionalLong.empty(), desk.desk.lastCommand());
  }

  @Test
  void dropsAFernetCommandThatAnEarlierBootHasSeen() {
    Desk before = new Desk(Format.FERNET);
    byte[] sealed = before.set(TestConfig.A, TEN_SECONDS);
    assertEquals(Optional.of(Status.OK), before.status(sealed));
    Desk after = new Desk(Format.FERNET);
    assertEquals(Optional.empty(), after.receive(sealed, false));
    assertEquals(1, after.desk.dropped());
  }

  @Test
  void dropsAFernetCommandWhileTheClockIsNotSetAndObeysOneAfterIt() {
    Desk desk = new Desk(Format.FERNET);
    time.setSynchronised(false);
    assertEquals(Optional.empty(), desk.receive(desk.set(TestConfig.A, TEN_SECONDS), false));
    time.setSynchronised(true);
    assertEquals(Optional.of(Status.OK), desk.status(desk.set(TestConfig.A, TEN_SECONDS)));
  }

  @Test
  void dropsAFernetCommandThatHasExpired() {
    Desk desk = new Desk(Format.FERNET);
    byte[] sealed = desk.set(TestConfig.A, TEN_SECONDS);
    time.advance(Duration.ofSeconds(62));
    assertEquals(Optional.empty(), desk.receive(sealed, false));
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void answersARepeatedCommandAgainAndObeysItOnce(Format format) {
    Desk desk = new Desk(format);
    byte[] first = desk.set(TestConfig.A, TEN_SECONDS);
    Optional<Answer> answer = desk.receive(first, false);
    assertEquals(
        Optional.of(Status.OK), desk.status(desk.set(TestConfig.A, TEN_SECONDS.plusSeconds(1))));
    assertEquals(answer, desk.receive(first, false));
    assertEquals(TEN_SECONDS.plusSeconds(1), desk.interval(TestConfig.A));
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void supersedesAnOlderCommandThatComesLate(Format format) {
    Desk desk = new Desk(format);
    byte[] older = desk.set(TestConfig.A, Duration.ofSeconds(20));
    byte[] newer = desk.set(TestConfig.A, TEN_SECONDS);
    assertEquals(Optional.of(Status.OK), desk.status(newer));
    assertEquals(Optional.of(Status.SUPERSEDED), desk.status(older));
    assertEquals(TEN_SECONDS, desk.interval(TestConfig.A));
    assertEquals(1, desk.desk.refused());
    assertEquals(0, desk.desk.dropped());
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void refusesWhatIsLate(Format format) {
    Desk desk = new Desk(format);
    byte[] sealed =
        desk.station.command(
            TestClock.BOOT,
            new Counter(EPOCH, 1),
            new Command(Action.Set.every(TestConfig.A, TEN_SECONDS), TEN_SECONDS.plusSeconds(1)));
    time.advance(Duration.ofSeconds(2));
    assertEquals(Optional.of(Status.LATE), desk.status(sealed));
    assertEquals(Duration.ofSeconds(1), desk.interval(TestConfig.A));
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void refusesWhatIsOutOfRangeUnknownOrNotUnderstood(Format format) {
    Desk desk = new Desk(format);
    assertEquals(
        Optional.of(Status.RANGE), desk.status(desk.set(TestConfig.A, Duration.ofMillis(499))));
    assertEquals(
        Optional.of(Status.UNKNOWN_STREAM),
        desk.status(desk.set(new StreamName("other"), TEN_SECONDS)));
    time.advance(Duration.ofSeconds(1));
    byte[] nonsense =
        desk.station.sealed(TestClock.BOOT, new Counter(EPOCH, 99), new byte[] {1, 2, 3});
    assertEquals(Optional.of(Status.MALFORMED), desk.status(nonsense));
    assertEquals(3, desk.desk.refused());
    assertEquals(Map.of(), store.intervals());
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void saysSoWhenItCannotKeepWhatItWasTold(Format format) {
    Desk desk = new Desk(format);
    store.breakDown();
    Answer answer = desk.receive(desk.set(TestConfig.A, TEN_SECONDS), false).orElseThrow();
    assertEquals(Status.FAILED, answer.status());
    assertEquals(Duration.ofSeconds(1), answer.settings().intervals().get(TestConfig.A));
    assertEquals(Duration.ofSeconds(1), desk.interval(TestConfig.A));
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void setsTheAgentsOwnIntervalLikeAnyOther(Format format) {
    Desk desk = new Desk(format);
    assertEquals(Optional.of(Status.OK), desk.status(desk.set(DeviceConfig.HEALTH, TEN_SECONDS)));
    assertEquals(TEN_SECONDS, desk.interval(DeviceConfig.HEALTH));
  }

  @Test
  void dropsWhatTheDeviceItselfSealed() {
    Desk desk = new Desk(Format.COSE_1);
    byte[] own =
        desk.station
            .deviceSealer()
            .seal(
                Context.up(TestConfig.DEVICE.value(), "control"),
                new Counter(EPOCH, 1),
                desk.station
                    .codec()
                    .command(
                        new Command(
                            Action.Set.every(TestConfig.A, TEN_SECONDS), Duration.ofDays(1))));
    assertEquals(Optional.empty(), desk.receive(own, false));
  }

  private static byte[] command(Desk desk, Action action) {
    return desk.station.command(
        TestClock.BOOT,
        new Counter(EPOCH, ++desk.counter),
        new Command(action, Duration.ofDays(1)));
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void obeysEveryActionInEveryFormat(Format format) {
    Desk desk = new Desk(format);
    List<Action> actions =
        List.of(
            new Action.Set(Map.of(), Optional.of(LogLevel.DEBUG)),
            new Action.Get(),
            new Action.Sample(Set.of(TestConfig.A)),
            new Action.Identify(Duration.ofSeconds(30)),
            new Action.Restart(),
            new Action.Forget());
    for (Action action : actions) {
      assertEquals(Optional.of(Status.OK), desk.status(command(desk, action)), action.verb());
    }
    assertEquals(
        List.of("set", "sample [a]", "identify PT30S", "restart", "forget"), desk.orders.told);
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void obeysARepeatedCommandOnceWhateverItAsks(Format format) {
    Desk desk = new Desk(format);
    byte[] forget = command(desk, new Action.Forget());
    Optional<Answer> answer = desk.receive(forget, false);
    assertEquals(answer, desk.receive(forget, false));
    assertEquals(List.of("forget"), desk.orders.told);
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void answersWithWhatIsInForceAndWithWhatBecameOfIt(Format format) {
    Desk desk = new Desk(format);
    desk.orders.outcome(Outcome.not(Status.UNSUPPORTED, "no light"));
    Answer answer =
        desk.receive(command(desk, new Action.Identify(TEN_SECONDS)), false).orElseThrow();
    assertEquals(Status.UNSUPPORTED, answer.status());
    assertEquals(Optional.of("no light"), answer.detail());
    assertEquals(desk.settings.settings(), answer.settings());
    assertEquals(1, desk.desk.refused());
  }

  @Test
  void saysWhichPartIsWrongAndWhatWouldBeAllowed() {
    Desk desk = new Desk(Format.COSE_1);
    Answer answer =
        desk.receive(desk.set(TestConfig.A, Duration.ofMillis(499)), false).orElseThrow();
    assertEquals(Optional.of("a: interval 499ms must be 500ms to 1h"), answer.detail());
    assertEquals(List.of(), desk.orders.told);
  }
}
