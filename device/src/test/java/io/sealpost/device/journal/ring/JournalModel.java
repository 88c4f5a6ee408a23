package io.sealpost.device.journal.ring;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.crypto.Counter;
import io.sealpost.device.journal.Journal;
import io.sealpost.device.journal.Journal.Entry;
import io.sealpost.protocol.Channel;
import io.sealpost.protocol.Hello.Dropped;
import io.sealpost.protocol.StreamName;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What a journal must hold: every message there ever was, and what is known of it. */
final class JournalModel {
  private static final List<Channel> CHANNELS =
      List.of(
          new Channel.Readings(new StreamName("temperature")),
          new Channel.Readings(new StreamName("humidity")),
          Channel.Fixed.ACK);

  private final Map<String, Map<Counter, Sent>> sent = new HashMap<>();
  private final Map<String, Long> sequences = new HashMap<>();
  private final Set<Sent> durable = new HashSet<>();
  private final Set<Sent> refused = new HashSet<>();
  private final Set<Sent> released = new HashSet<>();
  private final Set<Sent> releasedInThisRun = new HashSet<>();
  private final Set<Sent> ofThisRun = new HashSet<>();
  private final Set<Sent> forgotten = new HashSet<>();

  /** Durable when somebody asked to forget everything, until it is known what became of that. */
  private final Set<Sent> doomed = new HashSet<>();

  /** One message. */
  @SuppressWarnings("ArrayRecordComponent") // compared by counter and channel only
  record Sent(Channel channel, Counter counter, byte[] sealed) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Sent sent
          && sent.channel.equals(channel)
          && sent.counter.equals(counter);
    }

    @Override
    public int hashCode() {
      return counter.hashCode() * 31 + channel.path().hashCode();
    }
  }

  JournalModel() {
    CHANNELS.forEach(channel -> sent.put(channel.path(), new TreeMap<>()));
  }

  /** A new message. */
  Sent next(long epoch, SplittableRandom random) {
    Channel channel = CHANNELS.get(random.nextInt(CHANNELS.size()));
    Counter counter = new Counter(epoch, sequences.merge(channel.path(), 1L, Long::sum));
    byte[] noise = new byte[random.nextInt(120)];
    random.nextBytes(noise);
    byte[] sealed =
        ByteBuffer.allocate(16 + noise.length)
            .putLong(epoch)
            .putLong(counter.sequence())
            .put(noise)
            .array();
    Sent message = new Sent(channel, counter, sealed);
    of(channel).put(counter, message);
    ofThisRun.add(message);
    return message;
  }

  private Map<Counter, Sent> of(Channel channel) {
    return Optional.ofNullable(sent.get(channel.path())).orElseThrow();
  }

  /** The journal says so. */
  void durable(String path, Counter counter) {
    ofThisRun.stream()
        .filter(message -> message.channel().path().equals(path))
        .filter(message -> message.counter().compareTo(counter) <= 0)
        .forEach(durable::add);
  }

  void released(Entry entry) {
    Sent message = find(entry);
    released.add(message);
    releasedInThisRun.add(message);
  }

  /** Whether it is one of the messages, unchanged. */
  Sent check(Entry entry) {
    Sent message = find(entry);
    assertArrayEquals(message.sealed(), entry.sealed());
    assertFalse(releasedInThisRun.contains(message), () -> message + " was released");
    assertFalse(forgotten.contains(message), () -> message + " was forgotten");
    return message;
  }

  /** Everything is about to be forgotten. */
  void forgetting(Journal.Stats before) {
    kept(durable, before).forEach(doomed::add);
  }

  /** It was: what was kept is named, and if that is durable, it never comes again. */
  void forgot(Journal.Stats before, Journal.Forgotten gone) {
    doomed.clear();
    if (gone.durable()) {
      Set<Sent> expected = new HashSet<>(durable);
      expected.addAll(ofThisRun);
      kept(expected, before)
          .forEach(
              message ->
                  assertTrue(
                      isWithin(message, gone.ranges()), () -> message + " is not named: " + gone));
      sent.values().forEach(all -> forgotten.addAll(all.values()));
      durable.clear();
      ofThisRun.clear();
    }
  }

  private Stream<Sent> kept(Set<Sent> some, Journal.Stats stats) {
    return some.stream()
        .filter(message -> !released.contains(message))
        .filter(message -> !isDropped(message, stats));
  }

  /** Of what was to be forgotten either all is there after a crash, or nothing. */
  private void verifyForgotten(Set<Sent> delivered) {
    long back = doomed.stream().filter(delivered::contains).count();
    assertTrue(
        back == 0 || back == doomed.size(), () -> back + " of " + doomed.size() + " are back");
    doomed.clear();
  }

  private Sent find(Entry entry) {
    ByteBuffer sealed = ByteBuffer.wrap(entry.sealed());
    Counter counter = new Counter(sealed.getLong(), sealed.getLong());
    return Optional.ofNullable(of(entry.channel()).get(counter))
        .orElseThrow(() -> new AssertionError(entry + " was never appended"));
  }

  /** It never was in the journal; that this is known need not outlive the run. */
  void refused(Sent message) {
    refused.add(message);
  }

  void restarted(long epoch, boolean afterCrash) {
    if (!afterCrash) {
      durable.addAll(ofThisRun);
      durable.removeAll(refused);
    }
    ofThisRun.clear();
    releasedInThisRun.clear();
    sequences.clear();
  }

  /** Compares with everything that the journal delivers. */
  void verify(List<Entry> all, Journal.Stats stats) {
    Set<Sent> delivered = new HashSet<>();
    Map<String, Counter> last = new HashMap<>();
    for (Entry entry : all) {
      Sent message = check(entry);
      assertTrue(delivered.add(message), () -> message + " came twice");
      Counter before = last.put(entry.channel().path(), message.counter());
      assertTrue(
          before == null || before.compareTo(message.counter()) < 0,
          () -> message + " came after " + before);
    }
    verifyForgotten(delivered);
    Set<Sent> expected = new HashSet<>(durable);
    expected.addAll(ofThisRun);
    for (Sent message : expected) {
      if (!delivered.contains(message)
          && !released.contains(message)
          && !isDropped(message, stats)) {
        throw new AssertionError(
            message.channel().path()
                + " "
                + message.counter()
                + " is lost; dropped "
                + stats.dropped().get(message.channel().path()));
      }
    }
    forget();
  }

  private static boolean isDropped(Sent message, Journal.Stats stats) {
    Counter counter = message.counter();
    List<Dropped> ranges = stats.dropped().getOrDefault(message.channel().path(), List.of());
    boolean forgotten = ranges.size() == 8 && ranges.get(0).epoch() > counter.epoch();
    return forgotten || isWithin(message, stats.dropped());
  }

  private static boolean isWithin(Sent message, Map<String, List<Dropped>> ranges) {
    Counter counter = message.counter();
    return ranges.getOrDefault(message.channel().path(), List.of()).stream()
        .anyMatch(
            range ->
                range.epoch() == counter.epoch()
                    && range.first() <= counter.sequence()
                    && counter.sequence() <= range.last());
  }

  private void forget() {
    durable.removeIf(released::contains);
  }
}
