package io.sealpost.device.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.device.journal.Journal.Entry;
import io.sealpost.protocol.Channel;
import io.sealpost.protocol.StreamName;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class PublisherTest {
  private static final Channel A = new Channel.Readings(new StreamName("a"));

  private final Journal journal = new MemoryJournal(1000, 1_000_000);
  private final List<Integer> sent = new ArrayList<>();
  private final List<Long> ids = new ArrayList<>();
  private long run;

  private final Publisher publisher =
      new Publisher(
          journal,
          3,
          (entry, run, self) -> {
            sent.add((int) entry.sealed()[0]);
            ids.add(entry.id());
            this.run = run;
          });

  private void append(int... values) {
    for (int value : values) {
      journal.append(A, new byte[] {(byte) value});
      publisher.pump();
    }
  }

  private List<Integer> sentSince() {
    List<Integer> now = List.copyOf(sent);
    sent.clear();
    return now;
  }

  @Test
  void sendsNothingWithoutAConnection() {
    append(1, 2);
    assertEquals(List.of(), sentSince());
    publisher.connected();
    assertEquals(List.of(1, 2), sentSince());
  }

  @Test
  void sendsWhatComesWhileConnected() {
    publisher.connected();
    append(1);
    append(2);
    assertEquals(List.of(1, 2), sentSince());
  }

  @Test
  void sendsNoMoreThanItsWindow() {
    publisher.connected();
    append(1, 2, 3, 4, 5);
    assertEquals(List.of(1, 2, 3), sentSince());
    publisher.acknowledged(ids.get(0));
    assertEquals(List.of(4), sentSince());
  }

  @Test
  void releasesOnlyWhatIsAcknowledged() {
    publisher.connected();
    append(1, 2);
    assertEquals(2, journal.stats().messages());
    assertFalse(publisher.isDone());
    publisher.acknowledged(ids.get(0));
    assertEquals(1, journal.stats().messages());
    publisher.acknowledged(ids.get(1));
    assertTrue(publisher.isDone());
  }

  @Test
  void takesAcknowledgementsInAnyOrder() {
    publisher.connected();
    append(1, 2, 3, 4, 5);
    sentSince();
    publisher.acknowledged(ids.get(2));
    publisher.acknowledged(ids.get(0));
    assertEquals(List.of(4, 5), sentSince());
    publisher.disconnected();
    publisher.connected();
    assertEquals(List.of(2, 4, 5), sentSince());
  }

  @Test
  void sendsEverythingUnacknowledgedAgainFromTheOldestOnAfterAReconnect() {
    publisher.connected();
    append(1, 2, 3, 4);
    publisher.acknowledged(ids.get(0));
    sentSince();
    publisher.disconnected();
    append(5);
    assertEquals(List.of(), sentSince());
    publisher.connected();
    assertEquals(List.of(2, 3, 4), sentSince());
  }

  @Test
  void takesAnAcknowledgementThatIsOlderThanTheConnection() {
    publisher.connected();
    append(1, 2);
    publisher.disconnected();
    publisher.acknowledged(ids.get(0));
    sentSince();
    publisher.connected();
    assertEquals(List.of(2), sentSince());
  }

  @Test
  void ignoresARefusalOfAConnectionThatIsGone() {
    publisher.connected();
    append(1);
    long old = run;
    publisher.disconnected();
    publisher.connected();
    sentSince();
    publisher.refused(old, 0);
    append(2);
    assertEquals(List.of(2), sentSince());
  }

  @Test
  void letsNothingOvertakeARefusedMessage() {
    publisher.connected();
    append(1, 2);
    sentSince();
    publisher.refused(run, 0);
    append(3);
    assertEquals(List.of(), sentSince());
    publisher.connected();
    assertEquals(List.of(1, 2, 3), sentSince());
  }

  @Test
  void triesAgainAfterAPauseIfTheConnectionStandsAllTheSame() {
    publisher.connected();
    append(1, 2);
    sentSince();
    publisher.refused(run, 100);
    publisher.tick(100 + Publisher.PAUSE.toNanos() - 1);
    assertEquals(List.of(), sentSince());
    publisher.tick(100 + Publisher.PAUSE.toNanos());
    assertEquals(List.of(1, 2), sentSince());
    publisher.tick(Long.MAX_VALUE);
    assertEquals(List.of(), sentSince());
  }

  @Test
  void doesNotTryAgainOnceTheConnectionHasEnded() {
    publisher.connected();
    append(1);
    sentSince();
    publisher.refused(run, 0);
    publisher.disconnected();
    publisher.tick(Long.MAX_VALUE);
    assertEquals(List.of(), sentSince());
  }

  @Test
  void goesOnWhenTheJournalDropsWhatIsOnItsWay() {
    Journal small = new MemoryJournal(2, 1000);
    List<Integer> out = new ArrayList<>();
    List<Long> outIds = new ArrayList<>();
    Publisher toSmall =
        new Publisher(
            small,
            2,
            (entry, run, self) -> {
              out.add((int) entry.sealed()[0]);
              outIds.add(entry.id());
            });
    toSmall.connected();
    for (int i = 1; i <= 5; i++) {
      small.append(A, new byte[] {(byte) i});
      toSmall.pump();
    }
    assertEquals(List.of(1, 2), out);
    toSmall.acknowledged(outIds.get(0));
    toSmall.acknowledged(outIds.get(1));
    assertEquals(List.of(1, 2, 4, 5), out);
    assertEquals(3, small.stats().totalDropped());
  }

  @Test
  void needsAWindow() {
    assertThrows(
        IllegalArgumentException.class, () -> new Publisher(journal, 0, (entry, run, self) -> {}));
  }

  /** A broker behind a wire that breaks, loses acknowledgements, and gives them out of order. */
  private static final class FlakyBroker implements Publisher.Transmitter {
    final SplittableRandom random;
    final Deque<Entry> onTheWire = new ArrayDeque<>();
    final List<Entry> unanswered = new ArrayList<>();
    final List<Integer> received = new ArrayList<>();
    long run;

    FlakyBroker(long seed) {
      random = new SplittableRandom(seed);
    }

    @Override
    public void send(Entry entry, long run, Publisher publisher) {
      this.run = run;
      onTheWire.add(entry);
    }

    void deliver() {
      Entry entry = onTheWire.poll();
      if (entry != null) {
        received.add(ByteBuffer.wrap(entry.sealed()).getInt());
        unanswered.add(entry);
      }
    }

    void acknowledge(Publisher publisher) {
      if (!unanswered.isEmpty()) {
        publisher.acknowledged(unanswered.remove(random.nextInt(unanswered.size())).id());
      }
    }

    void cut(Publisher publisher) {
      onTheWire.clear();
      unanswered.clear();
      if (random.nextBoolean()) {
        publisher.refused(run, 0);
      }
      publisher.disconnected();
    }
  }

  @Test
  void losesNothingAndKeepsTheOrderOverAThousandBreakingConnections() {
    for (long seed = 0; seed < 200; seed++) {
      checkTimeline(seed);
    }
  }

  private static void checkTimeline(long seed) {
    Journal journal = new MemoryJournal(100_000, 100_000_000);
    FlakyBroker broker = new FlakyBroker(seed);
    Publisher publisher = new Publisher(journal, 16, broker);
    int appended = 0;
    for (int step = 0; step < 2000; step++) {
      switch (broker.random.nextInt(8)) {
        case 0, 1 -> {
          journal.append(A, ByteBuffer.allocate(4).putInt(appended++).array());
          publisher.pump();
        }
        case 2, 3, 4 -> broker.deliver();
        case 5, 6 -> broker.acknowledge(publisher);
        default -> {
          if (broker.random.nextInt(20) == 0) {
            broker.cut(publisher);
            publisher.connected();
          }
        }
      }
    }
    broker.cut(publisher);
    publisher.connected();
    while (!publisher.isDone()) {
      broker.deliver();
      broker.acknowledge(publisher);
    }
    assertDelivered(appended, broker.received, seed);
  }

  private static void assertDelivered(int appended, List<Integer> received, long seed) {
    TreeSet<Integer> seen = new TreeSet<>();
    for (int value : received) {
      assertTrue(
          seen.contains(value) || value == seen.size(),
          () -> "seed " + seed + ": " + value + " came before " + seen.size());
      seen.add(value);
    }
    assertEquals(appended, seen.size(), "seed " + seed);
  }
}
