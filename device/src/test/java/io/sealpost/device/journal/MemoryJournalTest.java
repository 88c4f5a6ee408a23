package io.sealpost.device.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sealpost.device.journal.Journal.Entry;
import io.sealpost.protocol.Channel;
import io.sealpost.protocol.StreamName;
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

  private final Journal journal = new MemoryJournal(3, 100);

  private static byte[] bytes(int length, int value) {
    byte[] bytes = new byte[length];
    bytes[0] = (byte) value;
    return bytes;
  }

  private List<Integer> kept() {
    List<Integer> kept = new ArrayList<>();
    for (Optional<Entry> e = journal.after(-1); e.isPresent(); e = journal.after(e.get().id())) {
      kept.add((int) e.get().sealed()[0]);
    }
    return kept;
  }

  @Test
  void isEmptyAtFirst() {
    assertEquals(Optional.empty(), journal.after(-1));
    assertEquals(new Journal.Stats(0, 0, Map.of()), journal.stats());
  }

  @Test
  void givesMessagesBackInOrderWithTheirChannelsAndTheSameBytes() {
    byte[] sealed = bytes(10, 1);
    journal.append(A, sealed);
    journal.append(B, bytes(20, 2));
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
    journal.append(A, bytes(10, 1));
    journal.append(A, bytes(20, 2));
    journal.release(journal.after(-1).orElseThrow().id());
    assertEquals(List.of(2), kept());
    assertEquals(new Journal.Stats(1, 20, Map.of()), journal.stats());
  }

  @Test
  void releasesInAnyOrderAndTwiceWithoutHarm() {
    journal.append(A, bytes(10, 1));
    journal.append(A, bytes(10, 2));
    long second = journal.after(journal.after(-1).orElseThrow().id()).orElseThrow().id();
    journal.release(second);
    journal.release(second);
    journal.release(999);
    assertEquals(List.of(1), kept());
    assertEquals(10, journal.stats().bytes());
  }

  @Test
  void dropsTheOldestBeyondItsNumberAndCountsThemByChannel() {
    journal.append(A, bytes(1, 1));
    journal.append(B, bytes(1, 2));
    for (int i = 3; i <= 7; i++) {
      journal.append(A, bytes(1, i));
    }
    assertEquals(List.of(5, 6, 7), kept());
    assertEquals(Map.of("a", 3L, "b", 1L), journal.stats().dropped());
    assertEquals(4, journal.stats().totalDropped());
  }

  @Test
  void dropsAsManyAsABigOneNeeds() {
    journal.append(A, bytes(40, 1));
    journal.append(A, bytes(40, 2));
    journal.append(B, bytes(90, 3));
    assertEquals(List.of(3), kept());
    assertEquals(90, journal.stats().bytes());
    assertEquals(Map.of("a", 2L), journal.stats().dropped());
  }

  @Test
  void keepsAsManyBytesAsItMay() {
    journal.append(A, bytes(50, 1));
    journal.append(A, bytes(50, 2));
    assertEquals(List.of(1, 2), kept());
    journal.append(A, bytes(1, 3));
    assertEquals(List.of(2, 3), kept());
  }

  @Test
  void cannotKeepWhatIsBiggerThanItself() {
    journal.append(A, bytes(101, 1));
    assertEquals(List.of(), kept());
    assertEquals(1, journal.stats().totalDropped());
    assertEquals(0, journal.stats().bytes());
  }

  @Test
  void doesNotCountAReleasedMessageAsDropped() {
    for (int i = 0; i < 100; i++) {
      journal.append(A, bytes(10, i));
      journal.release(journal.after(-1).orElseThrow().id());
    }
    assertEquals(new Journal.Stats(0, 0, Map.of()), journal.stats());
  }

  @Test
  void forgetsWhenClosed() {
    journal.append(A, bytes(10, 1));
    journal.close();
    assertEquals(new Journal.Stats(0, 0, Map.of()), journal.stats());
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "1, 0", "-1, 1"})
  void needsRoomForSomething(int messages, long bytes) {
    assertThrows(IllegalArgumentException.class, () -> new MemoryJournal(messages, bytes));
  }
}
