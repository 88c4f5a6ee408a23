package io.sealpost.station.inbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sealpost.crypto.Format;
import io.sealpost.protocol.BootId;
import io.sealpost.protocol.Hello;
import io.sealpost.protocol.StreamSettings;
import io.sealpost.station.StationException;
import io.sealpost.station.testing.FakeDevice;
import io.sealpost.station.testing.FakeTime;
import io.sealpost.station.testing.InboxRig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the broker took from the device and brought to nobody. */
class DeniedReadingsTest {
  private static final Hello.Backlog WAITING =
      new Hello.Backlog(1, 90, Optional.of(Duration.ofMillis(3)), 0, 0, Optional.empty());

  @TempDir private Path folder = Path.of("");

  private final FakeTime time = new FakeTime();
  private FakeDevice device = new FakeDevice("rpi-07", Format.COSE_1, time);
  private int uptime;

  private interface Run {
    void with(InboxRig rig) throws StationException;
  }

  @Test
  void streamOfWhichNothingEverComesIsMissingFromTheSecondHelloOn() throws StationException {
    run(
        rig -> {
          assertEquals(List.of(), rest(rig.hello(reached(5, 10))));
          assertEquals(List.of(gap(5, 11, 70)), rest(rig.hello(reached(5, 70))));
          assertEquals(List.of(), rest(rig.hello(reached(5, 70))));
          assertEquals(List.of(gap(5, 71, 130)), rest(rig.hello(reached(5, 130))));
          assertEquals(new Tally(0, 0, 120, 0, 0), rig.tally());
        });
  }

  @Test
  void whatCameIsNotMissing() throws StationException {
    run(
        rig -> {
          rig.hello(reached(5, 1));
          rig.temperature(5, 2);
          rig.temperature(5, 3);
          assertEquals(List.of(), rest(rig.hello(reached(5, 3))));
          rig.temperature(5, 4);
          assertEquals(List.of(gap(5, 5, 6)), rest(rig.hello(reached(5, 6))));
        });
  }

  @Test
  void whatStillWaitsOnTheDeviceIsNotMissing() throws StationException {
    run(
        rig -> {
          rig.hello(reached(5, 1));
          assertEquals(List.of(), rest(rig.hello(FakeDevice.with(reached(5, 8), WAITING))));
          for (int i = 2; i <= 9; i++) {
            assertEquals(1, rig.temperature(5, i).size());
          }
          assertEquals(List.of(), rest(rig.hello(reached(5, 9))));
        });
  }

  @Test
  void whatComesLateIsShownAndNotMissingAnyMore() throws StationException {
    run(
        rig -> {
          rig.hello(reached(5, 1));
          rig.hello(reached(5, 3));
          assertEquals(1, rig.temperature(5, 2).size());
          assertEquals(1, rig.temperature(5, 3).size());
          assertEquals(1, rig.temperature(5, 4).size());
          // Of what was told as missing, a drop would say so.
          Event dropped = new Event.Dropped(device.id(), FakeDevice.TEMPERATURE, 5, 2, 3, 2, 0);
          assertEquals(
              List.of(dropped), rest(rig.hello(reached(5, 4, new Hello.Dropped(5, 2, 3, 2)))));
        });
  }

  @Test
  void whatWasSealedWhileNobodyListenedIsNotToldByAHello() throws StationException {
    run(
        rig -> {
          rig.temperature(5, 0);
          rig.restart();
          assertEquals(List.of(), rest(rig.hello(reached(5, 60))));
          assertEquals(gap(5, 1, 60), rig.temperature(5, 61).get(0));
        });
  }

  @Test
  void whatWasSealedSinceAHelloThatTheBrokerKeptIsNotMissing() throws StationException {
    run(
        rig -> {
          rig.retained(reached(5, 1));
          assertEquals(List.of(), rest(rig.hello(reached(5, 60))));
          assertEquals(List.of(gap(5, 61, 62)), rest(rig.hello(reached(5, 62))));
        });
  }

  @Test
  void whatTheDeviceGaveUpIsNotMissing() throws StationException {
    run(
        rig -> {
          rig.hello(reached(5, 1));
          List<Event> events = rest(rig.hello(reached(5, 9, new Hello.Dropped(5, 2, 9, 8))));
          assertEquals(
              List.of(new Event.Dropped(device.id(), FakeDevice.TEMPERATURE, 5, 2, 9, 8, 0)),
              events);
        });
  }

  @Test
  void anotherBootIsFollowedAnewAndTheOneBeforeIsClosed() throws StationException {
    run(
        rig -> {
          rig.temperature(4, 7);
          assertEquals(List.of(), rest(rig.hello(inTheNextBoot(9, 5, 1))));
          assertEquals(
              List.of(gap(4, 8, 9), gap(5, 0, 4)), rest(rig.hello(inTheNextBoot(9, 5, 4))));
          assertEquals(1, rig.temperature(5, 5).size());
          assertEquals(new Tally(2, 0, 7, 0, 0), rig.tally());
        });
  }

  @Test
  void fernetHasNoSequencesThatCouldBeMissing() throws StationException {
    device = new FakeDevice("rpi-07", Format.FERNET, time);
    run(
        rig -> {
          rig.hello(reached(5, 10));
          assertEquals(List.of(), rest(rig.hello(reached(5, 70))));
        });
  }

  private void run(Run run) throws StationException {
    try (InboxRig rig = new InboxRig(folder, time, device)) {
      run.with(rig);
    }
  }

  private Hello reached(long epoch, long last, Hello.Dropped... drops) {
    return hello(FakeDevice.BOOT, epoch, OptionalLong.empty(), last, drops);
  }

  private Hello inTheNextBoot(long lastBefore, long epoch, long last) {
    return hello(new BootId("1111111111111111"), epoch, OptionalLong.of(lastBefore), last);
  }

  private Hello hello(
      BootId boot, long epoch, OptionalLong lastBefore, long last, Hello.Dropped... drops) {
    Hello hello = FakeDevice.hello(boot, epoch, Duration.ofSeconds(++uptime), FakeTime.START);
    return FakeDevice.with(
        hello,
        new Hello.Stream(
            StreamSettings.every(Duration.ofSeconds(1)),
            false,
            "thermal zone cpu-thermal",
            Optional.empty(),
            Optional.empty(),
            OptionalLong.of(last),
            lastBefore,
            List.of(drops)));
  }

  /** Without the first event, which is the hello itself. */
  private static List<Event> rest(List<Event> events) {
    return events.subList(1, events.size());
  }

  private Event gap(long epoch, long first, long last) {
    return new Event.Gap(device.id(), FakeDevice.TEMPERATURE, epoch, first, last);
  }
}
