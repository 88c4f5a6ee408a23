package io.sealpost.device.journal.ring;

import static io.sealpost.device.journal.ring.Bench.A;
import static io.sealpost.device.journal.ring.Bench.B;
import static io.sealpost.device.journal.ring.Bench.names;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.device.journal.WhenFull;
import io.sealpost.device.journal.ring.SimulatedDisk.Operation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What happens when the disk fails. */
class DiskFaultsTest {
  private static final Duration FIVE = Duration.ofSeconds(5);

  private final Bench bench = new Bench().segments(16);

  private void assertAlarm(String reason) {
    String alarm = bench.stats().alarm().orElseThrow();
    assertTrue(alarm.startsWith("journal readings: " + reason + ", since 2027-03-01T"), alarm);
    assertTrue(
        alarm.endsWith("readings are kept in memory only; trying again at least every 60 s"));
  }

  @ParameterizedTest
  @EnumSource(names = {"WRITE", "FORCE"})
  void keepsMessagesInMemoryAndWritesThemOnceTheDiskWorksAgain(Operation operation) {
    bench.open().append(A, 25).drain();
    bench.disk.fail(operation, "Input/output error");
    bench.append(A, 15).drain();
    assertAlarm("Input/output error");
    assertEquals(1, bench.stats().errors());
    assertEquals(names(A, 1, 1, 40), bench.all());
    assertEquals(40, bench.stats().messages());
    bench.disk.repair();
    bench.tick(FIVE).drain();
    assertEquals(Optional.empty(), bench.stats().alarm());
    assertEquals("a 1/40", bench.durable.get(bench.durable.size() - 1));
    assertEquals(names(A, 1, 1, 40), bench.cut().all());
  }

  @Test
  void keepsMessagesInMemoryFromTheStartIfNoFileCanBeMade() {
    bench.disk.fail(Operation.CREATE, "No space left on device");
    bench.open().append(A, 3);
    assertAlarm("No space left on device");
    assertEquals(names(A, 1, 1, 3), bench.all());
    bench.disk.repair();
    bench.tick(FIVE).drain();
    assertEquals(names(A, 1, 1, 3), bench.cut().all());
  }

  @Test
  void deliversTheBacklogOfADiskThatIsReadOnly() {
    bench.open().append(A, 60).drain().restart();
    bench.disk.fail(Operation.OPEN_TO_WRITE, "Read-only file system");
    bench.kill().append(B, 5);
    assertAlarm("Read-only file system");
    List<String> expected = new ArrayList<>(names(A, 1, 1, 60));
    expected.addAll(names(B, 3, 1, 5));
    assertEquals(expected, bench.all());
    bench.release(62);
    assertEquals(names(B, 3, 3, 5), bench.all());
  }

  @Test
  void believesNoSyncAfterOneThatFailed() {
    bench.open().append(A, 10).drain().append(A, 10);
    bench.disk.fail(Operation.FORCE, "Input/output error");
    bench.syncing.sync();
    bench.disk.repair();
    bench.append(A, 70);
    bench.syncing.answer();
    bench.drain().tick(FIVE).drain();
    assertEquals(names(A, 1, 1, 90), bench.cut().all());
  }

  @Test
  void triesAgainEverLonger() {
    bench.open();
    bench.disk.fail(Operation.CREATE, "No space left on device");
    bench.append(A, 1);
    List<Long> pauses = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Duration due = bench.journal().nextDue().orElseThrow();
      pauses.add(due.minus(bench.now().uptime()).toSeconds());
      bench.tick(due.minus(bench.now().uptime()));
    }
    // The first thing to do is to look for old messages.
    assertEquals(List.of(0L, 5L, 10L, 20L), pauses);
    assertEquals(1, bench.stats().errors());
  }

  @Test
  void doesNotEndTheAlarmBeforeASyncHasSucceeded() {
    bench.open();
    bench.disk.fail(Operation.CREATE, "No space left on device");
    bench.append(A, 1);
    bench.disk.repair();
    bench.tick(FIVE);
    assertTrue(bench.stats().alarm().isPresent());
    bench.drain();
    assertFalse(bench.stats().alarm().isPresent());
  }

  @ParameterizedTest
  @EnumSource
  void boundsWhatIsInMemory(WhenFull whenFull) {
    bench.whenFull(whenFull).open();
    bench.disk.fail(Operation.CREATE, "No space left on device");
    bench.append(A, 20_100);
    List<String> all = bench.all();
    assertEquals(20_100, all.size() + bench.stats().totalDropped());
    String expected =
        switch (whenFull) {
          case DROP_OLDEST -> "a 1/101";
          case DROP_NEWEST, THIN -> "a 1/1";
        };
    assertEquals(expected, all.get(0));
    assertTrue(all.size() <= 20_000);
  }

  @Test
  void isNotFilledByADiskThatNeverEndsASync() {
    bench.segmentSize(1 << 20).segments(8 * 128).open().append(A, 20_050);
    assertEquals(20_050, bench.stats().messages());
    assertEquals(0, bench.stats().totalDropped());
    assertEquals(20_050, bench.all().size());
  }

  @Test
  void closesOnceMoreToAnotherSegmentIfTheLastSyncFails() {
    bench.open().append(A, 5);
    bench.disk.fail(Operation.FORCE, "Input/output error");
    bench.tick(FIVE);
    bench.syncing.sync();
    bench.disk.repair();
    assertEquals(names(A, 1, 1, 5), bench.restart().all());
    assertEquals(names(A, 1, 1, 5), bench.cut().all());
  }

  @Test
  void releasesWhatIsInMemory() {
    bench.open().append(A, 5).drain();
    bench.disk.fail(Operation.WRITE, "Input/output error");
    bench.append(A, 10).release(8);
    assertEquals(names(A, 1, 9, 15), bench.all());
    bench.disk.repair();
    bench.tick(FIVE).drain();
    assertEquals(names(A, 1, 9, 15), bench.cut().all());
  }

  @Test
  void waitsForADiskThatCannotBeReadAtAll() {
    bench.open().append(A, 60).drain().kill();
    bench.disk.fail(Operation.READ, "Input/output error");
    assertEquals(List.of(), bench.all());
    assertTrue(bench.stats().alarm().orElseThrow().contains("cannot be sent"));
    assertEquals(60, bench.stats().messages());
    bench.disk.repair();
    bench.tick(FIVE);
    assertEquals(Optional.empty(), bench.stats().alarm());
    assertEquals(names(A, 1, 1, 60), bench.all());
  }
}
