package io.sealpost.device.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.crypto.Counter;
import io.sealpost.device.clock.Moment;
import io.sealpost.device.journal.Journal.Entry;
import io.sealpost.protocol.Channel;
import io.sealpost.protocol.StreamName;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class PublisherTest {
  private static final Channel A = new Channel.Readings(new StreamName("a"));

  private static final Moment AT = new Moment(Duration.ZERO, Instant.EPOCH, false);

  private final Journal journal = new MemoryJournal(1000, 1_000_000);
  private final PublisherBudget budget = new PublisherBudget(1000, 100);
  private final List<Integer> sent = new ArrayList<>();
  private final List<Long> ids = new ArrayList<>();
  private long run;

  private final Publisher publisher =
      new Publisher(
          journal,
          3,
          budget,
          (entry, run, self) -> {
            sent.add((int) entry.sealed()[0]);
            ids.add(entry.id());
            this.run = run;
          });

  private static void append(Journal journal, long sequence, byte[] bytes) {
    journal.append(A, new Counter(1, sequence), bytes, AT);
  }

  private void connect() {
    publisher.connected(kept(journal), 0);
  }

  private static long kept(Journal journal) {
    return journal.stats(AT).messages();
  }

  private void append(int... values) {
    for (int value : values) {
      append(journal, value, new byte[] {(byte) value});
      publisher.pump(0);
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
    connect();
    assertEquals(List.of(1, 2), sentSince());
  }

  @Test
  void sendsWhatComesWhileConnected() {
    connect();
    append(1);
    append(2);
    assertEquals(List.of(1, 2), sentSince());
  }

  @Test
  void sendsNoMoreThanItsWindow() {
    connect();
    append(1, 2, 3, 4, 5);
    assertEquals(List.of(1, 2, 3), sentSince());
    publisher.acknowledged(ids.get(0), 0);
    assertEquals(List.of(4), sentSince());
  }

  @Test
  void releasesOnlyWhatIsAcknowledged() {
    connect();
    append(1, 2);
    assertEquals(2, kept(journal));
    assertFalse(publisher.isDone());
    publisher.acknowledged(ids.get(0), 0);
    assertEquals(1, kept(journal));
    publisher.acknowledged(ids.get(1), 0);
    assertTrue(publisher.isDone());
  }

  @Test
  void takesAcknowledgementsInAnyOrder() {
    connect();
    append(1, 2, 3, 4, 5);
    sentSince();
    publisher.acknowledged(ids.get(2), 0);
    publisher.acknowledged(ids.get(0), 0);
    assertEquals(List.of(4, 5), sentSince());
    publisher.disconnected();
    connect();
    assertEquals(List.of(2, 4, 5), sentSince());
  }

  @Test
  void sendsEverythingUnacknowledgedAgainFromTheOldestOnAfterAReconnect() {
    connect();
    append(1, 2, 3, 4);
    publisher.acknowledged(ids.get(0), 0);
    sentSince();
    publisher.disconnected();
    append(5);
    assertEquals(List.of(), sentSince());
    connect();
    assertEquals(List.of(2, 3, 4), sentSince());
  }

  @Test
  void takesAnAcknowledgementThatIsOlderThanTheConnection() {
    connect();
    append(1, 2);
    publisher.disconnected();
    publisher.acknowledged(ids.get(0), 0);
    sentSince();
    connect();
    assertEquals(List.of(2), sentSince());
  }

  @Test
  void ignoresARefusalOfAConnectionThatIsGone() {
    connect();
    append(1);
    long old = run;
    publisher.disconnected();
    connect();
    sentSince();
    publisher.refused(old, 0);
    append(2);
    assertEquals(List.of(2), sentSince());
  }

  @Test
  void letsNothingOvertakeARefusedMessage() {
    connect();
    append(1, 2);
    sentSince();
    publisher.refused(run, 0);
    append(3);
    assertEquals(List.of(), sentSince());
    connect();
    assertEquals(List.of(1, 2, 3), sentSince());
  }

  @Test
  void triesAgainAfterAPauseIfTheConnectionStandsAllTheSame() {
    connect();
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
    connect();
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
            budget,
            (entry, run, self) -> {
              out.add((int) entry.sealed()[0]);
              outIds.add(entry.id());
            });
    toSmall.connected(0, 0);
    for (int i = 1; i <= 5; i++) {
      append(small, i, new byte[] {(byte) i});
      toSmall.pump(0);
    }
    assertEquals(List.of(1, 2), out);
    toSmall.acknowledged(outIds.get(0), 0);
    toSmall.acknowledged(outIds.get(1), 0);
    assertEquals(List.of(1, 2, 4, 5), out);
    assertEquals(3, small.stats(AT).totalDropped());
  }

  @Test
  void needsAWindow() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new Publisher(journal, 0, budget, (entry, run, self) -> {}));
  }

  private static final long MS = 1_000_000;

  /** One that may send ten messages of a backlog a second, two at once. */
  private Publisher slow(int window) {
    return new Publisher(
        journal,
        window,
        new PublisherBudget(10, 2),
        (entry, run, self) -> {
          sent.add((int) entry.sealed()[0]);
          ids.add(entry.id());
          this.run = run;
        });
  }

  private void keep(int... values) {
    for (int value : values) {
      append(journal, value, new byte[] {(byte) value});
    }
  }

  @Test
  void sendsABacklogNoFasterThanItsBudgetAllows() {
    keep(1, 2, 3, 4, 5);
    Publisher slow = slow(10);
    slow.connected(5, 0);
    assertEquals(List.of(1, 2), sentSince(), "the burst");
    assertEquals(100 * MS, slow.nextDue());
    slow.tick(100 * MS - 1);
    assertEquals(List.of(), sentSince());
    slow.tick(100 * MS);
    assertEquals(List.of(3), sentSince());
    slow.tick(300 * MS);
    assertEquals(List.of(4, 5), sentSince());
    assertEquals(Long.MAX_VALUE, slow.nextDue());
  }

  @Test
  void doesNotHoldBackWhatComesAfterTheBacklog() {
    keep(1, 2, 3);
    Publisher slow = slow(100);
    slow.connected(3, 0);
    keep(4, 5, 6, 7);
    slow.pump(0);
    assertEquals(List.of(1, 2), sentSince());
    slow.tick(100 * MS);
    assertEquals(List.of(3, 4, 5, 6, 7), sentSince());
    assertEquals(Long.MAX_VALUE, slow.nextDue());
  }

  @Test
  void doesNotHoldBackAnythingWithoutABacklog() {
    Publisher slow = slow(100);
    slow.connected(0, 0);
    keep(1, 2, 3, 4);
    slow.pump(0);
    assertEquals(List.of(1, 2, 3, 4), sentSince());
  }

  @Test
  void takesNothingForBacklogOnceTheJournalWasEmpty() {
    keep(1);
    Publisher slow = slow(100);
    slow.connected(50, 0);
    assertEquals(List.of(1), sentSince());
    keep(2, 3, 4);
    slow.pump(0);
    assertEquals(List.of(2, 3, 4), sentSince(), "49 were given up meanwhile");
  }

  @Test
  void doesNotWakeForATokenThatItsWindowHasNoPlaceFor() {
    keep(1, 2, 3);
    Publisher slow = slow(2);
    slow.connected(3, 0);
    assertEquals(List.of(1, 2), sentSince());
    assertEquals(Long.MAX_VALUE, slow.nextDue());
    slow.acknowledged(ids.get(0), 50 * MS);
    assertEquals(List.of(), sentSince());
    assertEquals(100 * MS, slow.nextDue());
  }

  @Test
  void countsWhatWasRefusedAsBacklogAgain() {
    keep(1, 2, 3);
    Publisher slow = slow(100);
    slow.connected(3, 0);
    sentSince();
    slow.refused(run, 0);
    long again = Publisher.PAUSE.toNanos();
    assertEquals(again, slow.nextDue());
    slow.tick(again);
    assertEquals(List.of(1, 2), sentSince());
    slow.tick(again + 100 * MS);
    assertEquals(List.of(3), sentSince());
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
        publisher.acknowledged(unanswered.remove(random.nextInt(unanswered.size())).id(), 0);
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
    PublisherBudget budget = new PublisherBudget(300, 16);
    FlakyBroker broker = new FlakyBroker(seed);
    Publisher publisher = new Publisher(journal, 16, budget, broker);
    int appended = 0;
    long now = 0;
    for (int step = 0; step < 2000; step++) {
      now += 1_000_000;
      publisher.tick(now);
      switch (broker.random.nextInt(8)) {
        case 0, 1 -> {
          append(journal, appended, ByteBuffer.allocate(4).putInt(appended).array());
          appended++;
          publisher.pump(now);
        }
        case 2, 3, 4 -> broker.deliver();
        case 5, 6 -> broker.acknowledge(publisher);
        default -> {
          if (broker.random.nextInt(20) == 0) {
            broker.cut(publisher);
            publisher.connected(kept(journal), now);
          }
        }
      }
    }
    broker.cut(publisher);
    publisher.connected(kept(journal), now);
    while (!publisher.isDone()) {
      now = Math.min(publisher.nextDue(), now + 1_000_000);
      publisher.tick(now);
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

  @Test
  void sendsNoMoreBytesAtOnceThanFitIntoTheMemory() {
    Journal large = new MemoryJournal(1000, 100_000_000);
    List<Long> out = new ArrayList<>();
    Publisher bounded =
        new Publisher(large, 500, budget, (entry, run, self) -> out.add(entry.id()));
    bounded.connected(0, 0);
    for (int i = 0; i < 100; i++) {
      append(large, i, new byte[50_000]);
      bounded.pump(0);
    }
    assertEquals(21, out.size(), "the first that reaches the bound is the last");
    bounded.acknowledged(out.get(0), 0);
    assertEquals(22, out.size());
    bounded.acknowledged(out.get(0), 0);
    assertEquals(22, out.size(), "told twice, it counts once");
    bounded.disconnected();
    out.clear();
    bounded.connected(0, 0);
    assertEquals(21, out.size(), "every connection has all of the room");
  }

  @Test
  void sendsAMessageHoweverLargeIfNothingElseIsOnItsWay() {
    Journal large = new MemoryJournal(1000, 100_000_000);
    List<Long> out = new ArrayList<>();
    Publisher bounded =
        new Publisher(large, 500, budget, (entry, run, self) -> out.add(entry.id()));
    append(large, 0, new byte[(int) (2 * Publisher.MAX_BYTES)]);
    append(large, 1, new byte[1]);
    bounded.connected(2, 0);
    assertEquals(1, out.size());
    assertEquals(Long.MAX_VALUE, bounded.nextDue(), "nothing to do before an acknowledgement");
    bounded.acknowledged(out.get(0), 0);
    assertEquals(2, out.size());
  }
}
