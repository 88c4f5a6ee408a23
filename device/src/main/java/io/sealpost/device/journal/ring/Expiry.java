package io.sealpost.device.journal.ring;

import io.sealpost.device.clock.Moment;
import io.sealpost.device.journal.DropLedger;
import io.sealpost.device.journal.Journal;
import io.sealpost.device.journal.ring.Outstanding.Handed;
import io.sealpost.device.journal.ring.SegmentRecord.Message;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongFunction;

/** Gives up messages, those that are too old or all. Owned by the agent's thread. */
final class Expiry {
  private static final Duration EVERY = Duration.ofMinutes(1);

  /** Most messages at one time, so that nothing else waits for long. */
  private static final int BATCH = 1000;

  private final Duration maxAge;
  private final Contents contents;

  // Owned by the agent's thread.
  private Duration dueAt = Duration.ZERO;

  Expiry(Duration maxAge, Contents contents) {
    this.maxAge = maxAge;
    this.contents = contents;
  }

  /**
   * Looks at the oldest messages, if it is time to.
   *
   * @param after reads the oldest message above an id
   */
  void tick(LongFunction<Optional<Message>> after, Moment now) {
    if (now.uptime().compareTo(dueAt) < 0) {
      return;
    }
    dueAt = now.uptime();
    for (int i = 0; i < BATCH; i++) {
      if (!giveUpOldest(after, now)) {
        dueAt = now.uptime().plus(maxAge.compareTo(EVERY) < 0 ? maxAge : EVERY);
        return;
      }
    }
  }

  /**
   * Gives up everything that can be read, however old.
   *
   * @return what that was
   */
  DropLedger all(LongFunction<Optional<Message>> after) {
    DropLedger gone = new DropLedger(Journal.Forgotten.MAX_RANGES);
    Optional<Handed> oldest = oldestKept(after);
    while (oldest.isPresent()) {
      giveUp(oldest.get());
      gone.add(oldest.get().channel().path(), oldest.get().counter());
      oldest = oldestKept(after);
    }
    return gone;
  }

  private void giveUp(Handed message) {
    contents.giveUp(message);
    contents.outstanding().pass(message.id());
  }

  private boolean giveUpOldest(LongFunction<Optional<Message>> after, Moment now) {
    Optional<Handed> oldest = oldestKept(after);
    if (oldest.isEmpty() || age(oldest.get(), now).compareTo(maxAge) <= 0) {
      return false;
    }
    giveUp(oldest.get());
    return true;
  }

  private Optional<Handed> oldestKept(LongFunction<Optional<Message>> after) {
    Optional<Handed> handed = contents.outstanding().first();
    return handed.isPresent()
        ? handed
        : after.apply(contents.outstanding().frontier()).map(Handed::of);
  }

  private Duration age(Handed message, Moment now) {
    return message.time().age(now, contents.isOfThisRun(message.id()));
  }

  /** The age of the oldest message that is kept, or how old it is at least. */
  Optional<Duration> oldest(LongFunction<Optional<Message>> after, Moment now) {
    return oldestKept(after).map(message -> age(message, now));
  }

  /** The uptime at which to look again. */
  Optional<Duration> nextDue() {
    return contents.messages() == 0 ? Optional.empty() : Optional.of(dueAt);
  }
}
