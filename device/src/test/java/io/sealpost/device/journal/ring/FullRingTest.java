package io.sealpost.device.journal.ring;

import static io.sealpost.device.journal.ring.Bench.A;
import static io.sealpost.device.journal.ring.Bench.B;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.device.journal.WhenFull;
import io.sealpost.protocol.Hello.Dropped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What gives way when a journal is full, or its messages are too old. */
class FullRingTest {
  private final Bench bench = new Bench();

  private void assertEveryMessageIsThereOrInTheLedger(int appended) {
    Map<String, List<Dropped>> dropped = bench.stats().dropped();
    List<String> all = bench.all();
    for (int sequence = 1; sequence <= appended; sequence++) {
      long number = sequence;
      boolean inLedger =
          dropped.getOrDefault("a", List.of()).stream()
              .anyMatch(range -> range.first() <= number && number <= range.last());
      assertTrue(inLedger || all.contains("a 1/" + sequence), "a 1/" + sequence + " is nowhere");
    }
    assertEquals(appended, all.size() + bench.stats().totalDropped());
  }

  @ParameterizedTest
  @EnumSource
  void everyMessageIsThereOrCounted(WhenFull whenFull) {
    bench.whenFull(whenFull).open().append(A, 1000).drain();
    assertEveryMessageIsThereOrInTheLedger(1000);
    assertTrue(bench.disk.list().size() <= 4, bench.disk.list()::toString);
  }

  @ParameterizedTest
  @EnumSource
  void whatIsThereAndWhatIsCountedSurvivesARestart(WhenFull whenFull) {
    bench.whenFull(whenFull).open().append(A, 1000).drain().release(20);
    List<String> before = bench.all();
    Map<String, List<Dropped>> dropped = bench.stats().dropped();
    bench.restart();
    assertEquals(before, bench.all());
    assertEquals(dropped, bench.stats().dropped());
    assertEquals(before.size(), bench.stats().messages());
    assertEquals(0, bench.stats().totalDropped());
  }

  @Test
  void theOldestGiveWay() {
    bench.open().append(A, 1000).drain();
    List<String> all = bench.all();
    assertEquals(Bench.names(A, 1, 1001 - all.size(), 1000), all);
    assertEquals(
        List.of(new Dropped(1, 1, 1000 - all.size(), 1000 - all.size())),
        bench.stats().dropped().get("a"));
  }

  @Test
  void theNewestGivesWay() {
    bench.whenFull(WhenFull.DROP_NEWEST).open().append(A, 1000).drain();
    List<String> all = bench.all();
    assertEquals(Bench.names(A, 1, 1, all.size()), all);
    bench.release(all.size() / 2).append(B, 10);
    assertTrue(bench.all().containsAll(Bench.names(B, 1, 1, 10)));
  }

  @Test
  void thinningKeepsTheShapeOfALongOutage() {
    bench.whenFull(WhenFull.THIN).segments(8).open();
    for (int i = 0; i < 1500; i++) {
      bench.append(A, 2).append(B, 1);
    }
    List<Long> gaps = new ArrayList<>();
    long before = 0;
    for (String name : bench.drain().all()) {
      if (name.startsWith("a")) {
        long sequence = Long.parseLong(name.substring(4));
        gaps.add(sequence - before);
        before = sequence;
      }
    }
    assertEquals(3000, before);
    assertTrue(gaps.size() > 100, gaps::toString);
    assertTrue(gaps.stream().allMatch(gap -> gap <= 3000 / 20), gaps::toString);
  }

  @Test
  void thinningKeepsOneOfSoManyOfEachChannel() {
    bench.whenFull(WhenFull.THIN).segments(8).open();
    for (int i = 0; i < 225; i++) {
      bench.append(A, 1).append(B, 1);
    }
    List<String> all = bench.drain().all();
    assertTrue(all.containsAll(List.of("a 1/1", "b 1/1", "a 1/3", "b 1/3")), all::toString);
    assertFalse(all.contains("a 1/2") || all.contains("b 1/2"), all::toString);
  }

  @Test
  void droppingGoesOnWhileMessagesAreOnTheirWay() {
    bench.open().append(A, 50).drain();
    long first = bench.deliver(10).get(9).id();
    bench.append(A, 500).drain();
    assertTrue(bench.journal().after(first).isPresent());
    bench.journal().release(first);
    assertEquals(bench.all().size(), bench.stats().messages());
  }

  @Test
  void aRingThatWasMadeSmallerGivesUpFiles() {
    bench.segments(8).open().append(A, 500).drain();
    bench.segments(3).restart().append(A, 300).drain();
    assertTrue(bench.disk.list().size() <= 4, bench.disk.list()::toString);
    assertEquals(bench.all().size(), bench.stats().messages());
  }

  @Test
  void aRingWithSegmentsOfAnotherSizeGoesOn() {
    bench.segments(8).open().append(A, 200).drain();
    bench.segmentSize(2 * Bench.SEGMENT).restart().append(B, 50).drain();
    assertTrue(bench.all().containsAll(Bench.names(A, 1, 150, 200)));
    assertTrue(bench.restart().all().containsAll(Bench.names(B, 2, 1, 50)));
  }

  @Test
  void tooOldMessagesAreGivenUp() {
    bench.maxAge(Duration.ofHours(1)).open().append(A, 5).drain();
    bench.pass(Duration.ofMinutes(30)).append(A, 5).drain();
    bench.tick(Duration.ofMinutes(31));
    assertEquals(Bench.names(A, 1, 6, 10), bench.all());
    assertEquals(Map.of("a", List.of(new Dropped(1, 1, 5, 5))), bench.stats().dropped());
    assertEquals(5, bench.stats().totalDropped());
    assertEquals(Bench.names(A, 1, 6, 10), bench.restart().all());
  }

  @Test
  void tooOldMessagesAreGivenUpAlsoIfTheyWereHandedOut() {
    bench.maxAge(Duration.ofHours(1)).open().append(A, 3);
    assertEquals(3, bench.deliver(3).size());
    bench.tick(Duration.ofMinutes(61));
    assertEquals(List.of(), bench.all());
    assertEquals(3, bench.stats().totalDropped());
  }

  @Test
  void theAgeCountsOverARestart() {
    bench.maxAge(Duration.ofHours(1)).open().append(A, 3).pass(Duration.ofMinutes(59));
    bench.restart().tick(Duration.ofMinutes(2));
    assertEquals(List.of(), bench.all());
  }

  @Test
  void aMessageOfUnknownAgeIsNotTooOld() {
    bench.maxAge(Duration.ofHours(1)).setSynchronised(false).open().append(A, 3);
    bench.pass(Duration.ofHours(9)).restart().tick(Duration.ofMinutes(2));
    assertEquals(Bench.names(A, 1, 1, 3), bench.all());
    bench.tick(Duration.ofHours(1));
    assertEquals(List.of(), bench.all());
  }

  @Test
  void aJumpOfTheWallClockMakesNothingOld() {
    bench.maxAge(Duration.ofHours(1)).open().append(A, 3);
    bench.setWall(Instant.parse("2040-01-01T00:00:00Z")).tick(Duration.ofMinutes(2));
    assertEquals(Bench.names(A, 1, 1, 3), bench.all());
  }

  @Test
  void leavesTheFileSystemItsFreeSpaceAndSaysSo() {
    bench.segments(100).minFree(50_000);
    bench.disk.setSpace(50_000 + 3 * Bench.SEGMENT, 100_000);
    bench.open().append(A, 50);
    bench.disk.setSpace(50_000, 100_000);
    bench.append(A, 500).drain();
    assertEquals(1, bench.disk.list().size());
    assertTrue(
        bench.stats().alarm().orElseThrow().contains("the journal leaves 50000"),
        bench.stats()::toString);
  }

  @Test
  void leavesAtLeastOneTwentiethOfTheFileSystem() {
    bench.disk.setSpace(100_000, 10_000_000);
    bench.open().append(A, 1);
    String alarm = bench.stats().alarm().orElseThrow();
    assertTrue(alarm.contains("100000 bytes") && alarm.contains("500000"), alarm);
    assertTrue(alarm.contains("in memory only"), alarm);
    assertEquals(List.of("a 1/1"), bench.all());
    bench.disk.setSpace(1_000_000, 10_000_000);
    bench.tick(Duration.ofSeconds(5)).drain();
    assertEquals(Optional.empty(), bench.stats().alarm());
    assertEquals(List.of("a 1/1"), bench.cut().all());
  }
}
