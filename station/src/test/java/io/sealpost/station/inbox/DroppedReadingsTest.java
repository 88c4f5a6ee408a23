package io.sealpost.station.inbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sealpost.crypto.Format;
import io.sealpost.protocol.BootId;
import io.sealpost.protocol.Hello;
import io.sealpost.station.StationException;
import io.sealpost.station.testing.FakeDevice;
import io.sealpost.station.testing.FakeTime;
import io.sealpost.station.testing.InboxRig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is missing, and what the device gave up on purpose. */
class DroppedReadingsTest {
  private static final BootId NEXT_BOOT = new BootId("1111111111111111");
  private static final BootId NEXT_BOOT_BUT_ONE = new BootId("2222222222222222");

  @TempDir private Path folder = Path.of("");

  private final FakeTime time = new FakeTime();
  private final FakeDevice device = new FakeDevice("rpi-07", Format.COSE_1, time);
  private int uptime;
  private @Nullable InboxRig opened;

  @BeforeEach
  void open() throws StationException {
    opened = new InboxRig(folder, time, device);
  }

  @AfterEach
  void close() throws StationException {
    rig().close();
  }

  @Test
  void aGapAcrossARestartIsToldOnce() throws StationException {
    rig().temperature(5, 3);
    rig().restart();

    assertEquals(gap(5, 4, 6), rig().temperature(5, 7).get(0));
    rig().restart();
    assertEquals(1, rig().temperature(5, 8).size());
    assertEquals(1, rig().temperature(5, 5).size());
    assertEquals(List.of(), rig().temperature(5, 5));
  }

  @Test
  void aGapThatWasToldButNotCommittedIsToldAgain() throws StationException {
    rig().temperature(5, 3);
    rig().restart();
    rig().temperature(5, 7);
    rig().crash();

    assertEquals(gap(5, 4, 6), rig().temperature(5, 7).get(0));
  }

  @Test
  void whatTheHelloBeforeSaidWasDroppedIsNotMissing() throws StationException {
    rig().temperature(5, 9);

    assertEquals(List.of(dropped(10, 14, 5, 0)), dropEvents(new Hello.Dropped(5, 10, 14, 5)));
    rig().restart();
    assertEquals(1, rig().temperature(5, 15).size());
    assertEquals(new Tally(1, 0, 0, 0, 0), rig().tally());
  }

  @Test
  void whatTheHelloAfterSaysWasDroppedIsTakenOffWhatIsMissing() throws StationException {
    rig().temperature(5, 9);
    rig().temperature(5, 15);
    assertEquals(new Tally(2, 0, 5, 0, 0), rig().tally());

    assertEquals(List.of(dropped(11, 14, 4, 4)), dropEvents(new Hello.Dropped(5, 11, 14, 4)));
    assertEquals(new Tally(2, 0, 1, 4, 0), rig().tally());
  }

  @Test
  void aDropIsToldOnceHoweverOftenHelloSaysIt() throws StationException {
    Hello.Dropped drop = new Hello.Dropped(5, 10, 14, 5);
    dropEvents(drop);
    rig().restart();

    assertEquals(List.of(), dropEvents(drop));
    assertEquals(List.of(), dropEvents(drop));
  }

  @Test
  void ofADropThatGrewOnlyTheNewPartIsTold() throws StationException {
    dropEvents(new Hello.Dropped(5, 10, 14, 5));

    assertEquals(List.of(dropped(15, 20, 6, 0)), dropEvents(new Hello.Dropped(5, 10, 20, 11)));
    assertEquals(List.of(dropped(21, 40, 7, 0)), dropEvents(new Hello.Dropped(5, 10, 40, 18)));
  }

  @Test
  void ofAThinnedSpanTheRestIsNotExpectedAndMoreThanWasDroppedIsMissing() throws StationException {
    rig().temperature(5, 9);
    dropEvents(new Hello.Dropped(5, 10, 18, 5));

    assertEquals(1, rig().temperature(5, 11).size());
    assertEquals(1, rig().temperature(5, 14).size());
    assertEquals(List.of(gap(5, 17, 18)), rig().temperature(5, 19).subList(0, 1));
    assertEquals(new Tally(4, 0, 2, 5, 0), rig().tally());
  }

  @Test
  void whatLiesBesideADropIsMissing() throws StationException {
    rig().temperature(5, 9);
    dropEvents(new Hello.Dropped(5, 12, 13, 2));

    assertEquals(List.of(gap(5, 10, 11), gap(5, 14, 15)), rig().temperature(5, 16).subList(0, 2));
  }

  @Test
  void severalDropsExplainOneGap() throws StationException {
    rig().temperature(5, 9);
    dropEvents(new Hello.Dropped(5, 10, 11, 2), new Hello.Dropped(5, 12, 15, 4));

    assertEquals(1, rig().temperature(5, 16).size());
  }

  @Test
  void theTailOfAnEpochThatTheDeviceDroppedIsNotMissing() throws StationException {
    rig().temperature(5, 9);

    assertEquals(
        List.of(dropped(10, 12, 3, 0)),
        rest(rig().hello(nextEpoch(OptionalLong.of(12), new Hello.Dropped(5, 10, 12, 3)))));
    assertEquals(1, rig().temperature(6, 0).size());
  }

  @Test
  void theTailThatAHelloTellsOnlyAfterTheNextEpochBeganIsMissingOnce() throws StationException {
    rig().temperature(5, 9);
    rig().temperature(6, 0);

    assertEquals(List.of(gap(5, 10, 12)), rest(rig().hello(nextEpoch(OptionalLong.of(12)))));
    rig().restart();
    assertEquals(List.of(), rest(rig().hello(nextEpoch(OptionalLong.of(12)))));
    assertEquals(1, rig().temperature(6, 1).size());
  }

  @Test
  void anEpochOfWhichNothingCameIsMissingAsAWhole() throws StationException {
    rig().temperature(4, 9);
    assertEquals(List.of(), rest(rig().hello(nextEpoch(OptionalLong.of(3599)))));
    rig().restart();

    assertEquals(gap(5, 0, 3599), rig().temperature(6, 0).get(0));
    assertEquals(1, rig().temperature(6, 1).size());
    assertEquals(new Tally(2, 0, 3600, 0, 0), rig().tally());
  }

  @Test
  void anEpochOfWhichNothingCameIsMissingAlsoIfTheHelloComesLate() throws StationException {
    rig().temperature(4, 9);
    rig().temperature(6, 0);

    assertEquals(List.of(gap(5, 0, 3599)), rest(rig().hello(nextEpoch(OptionalLong.of(3599)))));
    assertEquals(List.of(), rest(rig().hello(nextEpoch(OptionalLong.of(3599)))));
    assertEquals(1, rig().temperature(5, 0).size());
  }

  @Test
  void severalEpochsOfWhichNothingCameAreMissing() throws StationException {
    rig().temperature(4, 9);
    rig().hello(nextEpoch(OptionalLong.of(12)));
    rig().hello(epoch(NEXT_BOOT_BUT_ONE, 7, OptionalLong.of(3)));

    assertEquals(List.of(gap(5, 0, 12), gap(6, 0, 3)), rig().temperature(7, 0).subList(0, 2));
  }

  @Test
  void anEpochBeforeTheFirstThatCameIsNotMissing() throws StationException {
    rig().hello(nextEpoch(OptionalLong.of(12)));
    assertEquals(1, rig().temperature(6, 0).size());

    assertEquals(List.of(), rest(rig().hello(nextEpoch(OptionalLong.of(12)))));
  }

  @Test
  void anEpochThatTheDeviceGaveUpAsAWholeIsNotMissing() throws StationException {
    rig().temperature(4, 9);

    assertEquals(
        List.of(dropped(0, 12, 13, 0)),
        rest(rig().hello(nextEpoch(OptionalLong.of(12), new Hello.Dropped(5, 0, 12, 13)))));
    assertEquals(1, rig().temperature(6, 0).size());
  }

  @Test
  void aTailThatIsStillOnItsWayIsNotMissing() throws StationException {
    rig().temperature(5, 9);

    assertEquals(List.of(), rest(rig().hello(nextEpoch(OptionalLong.of(11)))));
    assertEquals(1, rig().temperature(5, 10).size());
    assertEquals(1, rig().temperature(5, 11).size());
    assertEquals(1, rig().temperature(6, 0).size());
  }

  @Test
  void aHelloThatWasShownButNotCommittedIsLearntWhenItComesAgain() throws StationException {
    rig().temperature(5, 9);
    rig().restart();
    Hello hello = saying(new Hello.Dropped(5, 10, 14, 5));
    rig().hello(hello);
    rig().crash();

    assertEquals(List.of(dropped(10, 14, 5, 0)), rest(rig().hello(hello)));
    assertEquals(1, rig().temperature(5, 15).size());
  }

  private InboxRig rig() {
    return Objects.requireNonNull(opened);
  }

  private List<Event> dropEvents(Hello.Dropped... drops) throws StationException {
    return rest(rig().hello(saying(drops)));
  }

  private Hello saying(Hello.Dropped... drops) {
    Hello hello =
        FakeDevice.hello(FakeDevice.BOOT, 5, Duration.ofSeconds(++uptime), FakeTime.START);
    return FakeDevice.with(
        hello, FakeDevice.stream(Duration.ofSeconds(60), OptionalLong.empty(), drops));
  }

  private Hello nextEpoch(OptionalLong lastBefore, Hello.Dropped... drops) {
    return epoch(NEXT_BOOT, 6, lastBefore, drops);
  }

  private Hello epoch(BootId boot, long epoch, OptionalLong lastBefore, Hello.Dropped... drops) {
    Hello hello = FakeDevice.hello(boot, epoch, Duration.ofSeconds(++uptime), FakeTime.START);
    return FakeDevice.with(hello, FakeDevice.stream(Duration.ofSeconds(60), lastBefore, drops));
  }

  /** Without the first event, which is the hello itself. */
  private static List<Event> rest(List<Event> events) {
    return events.subList(1, events.size());
  }

  private Event gap(long epoch, long first, long last) {
    return new Event.Gap(device.id(), FakeDevice.TEMPERATURE, epoch, first, last);
  }

  private Event dropped(long first, long last, long count, long reported) {
    return new Event.Dropped(device.id(), FakeDevice.TEMPERATURE, 5, first, last, count, reported);
  }
}
