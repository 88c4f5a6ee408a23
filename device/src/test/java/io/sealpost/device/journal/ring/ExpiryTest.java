package io.sealpost.device.journal.ring;

import static io.sealpost.device.journal.ring.TestMessages.at;
import static io.sealpost.device.journal.ring.TestMessages.message;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sealpost.crypto.Counter;
import io.sealpost.device.clock.Moment;
import io.sealpost.device.journal.DropLedger;
import io.sealpost.device.journal.ring.SegmentRecord.Message;
import io.sealpost.device.journal.ring.Unsynced.Pending;
import io.sealpost.protocol.Hello.Dropped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExpiryTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final long FIRST_OF_RUN = 100;

  private final DropLedger ledger = new DropLedger();
  private final Contents contents = new Contents(new Segments(), ledger, 0, FIRST_OF_RUN);
  private final Expiry expiry = new Expiry(HOUR, contents);

  private void keep(long id, long appendedAt) {
    contents.useId();
    AppendTime time = AppendTime.of(at(appendedAt));
    Counter counter = new Counter(TestMessages.EPOCH, id);
    contents
        .unsynced()
        .add(new Message(id, TestMessages.A, counter, time, new byte[10]), Optional.empty());
  }

  private Optional<Message> after(long id) {
    return contents.unsynced().after(id).map(Pending::message);
  }

  private void tick(Moment now) {
    expiry.tick(this::after, now);
  }

  private List<Long> kept() {
    return contents.unsynced().all().stream().map(p -> p.message().id()).toList();
  }

  private List<Dropped> dropped() {
    return ledger.ranges().getOrDefault("a", List.of());
  }

  @Test
  void givesUpWhatIsOlderThanItMayBeAndNothingElse() {
    keep(100, 0);
    keep(101, 1);
    keep(102, 2);
    tick(at(3601));
    assertEquals(List.of(101L, 102L), kept());
    assertEquals(List.of(new Dropped(TestMessages.EPOCH, 100, 100, 1)), dropped());
    assertEquals(101, contents.position());
  }

  @Test
  void givesUpWhatWasHandedOutToo() {
    keep(100, 0);
    keep(101, 5000);
    contents.outstanding().handOut(after(-1).orElseThrow());
    tick(at(3601));
    assertEquals(List.of(101L), kept());
    assertEquals(Optional.empty(), contents.outstanding().first());
    assertEquals(1, ledger.total());
  }

  @Test
  void doesNotGiveUpWhatWasReleased() {
    keep(100, 0);
    contents.outstanding().handOut(after(-1).orElseThrow());
    contents.release(100);
    tick(at(3601));
    assertEquals(0, ledger.total());
  }

  @Test
  void judgesMessagesOfAnEarlierRunByTheWallClock() {
    contents.unsynced().add(message(99), Optional.empty());
    Moment later = new Moment(Duration.ZERO, at(99).wall().plus(HOUR), true);
    tick(later);
    assertEquals(List.of(99L), kept());
    tick(new Moment(Duration.ofMinutes(1), later.wall().plusMillis(1), true));
    assertEquals(List.of(), kept());
  }

  @Test
  void judgesMessagesOfThisRunByTheUptime() {
    keep(FIRST_OF_RUN, 0);
    tick(new Moment(Duration.ZERO, at(0).wall().plus(Duration.ofDays(365)), true));
    assertEquals(List.of(FIRST_OF_RUN), kept());
  }

  @Test
  void looksOnceAMinute() {
    keep(100, 0);
    tick(at(3600));
    assertEquals(Optional.of(Duration.ofMinutes(61)), expiry.nextDue());
    tick(at(3659));
    assertEquals(List.of(100L), kept());
    tick(at(3660));
    assertEquals(List.of(), kept());
  }

  @Test
  void looksMoreOftenIfMessagesMayBeYoungerThanAMinuteOnly() {
    Expiry hasty = new Expiry(Duration.ofSeconds(10), contents);
    keep(100, 0);
    hasty.tick(this::after, at(5));
    assertEquals(Optional.of(Duration.ofSeconds(15)), hasty.nextDue());
  }

  @Test
  void hasNothingDueWhileNothingIsKept() {
    assertEquals(Optional.empty(), expiry.nextDue());
    keep(100, 0);
    assertEquals(Optional.of(Duration.ZERO), expiry.nextDue());
  }

  @Test
  void givesUpAThousandAtATimeAndIsDueAtOnceForTheRest() {
    for (int i = 0; i < 1500; i++) {
      keep(FIRST_OF_RUN + i, 0);
    }
    tick(at(4000));
    assertEquals(500, kept().size());
    assertEquals(Optional.of(Duration.ofSeconds(4000)), expiry.nextDue());
    tick(at(4000));
    assertEquals(0, kept().size());
    assertEquals(1500, ledger.total());
  }

  @Test
  void tellsTheAgeOfTheOldest() {
    assertEquals(Optional.empty(), expiry.oldest(this::after, at(10)));
    keep(100, 4);
    keep(101, 9);
    assertEquals(Optional.of(Duration.ofSeconds(6)), expiry.oldest(this::after, at(10)));
    contents.outstanding().handOut(after(-1).orElseThrow());
    assertEquals(Optional.of(Duration.ofSeconds(6)), expiry.oldest(this::after, at(10)));
  }
}
