package io.sealpost.device;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.crypto.Counter;
import io.sealpost.crypto.Format;
import io.sealpost.device.config.DeviceConfig;
import io.sealpost.device.journal.Journal;
import io.sealpost.mqtt.LinkState;
import io.sealpost.mqtt.OutgoingMessage;
import io.sealpost.protocol.Action;
import io.sealpost.protocol.Answer;
import io.sealpost.protocol.Answer.Status;
import io.sealpost.protocol.Command;
import io.sealpost.protocol.DeviceStatus;
import io.sealpost.protocol.Hello;
import io.sealpost.protocol.Person;
import io.sealpost.protocol.Reading;
import io.sealpost.protocol.ReadingTime;
import io.sealpost.protocol.StreamName;
import io.sealpost.protocol.StreamSettings;
import io.sealpost.sensors.SensorException.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The whole agent on a timeline: real cryptography, everything outside faked. */
class AgentTest {
  private static final String TOPIC = Boot.TOPIC;
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final TestClock time = new TestClock();
  private final FakeSettingsStore settings = new FakeSettingsStore();

  private Boot boot(Format format) {
    return boot(format, 3, Map.of());
  }

  private Boot boot(Format format, long epoch, Map<String, Long> sequencesBefore) {
    return new Boot.Setup(time)
        .config(TestConfig.of(format))
        .settings(settings)
        .epoch(epoch, sequencesBefore)
        .start();
  }

  private static double celsius(Reading reading) {
    return assertInstanceOf(Reading.Temperature.class, reading).celsius();
  }

  @Test
  void saysThatItIsOnlineAndWhatItIsOnEveryConnect() throws Exception {
    Boot boot = boot(Format.COSE_1);
    for (int i = 0; i < 3; i++) {
      boot.connect();
      List<OutgoingMessage> received = boot.link.received();
      assertEquals(
          List.of(TOPIC + "status", TOPIC + "hello"),
          received.stream().map(OutgoingMessage::topic).toList());
      assertTrue(received.stream().allMatch(OutgoingMessage::retained));
      assertArrayEquals(DeviceStatus.ONLINE.payload(), received.get(0).payload());
      assertEquals(i + 1, boot.station.hello(received.get(1).payload()).link().connects());
      boot.lose();
    }
  }

  @Test
  void tellsAllOfItselfInItsHello() throws Exception {
    Boot boot = boot(Format.COSE_1);
    time.advance(Duration.ofSeconds(2));
    boot.sampled(TestConfig.A, 21.5);
    boot.connect();
    Hello hello = boot.hello();
    assertEquals(TestClock.BOOT, hello.boot());
    assertEquals(3, hello.epoch());
    assertEquals(Duration.ofSeconds(2), hello.uptime());
    assertEquals(TestClock.START.plusSeconds(2), hello.clock());
    assertTrue(hello.synchronised());
    assertEquals("sealpost 1", hello.software());
    assertEquals(Optional.of("Küche"), hello.displayName());
    assertEquals(OptionalLong.empty(), hello.lastCommand());
    assertEquals(1, hello.backlog().messages());
    assertEquals(Optional.of(Duration.ZERO), hello.backlog().oldest());
    assertEquals(Optional.empty(), hello.backlog().alarm());
    assertEquals(Optional.of(Duration.ofSeconds(2)), hello.link().connectedSince());
    assertEquals(List.of(new Hello.BootStart(TestClock.BOOT, TestClock.START)), hello.boots());
  }

  @Test
  void tellsAllOfItsStreamsInItsHello() throws Exception {
    Boot boot = boot(Format.COSE_1, 3, Map.of("a", 41L));
    time.advance(Duration.ofSeconds(2));
    boot.sampled(TestConfig.A, 21.5);
    boot.agent.failed(TestConfig.B, Kind.ABSENT, "no such chip");
    boot.connect();
    Hello hello = boot.hello();
    assertEquals(
        new Hello.Stream(
            StreamSettings.every(SECOND),
            false,
            "fake sensor a",
            Optional.empty(),
            Optional.of(
                new Reading.Temperature(
                    new ReadingTime.Wall(TestClock.START.plusSeconds(2), true), false, 21.5)),
            OptionalLong.of(0),
            OptionalLong.of(41),
            List.of()),
        hello.streams().get(TestConfig.A));
    assertEquals(
        new Hello.Stream(
            StreamSettings.every(Duration.ofSeconds(5)),
            false,
            "fake sensor b",
            Optional.of(new Hello.Failure("no such chip", Duration.ofSeconds(2))),
            Optional.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            List.of()),
        hello.streams().get(TestConfig.B));
    assertTrue(hello.streams().containsKey(DeviceConfig.HEALTH));
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void bringsAReadingSealedToItsTopic(Format format) throws Exception {
    Boot boot = boot(format);
    boot.connect();
    boot.sampled(TestConfig.A, 33.02);
    byte[] sealed = boot.on("a").get(0);
    Reading reading = boot.station.reading(TestConfig.A, sealed);
    assertEquals(33.02, celsius(reading));
    assertEquals(new ReadingTime.Wall(TestClock.START, true), reading.time());
  }

  @Test
  void asksEachSensorAtItsIntervalAndNoneThatIsStillBeingRead() {
    Boot boot = boot(Format.COSE_1);
    boot.pass(Duration.ofSeconds(3));
    assertEquals(List.of(TestConfig.A, TestConfig.B), boot.requested());
    boot.sampled(TestConfig.A, 1);
    boot.pass(SECOND);
    assertEquals(List.of(TestConfig.A), boot.requested());
    boot.sampled(TestConfig.A, 1);
    boot.sampled(TestConfig.B, 1);
    boot.pass(SECOND);
    assertEquals(List.of(TestConfig.A, TestConfig.B), boot.requested());
  }

  @Test
  void keepsReadingsWhileThereIsNoConnectionAndBringsThemInOrder() throws Exception {
    Boot boot = boot(Format.COSE_1);
    for (int i = 0; i < 10; i++) {
      boot.sampled(TestConfig.A, i);
    }
    boot.connect();
    List<byte[]> sealed = boot.on("a");
    assertEquals(10, sealed.size());
    for (int i = 0; i < 10; i++) {
      assertEquals(i, celsius(boot.station.reading(TestConfig.A, sealed.get(i))));
      assertEquals(Optional.of(new Counter(3, i)), boot.station.open("a", sealed.get(i)).counter());
    }
  }

  @Test
  void sendsTheSameBytesAgainWhenTheConnectionBreaksBeforeTheAcknowledgement() {
    Boot boot = boot(Format.COSE_1);
    boot.link.holdAcknowledgements();
    boot.connect();
    boot.sampled(TestConfig.A, 1);
    boot.sampled(TestConfig.A, 2);
    List<byte[]> first = boot.on("a");
    boot.lose();
    boot.connect();
    List<byte[]> second = boot.on("a");
    assertEquals(2, second.size());
    assertArrayEquals(first.get(0), second.get(0));
    assertArrayEquals(first.get(1), second.get(1));
  }

  @Test
  void countsWhatItHadToGiveUp() throws Exception {
    Boot boot = boot(Format.COSE_1);
    for (int i = 0; i < 130; i++) {
      boot.sampled(TestConfig.A, i);
    }
    boot.connect();
    List<OutgoingMessage> received = boot.link.received();
    Hello hello = boot.station.hello(received.get(1).payload());
    assertEquals(30, hello.backlog().dropped());
    assertEquals(100, hello.backlog().messages());
    assertEquals(
        List.of(new Hello.Dropped(3, 0, 29, 30)),
        Optional.ofNullable(hello.streams().get(TestConfig.A))
            .map(Hello.Stream::dropped)
            .orElse(List.of()));
    assertEquals(30, celsius(boot.station.reading(TestConfig.A, received.get(2).payload())));
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void obeysACommandAtOnceKeepsItAndAnswers(Format format) throws Exception {
    Boot boot = boot(format);
    boot.connect();
    boot.pass(Duration.ofSeconds(10));
    boot.sampled(TestConfig.A, 1);
    boot.sampled(TestConfig.B, 1);
    boot.requested();
    boot.link.received();

    boot.command(1, TestConfig.B, Duration.ofMillis(500));
    List<OutgoingMessage> received = boot.link.received();
    assertEquals(
        List.of(TOPIC + "control/ack", TOPIC + "hello"),
        received.stream().map(OutgoingMessage::topic).toList());
    Answer answer = boot.station.answer(received.get(0).payload());
    assertEquals(Status.OK, answer.status());
    assertEquals(Duration.ofMillis(500), answer.settings().intervals().get(TestConfig.B));
    Hello hello = boot.station.hello(received.get(1).payload());
    assertEquals(
        Optional.of(Duration.ofMillis(500)),
        Optional.ofNullable(hello.streams().get(TestConfig.B)).map(Hello.Stream::interval));
    assertEquals(Map.of(TestConfig.B, Duration.ofMillis(500)), settings.intervals());

    boot.pass(Duration.ofMillis(500));
    assertTrue(boot.requested().contains(TestConfig.B), "at the new interval at once");
  }

  @Test
  void keepsACommandedRateOverARestart() throws Exception {
    Boot before = boot(Format.COSE_1);
    before.connect();
    before.command(1, TestConfig.B, Duration.ofMillis(700));
    Boot after = boot(Format.COSE_1, 4, Map.of());
    after.connect();
    Hello hello = after.station.hello(after.on("hello").get(0));
    assertEquals(
        Optional.of(Duration.ofMillis(700)),
        Optional.ofNullable(hello.streams().get(TestConfig.B)).map(Hello.Stream::interval));
    after.pass(Duration.ofMillis(600));
    after.sampled(TestConfig.B, 1);
    after.requested();
    after.pass(Duration.ofMillis(200));
    assertTrue(after.requested().contains(TestConfig.B));
  }

  @Test
  void doesNotObeyACommandOfAnEarlierBoot() {
    Boot before = boot(Format.COSE_1, 3, Map.of());
    byte[] command =
        before.station.set(TestClock.BOOT, new Counter(3, 1), TestConfig.A, Duration.ofMinutes(1));
    Boot after = boot(Format.COSE_1, 4, Map.of());
    after.connect();
    after.link.received();
    after.link.deliver(TOPIC + "control", command, false);
    after.settle();
    assertEquals(List.of(), after.link.received());
    assertEquals(Map.of(), settings.intervals());
  }

  @Test
  void answersTheSameCommandAgainWithoutANewHello() throws Exception {
    Boot boot = boot(Format.COSE_1);
    boot.connect();
    byte[] command =
        boot.station.set(TestClock.BOOT, new Counter(3, 1), TestConfig.A, Duration.ofMinutes(1));
    boot.link.deliver(TOPIC + "control", command, false);
    boot.settle();
    Answer first = boot.station.answer(boot.on("control/ack").get(0));
    boot.agent.tick(boot.clock.nanos());
    boot.link.received();
    boot.link.deliver(TOPIC + "control", command, false);
    boot.settle();
    boot.agent.tick(boot.clock.nanos());
    List<OutgoingMessage> again = boot.link.received();
    assertEquals(1, again.size());
    assertEquals(first, boot.station.answer(again.get(0).payload()));
  }

  @Test
  void tellsItsUptimeAnewAfterALateCommandButNotEveryTime() throws Exception {
    Boot boot = boot(Format.COSE_1);
    boot.connect();
    boot.pass(Duration.ofMinutes(1));
    boot.link.received();
    byte[] late =
        boot.station.command(
            TestClock.BOOT,
            new Counter(3, 1),
            new Command(
                Action.Set.every(TestConfig.A, Duration.ofMinutes(5)), Duration.ofSeconds(59)));
    boot.link.deliver(TOPIC + "control", late, false);
    boot.link.deliver(TOPIC + "control", late, false);
    boot.pass(Duration.ofMillis(100));
    boot.link.deliver(TOPIC + "control", late, false);
    boot.pass(Duration.ofMillis(100));
    List<OutgoingMessage> received = boot.link.received();
    List<OutgoingMessage> hellos =
        received.stream().filter(message -> message.topic().equals(TOPIC + "hello")).toList();
    assertEquals(1, hellos.size());
    Duration uptime = boot.station.hello(hellos.get(0).payload()).uptime();
    assertTrue(uptime.compareTo(Duration.ofSeconds(60)) >= 0, uptime.toString());
  }

  @Test
  void keepsAnAnswerForTheNextConnection() throws Exception {
    Boot boot = boot(Format.COSE_1);
    boot.connect();
    boot.lose();
    boot.command(1, TestConfig.A, Duration.ofMinutes(1));
    boot.link.received();
    boot.connect();
    assertEquals(Status.OK, boot.station.answer(boot.on("control/ack").get(0)).status());
  }

  @Test
  void answersThatItFailedWhenTheDiskIsBroken() throws Exception {
    Boot boot = boot(Format.COSE_1);
    boot.connect();
    boot.link.received();
    settings.breakDown();
    boot.command(1, TestConfig.A, Duration.ofMinutes(1));
    List<OutgoingMessage> received = boot.link.received();
    List<String> topics = received.stream().map(OutgoingMessage::topic).toList();
    assertFalse(topics.contains(TOPIC + "hello"), "nothing changed: " + topics);
    assertEquals(TOPIC + "control/ack", topics.get(0));
    assertEquals(Status.FAILED, boot.station.answer(received.get(0).payload()).status());
  }

  @Test
  void tellsOfAFailingSensorWithoutFillingTheBroker() throws Exception {
    Boot boot = boot(Format.COSE_1);
    boot.connect();
    boot.link.received();
    int hellos = 0;
    for (int i = 0; i < 100; i++) {
      boot.agent.failed(TestConfig.A, Kind.ABSENT, "gone");
      boot.pass(Duration.ofMillis(100));
      boot.sampled(TestConfig.A, i);
      boot.pass(Duration.ofMillis(100));
      hellos += boot.on("hello").size();
    }
    assertEquals(2, hellos, "20 s of coming and going");
  }

  @Test
  void tellsWhichSensorFailsAndGoesOnWithTheOthers() throws Exception {
    Boot boot = boot(Format.COSE_1);
    boot.connect();
    boot.pass(SECOND);
    boot.link.received();
    boot.agent.failed(TestConfig.B, Kind.NOT_PERMITTED, "add the user to group i2c");
    boot.sampled(TestConfig.A, 1);
    assertEquals(1, boot.on("a").size());
    boot.pass(Duration.ofSeconds(10));
    Hello hello = boot.hello();
    assertEquals(
        Optional.of("add the user to group i2c"),
        Optional.ofNullable(hello.streams().get(TestConfig.B))
            .flatMap(Hello.Stream::failure)
            .map(Hello.Failure::reason));
  }

  @Test
  void takesASensorThatNeverAnswersForAFailureUntilItAnswers() throws Exception {
    Boot boot = boot(Format.COSE_1);
    boot.connect();
    boot.link.received();
    boot.pass(Duration.ofSeconds(31));
    Hello hello = boot.hello();
    assertEquals(
        Optional.of("fake sensor a has not answered for 30 s"),
        Optional.ofNullable(hello.streams().get(TestConfig.A))
            .flatMap(Hello.Stream::failure)
            .map(Hello.Failure::reason));
    boot.sampled(TestConfig.A, 1);
    boot.sampled(TestConfig.B, 1);
    boot.pass(Duration.ofSeconds(10));
    hello = boot.hello();
    assertTrue(hello.streams().values().stream().allMatch(s -> s.failure().isEmpty()));
  }

  @Test
  void leavesTheLatestReadingsOutOfAHelloThatWouldNotFit() throws Exception {
    Boot boot = boot(Format.COSE_1);
    List<Person> crowd = new ArrayList<>();
    for (int i = 0; i < Reading.Presence.MAX_PEOPLE; i++) {
      String name = "\uD83D\uDE00".repeat(62) + i / 10 + i % 10;
      crowd.add(
          new Person(
              name,
              Optional.of("88:29:9C:00:61:A9"),
              Reading.Radio.LAN,
              Duration.ZERO,
              OptionalInt.empty()));
    }
    Reading everybody = new Reading.Presence(boot.clock.readingTime(), false, crowd);
    for (StreamName stream : List.of(TestConfig.A, TestConfig.B, DeviceConfig.HEALTH)) {
      boot.agent.sampled(stream, everybody);
    }
    boot.connect();
    Hello hello = boot.hello();
    assertEquals(3, hello.streams().size());
    assertTrue(hello.streams().values().stream().allMatch(s -> s.latest().isEmpty()));
  }

  @Test
  void tellsOfCommandsThatTheLinkFoundTooLarge() throws Exception {
    Boot boot = boot(Format.COSE_1);
    boot.link.dropOversized();
    boot.connect();
    boot.pass(Duration.ofMillis(100));
    List<OutgoingMessage> received = boot.link.received();
    for (OutgoingMessage message : received) {
      if (message.topic().equals(TOPIC + "hello")) {
        assertEquals(1, boot.station.hello(message.payload()).link().refused());
      } else if (message.topic().equals(TOPIC + "health")) {
        Reading health = boot.station.reading(DeviceConfig.HEALTH, message.payload());
        assertEquals(1, assertInstanceOf(Reading.Health.class, health).refused());
      }
    }
    List<String> topics = received.stream().map(OutgoingMessage::topic).toList();
    assertTrue(topics.containsAll(List.of(TOPIC + "hello", TOPIC + "health")), topics.toString());
  }

  @Test
  void reportsItsOwnHealth() throws Exception {
    Boot boot = boot(Format.COSE_1);
    boot.agent.failed(TestConfig.B, Kind.ABSENT, "gone");
    boot.connect();
    boot.link.deliver(TOPIC + "control", new byte[] {1}, false);
    boot.settle();
    boot.pass(Duration.ofMillis(100));
    Reading.Health health =
        assertInstanceOf(
            Reading.Health.class,
            boot.station.reading(DeviceConfig.HEALTH, boot.on("health").get(0)));
    assertEquals(List.of(TestConfig.B), health.failingStreams());
    assertEquals(1, health.handshakesFull());
    assertEquals(1, health.refused());
    assertFalse(health.simulated());
    boot.pass(Duration.ofSeconds(60));
    assertEquals(1, boot.on("health").size());
  }

  @Test
  void datesReadingsByUptimeBeforeTheClockIsSetAndByTheClockAfterwards() throws Exception {
    time.setWall(TestClock.FLOOR.minusSeconds(1000));
    time.setSynchronised(false);
    Boot boot = boot(Format.COSE_1);
    boot.connect();
    time.advance(Duration.ofSeconds(4));
    boot.sampled(TestConfig.A, 1);
    time.setSynchronised(true);
    time.setWall(TestClock.START);
    boot.sampled(TestConfig.A, 2);
    List<byte[]> sealed = boot.on("a");
    assertEquals(
        new ReadingTime.SinceBoot(TestClock.BOOT, Duration.ofSeconds(4)),
        boot.station.reading(TestConfig.A, sealed.get(0)).time());
    assertEquals(
        new ReadingTime.Wall(TestClock.START, true),
        boot.station.reading(TestConfig.A, sealed.get(1)).time());
  }

  @Test
  void tellsAtOnceThatItsClockBecameSynchronisedOrCeasedToBe() throws Exception {
    time.setSynchronised(false);
    Boot boot = boot(Format.COSE_1);
    boot.connect();
    assertFalse(boot.hello().synchronised());
    for (boolean synchronised : new boolean[] {true, false, true}) {
      time.setSynchronised(synchronised);
      boot.agent.tick(boot.clock.nanos());
      boot.agent.tick(boot.clock.nanos());
      List<byte[]> hellos = boot.on("hello");
      assertEquals(1, hellos.size());
      Hello hello = boot.station.hello(hellos.get(0));
      assertEquals(synchronised, hello.synchronised());
      assertEquals(TestClock.BOOT, hello.boot());
    }
  }

  @Test
  void tellsOfItsClockOnceItIsConnected() throws Exception {
    time.setSynchronised(false);
    Boot boot = boot(Format.COSE_1);
    boot.connect();
    boot.lose();
    boot.link.received();
    time.setSynchronised(true);
    boot.agent.tick(boot.clock.nanos());
    assertEquals(List.of(), boot.link.received());
    boot.connect();
    boot.agent.tick(boot.clock.nanos());
    List<byte[]> hellos = boot.on("hello");
    assertEquals(1, hellos.size());
    assertTrue(boot.station.hello(hellos.get(0)).synchronised());
  }

  @ParameterizedTest
  @CsvSource({
    "-0001-01-01T00:00:00Z, 1970-01-01T00:00:00Z",
    "1969-12-31T23:59:59Z, 1970-01-01T00:00:00Z",
    "1970-01-01T00:00:09Z, 1970-01-01T00:00:09Z",
    "+10000-01-01T00:00:00Z, 9999-12-31T23:59:59.999Z"
  })
  void saysHelloHoweverFarOffItsClockIs(Instant wall, Instant said) throws Exception {
    time.setWall(wall);
    Boot boot = boot(Format.COSE_1);
    boot.connect();
    Hello hello = boot.hello();
    assertEquals(said, hello.clock());
    assertFalse(hello.synchronised(), "nothing can be dated by a clock that cannot be right");
    boot.agent.tick(boot.clock.nanos());
    assertEquals(List.of(), boot.on("hello"), "it is not said over and over");
  }

  @Test
  void isDueWhenTheLinkIsToBeTriedAgainAndNotAtTheNextSample() {
    Boot boot = boot(Format.COSE_1);
    boot.pass(Duration.ofSeconds(1));
    boot.agent.linkChanged(new LinkState.Connected(false));
    boot.sampled(TestConfig.A, 1);
    long refused = boot.clock.nanos();
    boot.agent.stop();
    assertEquals(refused + Duration.ofSeconds(5).toNanos(), boot.agent.nextDue());
  }

  @Test
  void countsCommandsThatWereLostBeforeTheyWereLookedAt() throws Exception {
    Boot boot = boot(Format.COSE_1);
    boot.link.open(new LinkEvents(boot.inbox, boot.agent, Duration.ZERO));
    for (int i = 0; i < LinkEvents.MAX_WAITING + 10; i++) {
      boot.link.deliver(TOPIC + "control", new byte[] {1}, false);
    }
    boot.link.deliver(TOPIC + "control", new byte[LinkEvents.MAX_BYTES + 1], false);
    boot.settle();
    boot.connect();
    assertEquals(LinkEvents.MAX_WAITING + 11, boot.hello().link().refused());
  }

  @Test
  void samplesNoMoreOnceItStopsButSendsWhatItHas() {
    Boot boot = boot(Format.COSE_1);
    boot.link.holdAcknowledgements();
    boot.connect();
    boot.sampled(TestConfig.A, 1);
    boot.agent.stop();
    assertFalse(boot.agent.isDrained());
    boot.pass(Duration.ofSeconds(10));
    assertEquals(List.of(), boot.requested());
    assertEquals(HelloTimer.EVERY.toNanos(), boot.agent.nextDue());
    boot.link.acknowledgeAll();
    boot.settle();
    assertTrue(boot.agent.isDrained());
  }

  @Test
  void saysGoodbyeAndHowMuchIsLeft() {
    Boot boot = boot(Format.COSE_1);
    boot.connect();
    boot.link.holdAcknowledgements();
    boot.sampled(TestConfig.A, 1);
    boot.link.received();
    boot.agent.stop();
    Journal.Stats left = boot.agent.goodbye();
    assertEquals(1, left.messages());
    OutgoingMessage last = boot.link.received().get(0);
    assertEquals(TOPIC + "status", last.topic());
    assertTrue(last.retained());
    assertArrayEquals(DeviceStatus.OFFLINE.payload(), last.payload());
  }

  @Test
  void doesNotWaitForABrokerThatIsNotThere() {
    Boot boot = boot(Format.COSE_1);
    boot.sampled(TestConfig.A, 1);
    boot.agent.stop();
    assertTrue(boot.agent.isDrained());
    assertEquals(1, boot.agent.goodbye().messages());
    assertEquals(List.of(), boot.link.received());
  }

  @Test
  void saysNothingInClearBesideItsStatus() {
    Boot boot = boot(Format.COSE_1);
    boot.connect();
    boot.sampled(TestConfig.A, 33.02);
    boot.command(1, TestConfig.A, Duration.ofMinutes(1));
    for (OutgoingMessage message : boot.link.received()) {
      String bytes = new String(message.payload(), StandardCharsets.ISO_8859_1);
      boolean status = message.topic().equals(TOPIC + "status");
      assertEquals(status, bytes.equals("online"));
      assertFalse(bytes.contains("fake sensor") || bytes.contains("sealpost 1"), message.topic());
    }
  }

  @Test
  void saysAgainWhatTheLinkRefusedWithoutBreaking() throws Exception {
    Boot boot = boot(Format.COSE_1);
    boot.link.refuse(true);
    boot.connect();
    boot.pass(SECOND);
    boot.link.refuse(false);
    boot.pass(Duration.ofSeconds(8));
    assertFalse(boot.link.topics().contains(TOPIC + "hello"), "not over and over");
    boot.pass(Duration.ofSeconds(2));
    List<OutgoingMessage> received = boot.link.received();
    List<String> topics = received.stream().map(OutgoingMessage::topic).toList();
    assertTrue(topics.containsAll(List.of(TOPIC + "status", TOPIC + "hello")), topics.toString());
    boot.pass(Duration.ofSeconds(30));
    topics = boot.link.topics();
    assertFalse(topics.contains(TOPIC + "status"), "once: " + topics);
  }

  @Test
  void saysNothingAgainForAConnectionThatIsGone() {
    Boot boot = boot(Format.COSE_1);
    boot.link.holdAcknowledgements();
    boot.connect();
    boot.lose();
    boot.connect();
    assertEquals(4, boot.link.topics().size());
    boot.agent.tick(boot.clock.nanos());
    boot.link.received();
    time.advance(Duration.ofSeconds(11));
    boot.agent.tick(boot.clock.nanos());
    assertFalse(boot.link.topics().contains(TOPIC + "hello"));
  }
}
