package io.sealpost.device.supervision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.device.FakeSupervisor;
import io.sealpost.device.TestClock;
import io.sealpost.device.clock.Moment;
import io.sealpost.device.loop.EventLoop;
import io.sealpost.mqtt.LinkState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class BulletinTest {
  private static final LinkState CONNECTED = new LinkState.Connected(false);

  private final FakeSupervisor supervisor = new FakeSupervisor(Optional.of(Duration.ofSeconds(60)));
  private final AtomicLong waiting = new AtomicLong();
  private final Bulletin bulletin = new Bulletin(supervisor, "mqtts://b:8883", waiting::get);

  private static LinkState lost(String reason) {
    return new LinkState.Disconnected(reason, Duration.ofSeconds(1));
  }

  private static Moment at(long seconds) {
    return TestClock.at(Duration.ofSeconds(seconds));
  }

  private List<String> told() {
    List<String> told = new ArrayList<>(supervisor.words);
    supervisor.words.clear();
    return told;
  }

  private void begin() {
    bulletin.linkChanged(CONNECTED, at(0));
    bulletin.tick(at(0));
    told();
  }

  @Test
  void isReadyWhenItIsConnected() {
    bulletin.linkChanged(new LinkState.Connecting(), at(0));
    assertEquals(List.of(), told());
    bulletin.linkChanged(CONNECTED, at(5));
    assertEquals(
        List.of("status connected to mqtts://b:8883 since 2027-03-01T12:00:05Z", "ready"), told());
  }

  @Test
  void isReadyOnceItKnowsThatItIsOffline() {
    waiting.set(3);
    bulletin.linkChanged(lost("nothing listens at b"), at(7));
    assertEquals(
        List.of(
            "status offline since 2027-03-01T12:00:07Z: nothing listens at b, 3 waiting", "ready"),
        told());
  }

  @Test
  void isReadyOnlyOnce() {
    begin();
    bulletin.linkChanged(lost("gone"), at(1));
    bulletin.linkChanged(CONNECTED, at(2));
    assertFalse(told().contains("ready"));
  }

  @Test
  void isOfflineSinceTheFirstFailureAndForTheLastReason() {
    begin();
    bulletin.linkChanged(lost("one"), at(10));
    bulletin.linkChanged(new LinkState.Connecting(), at(11));
    bulletin.linkChanged(lost("two"), at(12));
    assertEquals(
        List.of(
            "status offline since 2027-03-01T12:00:10Z: one",
            "status offline since 2027-03-01T12:00:10Z: two"),
        told());
  }

  @Test
  void doesNotTellATimeThatCannotBeTrusted() {
    bulletin.linkChanged(CONNECTED, new Moment(Duration.ZERO, TestClock.START, false));
    assertEquals("status connected to mqtts://b:8883", told().get(0));
  }

  @Test
  void asksForMoreTimeAsLongAsItIsNotReady() {
    for (long second = 0; second <= 25; second++) {
      bulletin.tick(at(second));
    }
    List<String> told = told();
    assertEquals(3, told.stream().filter("starting 60"::equals).count(), told::toString);
    assertTrue(told.contains("status connecting to mqtts://b:8883"), told::toString);
    begin();
    bulletin.tick(at(40));
    assertFalse(told().contains("starting 60"));
  }

  @Test
  void countsWhatWaitsOnceAMinute() {
    begin();
    waiting.set(8);
    bulletin.tick(at(59));
    assertEquals(List.of("alive"), told());
    bulletin.tick(at(60));
    assertEquals(
        List.of("status connected to mqtts://b:8883 since 2027-03-01T12:00:00Z, 8 waiting"),
        told());
  }

  @Test
  void saysNothingTwice() {
    begin();
    bulletin.tick(at(60));
    assertEquals(List.of("alive"), told());
  }

  @Test
  void letsNoReasonSayAnythingElse() {
    bulletin.linkChanged(lost("x\nMAINPID=1" + "y".repeat(1000)), at(0));
    String status = told().get(0);
    assertTrue(status.startsWith("status offline since 2027-03-01T12:00:00Z: x\\nMAINPID=1yy"));
    assertTrue(status.endsWith("…"), status);
    assertTrue(status.length() < 400, status);
  }

  @Test
  void givesASignOfLifeEveryHalfPeriod() {
    begin();
    bulletin.tick(at(29));
    assertEquals(List.of(), told());
    assertEquals(Duration.ofSeconds(30).toNanos(), bulletin.nextDue());
    bulletin.tick(at(30));
    assertEquals(List.of("alive"), told());
  }

  @Test
  void givesNoSignOfLifeIfNobodyWaitsForOne() {
    FakeSupervisor patient = new FakeSupervisor(Optional.empty());
    Bulletin quiet = new Bulletin(patient, "b", () -> 0);
    quiet.linkChanged(CONNECTED, at(0));
    quiet.tick(at(3600));
    assertFalse(patient.words.contains("alive"));
  }

  @Test
  void leavesTheLoopAloneIfNobodyListens() {
    Bulletin unheard = new Bulletin(Supervisor.NOBODY, "b", () -> 0);
    unheard.linkChanged(CONNECTED, at(0));
    unheard.tick(at(100));
    assertEquals(Long.MAX_VALUE, unheard.nextDue());
  }

  @Test
  void saysThatItStops() {
    bulletin.stopping();
    assertEquals(List.of("status stopping", "stopping"), told());
  }

  /** The loop of the agent, on a clock that stands at whatever is due next. */
  private final class Hour implements EventLoop.Steps {
    private final AtomicLong nanos = new AtomicLong();
    private final List<Duration> alive = new ArrayList<>();

    @Override
    public void tick(long now) {
      bulletin.tick(TestClock.at(Duration.ofNanos(now)));
      if (told().contains("alive")) {
        alive.add(Duration.ofNanos(now));
      }
      nanos.set(bulletin.nextDue());
    }

    @Override
    public long nextDue() {
      // The clock is there already: nothing is waited for.
      return 0;
    }
  }

  @Test
  void livesOnForAnHourWithoutABroker() throws InterruptedException {
    bulletin.linkChanged(lost("nothing listens at b"), at(0));
    Hour hour = new Hour();
    new EventLoop(hour.nanos::get).runUntil(() -> false, Duration.ofHours(1), hour);
    assertEquals(120, hour.alive.size());
    Duration before = Duration.ZERO;
    for (Duration sign : hour.alive) {
      assertTrue(sign.minus(before).compareTo(Duration.ofSeconds(30)) <= 0, hour.alive::toString);
      before = sign;
    }
  }

  @Test
  void makesUpForNothingAfterAStandstill() {
    begin();
    bulletin.tick(at(3600));
    bulletin.tick(at(3601));
    assertEquals(List.of("alive"), told());
  }
}
