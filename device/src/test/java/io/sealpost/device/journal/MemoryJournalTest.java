package io.sealpost.device.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.crypto.Counter;
import io.sealpost.device.TestClock;
import io.sealpost.device.clock.Moment;
import io.sealpost.device.journal.Journal.Entry;
import io.sealpost.protocol.Channel;
import io.sealpost.protocol.Hello.Dropped;
import io.sealpost.protocol.StreamName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemoryJournalTest {
  private static final Channel A = new Channel.Readings(new StreamName("a"));
  private static final Channel B = new Channel.Readings(new StreamName("b"));
  private static final Moment START = at(0);

  private final Journal journal = new MemoryJournal(3, 100);
  private long sequence;

  private static Moment at(long seconds) {
    return TestClock.at(Duration.ofSeconds(seconds));
  }

  private static byte[] bytes(int length, int value) {
    byte[] bytes = new byte[length];
    bytes[0] = (byte) value;
    return bytes;
  }

  private void append(Channel channel, byte[] sealed) {
    append(channel, sealed, START);
  }

  private void append(Channel channel, byte[] sealed, Moment now) {
    journal.append(channel, new Counter(1, ++sequence), sealed, now);
  }

  private List<Integer> kept() {
    List<Integer> kept = new ArrayList<>();
    for (Optional<Entry> e = journal.after(-1); e.isPresent(); e = journal.after(e.get().id())) {
      kept.add((int) e.get().sealed()[0]);
    }
    return kept;
  }

  private static Journal.Stats empty() {
    return new Journal.Stats(0, 0, Optional.empty(), Map.of(), 0, 0, Optional.empty());
  }

  private Journal.Stats stats() {
    return journal.stats(START);
  }

  @Test
  void isEmptyAtFirst() {
    assertEquals(Optional.empty(), journal.after(-1));
    assertEquals(empty(), stats());
  }

  @Test
  void givesMessagesBackInOrderWithTheirChannelsAndTheSameBytes() {
    byte[] sealed = bytes(10, 1);
    append(A, sealed);
    append(B, bytes(20, 2));
    Entry first = journal.after(-1).orElseThrow();
    assertEquals(A, first.channel());
    assertSame(sealed, first.sealed());
    Entry second = journal.after(first.id()).orElseThrow();
    assertEquals(B, second.channel());
    assertArrayEquals(bytes(20, 2), second.sealed());
    assertEquals(Optional.empty(), journal.after(second.id()));
  }

  @Test
  void keepsAMessageUntilItIsReleased() {
    append(A, bytes(10, 1));
    append(A, bytes(20, 2));
    journal.release(journal.after(-1).orElseThrow().id());
    assertEquals(List.of(2), kept());
    assertEquals(1, stats().messages());
    assertEquals(20, stats().bytes());
    assertEquals(Map.of(), stats().dropped());
  }

  @Test
  void releasesInAnyOrderAndTwiceWithoutHarm() {
    append(A, bytes(10, 1));
    append(A, bytes(10, 2));
    long second = journal.after(journal.after(-1).orElseThrow().id()).orElseThrow().id();
    journal.release(second);
    journal.release(second);
    journal.release(999);
    assertEquals(List.of(1), kept());
    assertEquals(10, stats().bytes());
  }

  @Test
  void dropsTheOldestBeyondItsNumberAndTellsTheirSequencesByChannel() {
    append(A, bytes(1, 1));
    append(B, bytes(1, 2));
    for (int i = 3; i <= 7; i++) {
      append(A, bytes(1, i));
    }
    assertEquals(List.of(5, 6, 7), kept());
    assertEquals(
        Map.of(
            "a",
            List.of(new Dropped(1, 1, 1, 1), new Dropped(1, 3, 4, 2)),
            "b",
            List.of(new Dropped(1, 2, 2, 1))),
        stats().dropped());
    assertEquals(4, stats().totalDropped());
  }

  @Test
  void dropsAsManyAsABigOneNeeds() {
    append(A, bytes(40, 1));
    append(A, bytes(40, 2));
    append(B, bytes(90, 3));
    assertEquals(List.of(3), kept());
    assertEquals(90, stats().bytes());
    assertEquals(Map.of("a", List.of(new Dropped(1, 1, 2, 2))), stats().dropped());
  }

  @Test
  void keepsAsManyBytesAsItMay() {
    append(A, bytes(50, 1));
    append(A, bytes(50, 2));
    assertEquals(List.of(1, 2), kept());
    append(A, bytes(1, 3));
    assertEquals(List.of(2, 3), kept());
  }

  @Test
  void cannotKeepWhatIsBiggerThanItself() {
    append(A, bytes(101, 1));
    assertEquals(List.of(), kept());
    assertEquals(1, stats().totalDropped());
    assertEquals(0, stats().bytes());
  }

  @Test
  void doesNotCountAReleasedMessageAsDropped() {
    for (int i = 0; i < 100; i++) {
      append(A, bytes(10, i));
      journal.release(journal.after(-1).orElseThrow().id());
    }
    assertEquals(empty(), stats());
  }

  @Test
  void tellsTheAgeOfTheOldestMessageThatIsKept() {
    append(A, bytes(1, 1), at(10));
    append(A, bytes(1, 2), at(15));
    assertEquals(Optional.of(Duration.ofSeconds(20)), journal.stats(at(30)).oldest());
    journal.release(journal.after(-1).orElseThrow().id());
    assertEquals(Optional.of(Duration.ofSeconds(15)), journal.stats(at(30)).oldest());
  }

  @Test
  void hasNothingToDoAsTimePasses() {
    append(A, bytes(1, 1));
    assertEquals(Optional.empty(), journal.nextDue());
    journal.tick(at(1_000_000));
    assertEquals(List.of(1), kept());
  }

  @Test
  void usesNoIdTwice() {
    append(A, bytes(1, 1));
    long first = journal.after(-1).orElseThrow().id();
    journal.release(first);
    append(A, bytes(1, 2));
    assertEquals(first + 1, journal.after(-1).orElseThrow().id());
  }

  @Test
  void forgetsWhenClosed() {
    append(A, bytes(10, 1));
    journal.close();
    assertEquals(empty(), stats());
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "1, 0", "-1, 1"})
  void needsRoomForSomething(int messages, long bytes) {
    assertThrows(IllegalArgumentException.class, () -> new MemoryJournal(messages, bytes));
  }

  @Test
  void forgetsEverythingAndNamesIt() {
    append(A, bytes(10, 1));
    append(A, bytes(10, 2));
    long second = journal.after(journal.after(-1).orElseThrow().id()).orElseThrow().id();
    Journal.Forgotten gone = journal.forget(START);
    assertTrue(gone.durable());
    assertEquals(
        2,
        gone.ranges().getOrDefault(A.path(), List.of()).stream()
            .mapToLong(range -> range.count())
            .sum());
    assertEquals(gone.ranges(), stats().dropped());
    assertEquals(0, stats().messages());
    assertEquals(0, stats().bytes());
    journal.release(second);
    append(A, bytes(20, 3));
    assertEquals(List.of(3), kept());
    assertEquals(20, stats().bytes());
  }
}
