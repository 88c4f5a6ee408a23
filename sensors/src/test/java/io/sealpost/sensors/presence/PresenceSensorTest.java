package io.sealpost.sensors.presence;

import static io.sealpost.sensors.presence.Devices.ann;
import static io.sealpost.sensors.presence.Devices.bob;
import static io.sealpost.sensors.presence.Devices.host;
import static io.sealpost.sensors.presence.Devices.tag;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.protocol.Deafness;
import io.sealpost.protocol.DutyCycle;
import io.sealpost.protocol.HeadCount;
import io.sealpost.protocol.Person;
import io.sealpost.protocol.Person.State;
import io.sealpost.protocol.Reading;
import io.sealpost.protocol.Reading.Radio;
import io.sealpost.protocol.StreamName;
import io.sealpost.sensors.Samples;
import io.sealpost.sensors.SensorException;
import io.sealpost.sensors.SensorException.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PresenceSensorTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final SensorException noIp = new SensorException(Kind.ABSENT, "there is no ip");
  private final FakeScanner hci0 = new FakeScanner("hci0", Radio.BLUETOOTH, "Ann");
  private final FakeScanner lan = new FakeScanner("lan", Radio.LAN);
  private final ManualTicker ticker = new ManualTicker();
  private long now = Long.MAX_VALUE - 5;
  private int news;

  private final PresenceSensor sensor =
      new PresenceSensor(
          new StreamName("devices"),
          List.of(ann(), bob()),
          PresenceRules.USUAL,
          List.of(hci0, lan),
          () -> now,
          ticker);

  @AfterEach
  void close() {
    sensor.close();
  }

  private Reading.Presence sample() throws SensorException {
    return assertInstanceOf(Reading.Presence.class, sensor.sample(Samples.NOW));
  }

  private List<State> states() throws SensorException {
    return sample().people().stream().map(Person::state).toList();
  }

  private void begin() throws SensorException {
    sensor.onNews(() -> news++);
    sample();
    hci0.ear().listening();
    lan.ear().listening();
    now += 10 * SECOND;
    ticker.tick();
    now += SECOND;
    news = 0;
  }

  @Test
  void theDescriptorNamesTheScanners() {
    assertEquals("presence by hci0, lan", sensor.descriptor().source());
    assertEquals(new StreamName("devices"), sensor.descriptor().stream());
    assertTrue(sensor.descriptor().covers(64));
  }

  @Test
  void everyScannerHearsHowMuchToListen() {
    DutyCycle duty = new DutyCycle(Duration.ofSeconds(20), Duration.ofSeconds(10));
    sensor.listen(duty);
    assertEquals(List.of(duty), hci0.duties);
    assertEquals(List.of(duty), lan.duties);
  }

  @Test
  void scannersStartAtTheFirstSampleAndOnce() throws SensorException {
    assertEquals(0, hci0.started);
    sample();
    sample();
    assertEquals(1, hci0.started);
    assertEquals(1, lan.started);
  }

  @Test
  void beforeAScannerHasSpokenEverybodyIsUnknown() throws SensorException {
    Reading.Presence reading = sample();
    assertEquals(new HeadCount(0, 2, OptionalInt.of(0)), reading.count());
    assertEquals(List.of(), reading.deaf());
    assertEquals(Optional.empty(), sensor.partialFailure());
    assertSame(Samples.NOW, reading.time());
  }

  @Test
  void peopleAreTheOrderOfTheConfiguration() throws SensorException {
    begin();
    lan.ear().heard(host(0));
    now += 20 * SECOND;
    Reading.Presence reading = sample();
    assertEquals(List.of("Ann", "Bob"), reading.people().stream().map(Person::name).toList());
    assertEquals(List.of(State.UNKNOWN, State.PRESENT), states());
    assertEquals(Duration.ofSeconds(20), reading.people().get(1).stateFor());
  }

  @Test
  void anArrivalIsNews() throws SensorException {
    begin();
    hci0.ear().heard(tag(-60));
    assertEquals(1, news);
    hci0.ear().heard(tag(-60));
    assertEquals(1, news, "still here is none");
  }

  @Test
  void newsComesAtMostOnceASecondAndIsNotLost() throws SensorException {
    begin();
    hci0.ear().heard(tag(-60));
    lan.ear().heard(host(0));
    assertEquals(1, news);
    assertEquals(Duration.ofSeconds(1), ticker.tick());
    now += SECOND;
    ticker.tick();
    assertEquals(2, news);
  }

  @Test
  void aDepartureIsNoticedByTheTicker() throws SensorException {
    begin();
    lan.ear().heard(host(0));
    now += SECOND;
    news = 0;
    for (int i = 0; i < 10 && news == 0; i++) {
      lan.ear().listening();
      hci0.ear().listening();
      now += 30 * SECOND;
      ticker.tick();
    }
    assertEquals(1, news);
    assertEquals(State.ABSENT, states().get(1));
  }

  @Test
  void theTickerIsAskedToComeWhenSomethingIsDue() throws SensorException {
    begin();
    lan.ear().heard(host(0));
    hci0.ear().heard(tag(-60));
    now += SECOND;
    ticker.tick();
    lan.ear().heard(host(0));
    for (int i = 0; i < 9; i++) {
      lan.ear().listening();
      hci0.ear().listening();
      hci0.ear().heard(tag(-60));
      assertEquals(Duration.ofSeconds(5), ticker.tick());
      now += 33 * SECOND;
    }
    assertEquals(Duration.ofSeconds(3), ticker.tick());
    now += 3 * SECOND;
    ticker.tick();
    assertEquals(State.ABSENT, states().get(1));
  }

  @Test
  void whoCanBeAskedIsAskedBeforeLeaving() throws SensorException {
    begin();
    hci0.ear().heard(tag(-60));
    for (int i = 0; i < 28; i++) {
      hci0.ear().listening();
      now += 10 * SECOND;
      ticker.tick();
    }
    assertEquals(List.of("Ann"), hci0.asked);
    assertEquals(List.of(), lan.asked);
  }

  @Test
  void aDeafScannerIsNewsAndAPartialFailure() throws SensorException {
    begin();
    lan.ear().deaf(noIp);
    assertEquals(1, news);
    now += 3 * SECOND;
    assertEquals(List.of(new Deafness("lan", Duration.ofSeconds(3))), sample().deaf());
    assertEquals(Optional.of(noIp), sensor.partialFailure());
    lan.ear().listening();
    assertEquals(2, news);
    assertEquals(List.of(), sample().deaf());
    assertEquals(Optional.empty(), sensor.partialFailure());
  }

  @Test
  void whileAllAreDeafThereIsAReadingAndAllReasons() throws SensorException {
    begin();
    hci0.ear().heard(tag(-60));
    hci0.ear().deaf(Stage.unplugged());
    lan.ear().deaf(noIp);
    assertEquals(2, sample().deaf().size());
    SensorException fault = sensor.partialFailure().orElseThrow();
    assertEquals("hci0 is gone; plug it in; there is no ip", fault.getMessage());
    assertEquals(Kind.ABSENT, fault.kind());
    now += SECOND;
    lan.ear().listening();
    assertEquals(State.PRESENT, states().get(0));
  }

  @Test
  void afterLongDeafnessPeopleAreUnknown() throws SensorException {
    begin();
    hci0.ear().heard(tag(-60));
    now += 301 * SECOND;
    hci0.ear().listening();
    assertEquals(State.PRESENT, states().get(0), "60 s of them were listened");
    now += 361 * SECOND;
    ticker.tick();
    assertEquals(State.UNKNOWN, states().get(0));
    assertEquals(Kind.TIMED_OUT, sensor.partialFailure().orElseThrow().kind());
    hci0.ear().listening();
    assertEquals(State.UNKNOWN, states().get(0));
  }

  @Test
  void aScannerThatFailsToStartCostsNoOther() throws SensorException {
    hci0.faultAtStart = Optional.of(new IllegalStateException("a bug"));
    assertEquals(List.of(new Deafness("hci0", Duration.ZERO)), sample().deaf());
    assertEquals(1, lan.started);
    assertEquals(
        "scanner hci0 did not start: unexpected java.lang.IllegalStateException: a bug",
        sensor.partialFailure().orElseThrow().getMessage());
  }

  @Test
  void strangersAreCounted() throws SensorException {
    begin();
    hci0.ear().heard(Devices.random(1, -60));
    now += SECOND;
    hci0.ear().heard(Devices.random(1, -60));
    Reading.Presence reading = sample();
    assertEquals(OptionalInt.of(1), reading.count().strangers());
    assertEquals(2, reading.people().size());
    assertEquals(0, news, "a stranger is none");
  }

  @Test
  void closeEndsTheTickerAndEveryScannerOnce() throws SensorException {
    begin();
    Ear ear = hci0.ear();
    sensor.close();
    sensor.close();
    assertTrue(ticker.closed);
    assertEquals(1, hci0.closed);
    assertEquals(1, lan.closed);
    ear.heard(tag(-60));
    assertEquals(0, news, "late words are ignored");
  }

  @Test
  void newsMayAskForASampleAtOnce() throws SensorException {
    begin();
    int[] present = {0};
    sensor.onNews(
        () -> {
          try {
            present[0] = sample().count().present();
          } catch (SensorException e) {
            throw new AssertionError(e);
          }
        });
    hci0.ear().heard(tag(-60));
    assertEquals(1, present[0]);
  }
}
