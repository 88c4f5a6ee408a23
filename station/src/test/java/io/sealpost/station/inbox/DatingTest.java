package io.sealpost.station.inbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sealpost.crypto.Format;
import io.sealpost.protocol.BootId;
import io.sealpost.protocol.Hello;
import io.sealpost.protocol.Reading;
import io.sealpost.protocol.ReadingTime;
import io.sealpost.station.StationException;
import io.sealpost.station.testing.FakeDevice;
import io.sealpost.station.testing.FakeTime;
import io.sealpost.station.testing.InboxRig;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Readings from before the clock was set. */
class DatingTest {
  private static final BootId EARLIER = new BootId("1111111111111111");
  private static final Instant STARTED = Instant.parse("2026-11-21T09:59:00Z");

  @TempDir private Path folder = Path.of("");

  private final FakeTime time = new FakeTime();
  private final FakeDevice device = new FakeDevice("rpi-07", Format.COSE_1, time);

  @Test
  void aSynchronisedHelloOfItsBootDatesAReading() throws StationException {
    try (InboxRig rig = new InboxRig(folder, time, device)) {
      rig.hello(hello(60, true));

      assertEquals(Optional.of(STARTED.plusSeconds(30)), taken(rig, 0, FakeDevice.BOOT, 30));
    }
  }

  @Test
  void aHelloWhoseClockIsNotSynchronisedDatesNothing() throws StationException {
    try (InboxRig rig = new InboxRig(folder, time, device)) {
      rig.hello(hello(60, false));

      assertEquals(Optional.empty(), taken(rig, 0, FakeDevice.BOOT, 30));
    }
  }

  @Test
  void aClockThatWasNeverSetDatesNothingEvenIfTheDeviceTrustsIt() throws StationException {
    try (InboxRig rig = new InboxRig(folder, time, device)) {
      Duration uptime = Duration.ofSeconds(60);
      rig.hello(FakeDevice.hello(FakeDevice.BOOT, 5, uptime, Instant.EPOCH.plus(uptime), true));

      assertEquals(Optional.empty(), taken(rig, 0, FakeDevice.BOOT, 30));
    }
  }

  @Test
  void whatTheDeviceSaysOfItsBootsDatesReadingsOfEarlierBootsToo() throws StationException {
    try (InboxRig rig = new InboxRig(folder, time, device)) {
      rig.hello(
          FakeDevice.with(
              hello(60, false),
              new Hello.BootStart(EARLIER, STARTED.minusSeconds(1000)),
              new Hello.BootStart(FakeDevice.BOOT, STARTED.plusMillis(3))));

      assertEquals(Optional.of(STARTED.minusSeconds(990)), taken(rig, 0, EARLIER, 10));
      assertEquals(
          Optional.of(STARTED.plusSeconds(10).plusMillis(3)), taken(rig, 1, FakeDevice.BOOT, 10));
    }
  }

  @Test
  void aBootWhoseReadingsWereShownWithoutADateIsDatedOnce() throws StationException {
    try (InboxRig rig = new InboxRig(folder, time, device)) {
      rig.hello(hello(20, false));
      taken(rig, 0, FakeDevice.BOOT, 5);
      taken(rig, 1, FakeDevice.BOOT, 15);
      rig.restart();

      assertEquals(
          List.of(new Event.BootDated(device.id(), FakeDevice.BOOT, STARTED, 2)),
          rig.hello(hello(60, true)).subList(1, 2));
      assertEquals(1, rig.hello(hello(61, true)).size());
    }
  }

  @Test
  void aBootThatNobodyWaitedForIsNotTold() throws StationException {
    try (InboxRig rig = new InboxRig(folder, time, device)) {
      assertEquals(1, rig.hello(hello(60, true)).size());
    }
  }

  @Test
  void whatWasLearntOfABootHoldsInLaterRuns() throws StationException {
    try (InboxRig rig = new InboxRig(folder, time, device)) {
      rig.hello(hello(60, true));
      rig.restart();

      assertEquals(Optional.of(STARTED.plusSeconds(30)), taken(rig, 0, FakeDevice.BOOT, 30));
    }
  }

  @Test
  void readingsThatWereShownButNotCommittedAreNotCountedTwice() throws StationException {
    try (InboxRig rig = new InboxRig(folder, time, device)) {
      taken(rig, 0, FakeDevice.BOOT, 5);
      rig.crash();
      taken(rig, 0, FakeDevice.BOOT, 5);
      rig.restart();

      assertEquals(
          new Event.BootDated(device.id(), FakeDevice.BOOT, STARTED, 1),
          rig.hello(hello(60, true)).get(1));
    }
  }

  private static Hello hello(long uptime, boolean synchronised) {
    return FakeDevice.hello(
        FakeDevice.BOOT, 5, Duration.ofSeconds(uptime), STARTED.plusSeconds(uptime), synchronised);
  }

  private static Optional<Instant> taken(InboxRig rig, long sequence, BootId boot, long uptime)
      throws StationException {
    ReadingTime since = new ReadingTime.SinceBoot(boot, Duration.ofSeconds(uptime));
    Event event =
        rig.reading(5, sequence, new Reading.Temperature(since, false, 20)).stream()
            .filter(Event.ReadingOpened.class::isInstance)
            .findFirst()
            .orElseThrow();
    return event instanceof Event.ReadingOpened opened ? opened.taken() : Optional.empty();
  }
}
