package io.sealpost.device;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.crypto.Counter;
import io.sealpost.device.config.DeviceConfig;
import io.sealpost.mqtt.OutgoingMessage;
import io.sealpost.protocol.DeviceStatus;
import io.sealpost.protocol.Hello;
import io.sealpost.protocol.Reading;
import io.sealpost.protocol.StreamName;
import io.sealpost.sensors.SensorException.Kind;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What the agent says of its journals, and brings out of them. */
class AgentJournalTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final TestClock time = new TestClock();
  private final FakeJournal readings = new FakeJournal(100);
  private final Boot.Setup setup = new Boot.Setup(time).readings(readings);
  private final Boot boot = setup.start();

  private List<OutgoingMessage> after(Duration duration) {
    boot.link.received();
    boot.pass(duration);
    return boot.link.received();
  }

  private static List<byte[]> on(List<OutgoingMessage> messages, String channel) {
    return messages.stream()
        .filter(message -> message.topic().equals(Boot.TOPIC + channel))
        .map(OutgoingMessage::payload)
        .toList();
  }

  @Test
  void saysAtOnceThatReadingsAreAtRiskAndThatTheyAreNotAnyMore() throws Exception {
    boot.connect();
    boot.pass(Duration.ofSeconds(3));
    readings.fail("no space left");
    List<OutgoingMessage> said = after(Duration.ofSeconds(2));
    assertEquals(1, on(said, "status").size());
    assertArrayEquals(DeviceStatus.DEGRADED.payload(), on(said, "status").get(0));
    assertEquals(1, on(said, "hello").size());
    Hello.Backlog backlog = boot.station.hello(on(said, "hello").get(0)).backlog();
    assertEquals(Optional.of("no space left"), backlog.alarm());
    assertEquals(1, backlog.errors());
    Reading.Health health = health(on(said, "health").get(0));
    assertEquals(Optional.of("no space left"), health.alarm());
    assertEquals(1, health.journalErrors());

    readings.recover();
    said = after(Duration.ofSeconds(2));
    assertArrayEquals(DeviceStatus.ONLINE.payload(), on(said, "status").get(0));
    assertEquals(Optional.empty(), boot.station.hello(on(said, "hello").get(0)).backlog().alarm());
    assertEquals(Optional.empty(), health(on(said, "health").get(0)).alarm());
  }

  private Reading.Health health(byte[] sealed) throws Exception {
    return assertInstanceOf(
        Reading.Health.class, boot.station.reading(DeviceConfig.HEALTH, sealed));
  }

  @Test
  void connectsAsDegradedWhileReadingsAreAtRisk() {
    readings.fail("read-only");
    boot.pass(SECOND);
    boot.connect();
    assertArrayEquals(DeviceStatus.DEGRADED.payload(), boot.on("status").get(0));
  }

  @Test
  void tellsOfWhatItGaveUpNotMoreThanOnceAMinute() throws Exception {
    boot.connect();
    boot.pass(SECOND);
    boot.link.received();
    boot.link.holdAcknowledgements();
    int hellos = 0;
    for (int i = 0; i < 1200; i++) {
      boot.sampled(TestConfig.A, i);
      boot.sampled(TestConfig.B, i);
      boot.pass(Duration.ofMillis(100));
      hellos += boot.on("hello").size();
    }
    assertEquals(2, hellos, "in two minutes");
  }

  @Test
  void tellsInRangesWhatItGaveUpOfEachStream() throws Exception {
    for (int i = 0; i < 150; i++) {
      boot.sampled(TestConfig.A, i);
    }
    boot.sampled(TestConfig.B, 1);
    boot.connect();
    Hello hello = boot.hello();
    assertEquals(List.of(new Hello.Dropped(3, 0, 50, 51)), dropped(hello, TestConfig.A));
    assertEquals(List.of(), dropped(hello, TestConfig.B));
  }

  private static List<Hello.Dropped> dropped(Hello hello, StreamName stream) {
    return Optional.ofNullable(hello.streams().get(stream)).orElseThrow().dropped();
  }

  @Test
  void saysHelloEvenIfNotEverythingThatWasGivenUpFits() throws Exception {
    FakeJournal lossy = new FakeJournal(100);
    Boot crowded = new Boot.Setup(time).config(TestConfig.crowded()).readings(lossy).start();
    Map<String, List<Hello.Dropped>> ranges = new HashMap<>();
    List<Hello.Dropped> each =
        Collections.nCopies(
            Hello.Stream.MAX_DROPPED, new Hello.Dropped(1L << 31, 1L << 31, Counter.MAX, 1L << 30));
    for (int i = 0; i < DeviceConfig.MAX_SENSORS; i++) {
      StreamName stream = new StreamName("stream-" + i);
      crowded.agent.failed(stream, Kind.ABSENT, "\uD83D\uDE00".repeat(128));
      ranges.put(stream.value(), each);
    }
    lossy.giveUp(ranges);
    crowded.connect();
    Hello hello = crowded.hello();
    assertEquals(DeviceConfig.MAX_SENSORS + 1, hello.streams().size());
    assertTrue(hello.streams().values().stream().allMatch(s -> s.dropped().isEmpty()));
  }

  @Test
  void bringsOverWhatAnEarlierBootLeftBehindInTheOrderOfItsSealing() throws Exception {
    for (int i = 0; i < 5; i++) {
      boot.sampled(TestConfig.A, i);
    }
    Boot next = setup.epoch(4, Map.of()).start();
    next.sampled(TestConfig.A, 5);
    next.connect();
    List<byte[]> sealed = next.on("a");
    for (int i = 0; i < 5; i++) {
      assertEquals(Optional.of(new Counter(3, i)), next.station.open("a", sealed.get(i)).counter());
    }
    assertEquals(Optional.of(new Counter(4, 0)), next.station.open("a", sealed.get(5)).counter());
    assertEquals(6, sealed.size());
  }

  @Test
  void tellsTheAgeOfTheOldestThatWaits() throws Exception {
    boot.sampled(TestConfig.A, 1);
    boot.link.holdAcknowledgements();
    time.advance(Duration.ofMinutes(3));
    boot.connect();
    assertEquals(Optional.of(Duration.ofMinutes(3)), boot.hello().backlog().oldest());
  }

  @Test
  void tellsSinceWhenItIsConnected() throws Exception {
    boot.pass(SECOND);
    boot.connect();
    boot.pass(SECOND);
    boot.lose();
    boot.link.received();
    boot.connect();
    assertEquals(Optional.of(Duration.ofSeconds(2)), boot.hello().link().connectedSince());
  }

  @Test
  void wakesForWhatItsJournalsHaveToDo() {
    boot.tick();
    readings.due(Duration.ofMillis(10));
    assertEquals(Duration.ofMillis(10).toNanos(), boot.agent.nextDue());
  }

  @Test
  void reportsAnAlarmThatIsNoticedAtTheVeryConnectAndSaysItOnce() throws Exception {
    boot.pass(SECOND);
    boot.link.received();
    readings.fail("read-only");
    boot.connect();
    List<OutgoingMessage> said = boot.link.received();
    assertEquals(1, on(said, "status").size());
    assertArrayEquals(DeviceStatus.DEGRADED.payload(), on(said, "status").get(0));
    assertEquals(1, on(said, "hello").size());
    List<byte[]> reported = on(said, "health");
    assertEquals(Optional.of("read-only"), health(reported.get(reported.size() - 1)).alarm());
  }

  @Test
  void namesTheLastSequencesThatItsJournalsFoundOfTheBootBefore() throws Exception {
    readings.found(Map.of("a", new Counter(3, 41)));
    setup.urgent.found(Map.of("b", new Counter(3, 7)));
    Boot next = setup.epoch(4, Map.of()).start();
    next.connect();
    Hello hello = next.hello();
    assertEquals(OptionalLong.of(41), before(hello, TestConfig.A));
    assertEquals(OptionalLong.of(7), before(hello, TestConfig.B));
  }

  private static OptionalLong before(Hello hello, StreamName stream) {
    return Optional.ofNullable(hello.streams().get(stream)).orElseThrow().lastSequenceBefore();
  }
}
