package io.sealpost.e2e.hostile;

import io.sealpost.mqtt.IncomingMessage;
import io.sealpost.mqtt.OutgoingMessage;
import io.sealpost.protocol.Channel;
import io.sealpost.protocol.DeviceId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.stream.Stream;

/**
 * A broker that loses, delays, doubles, reorders, truncates and alters, moves messages between
 * topics, replays whatever it ever saw, and sets and clears RETAIN. It has no key.
 */
final class HostileBroker {
  private static final int MEMORY = 4_000;
  private static final int SOON_MS = 300;
  private static final int LATE_MS = 30_000;

  private final Random random;
  private final List<String> topics;
  private final Map<Mischief, Long> done = new EnumMap<>(Mischief.class);
  private final Map<String, OutgoingMessage> kept = new HashMap<>();
  private final List<OutgoingMessage> seen = new ArrayList<>();
  private final PriorityQueue<Underway> underway =
      new PriorityQueue<>(Comparator.comparing(Underway::due).thenComparing(Underway::number));
  private boolean hostile = true;
  private long sent;
  private long delivered;

  private record Underway(Duration due, long number, IncomingMessage message) {}

  /**
   * @param devices to whom messages are moved
   */
  HostileBroker(Random random, Collection<DeviceId> devices) {
    this.random = random;
    topics =
        devices.stream()
            .flatMap(
                device ->
                    Stream.of(Channel.Fixed.CONTROL, Channel.Fixed.ACK, Channel.Fixed.HELLO)
                        .map(channel -> SimSite.TOPICS.topic(device, channel)))
            .toList();
  }

  /** Whether it means ill; an honest one delivers everything once, at once and in order. */
  void hostile(boolean does) {
    hostile = does;
    if (!does) {
      underway.clear();
    }
  }

  /** Takes a message. */
  void publish(OutgoingMessage message, Duration now) {
    sent++;
    if (message.retained()) {
      kept.put(message.topic(), message);
    }
    remember(message);
    if (!hostile) {
      deliver(message.topic(), message.payload(), false, now);
      return;
    }
    boolean retained = strikes(Mischief.RETAINED);
    if (!strikes(Mischief.LOST)) {
      deliver(message.topic(), message.payload(), retained, later(now));
    }
    if (strikes(Mischief.DOUBLED)) {
      deliver(message.topic(), message.payload(), random.nextBoolean(), later(now));
    }
    makeUp(message, now);
  }

  /** What somebody gets who subscribes now. */
  void subscribe(String topic, Duration now) {
    OutgoingMessage message = kept.get(topic);
    if (message != null) {
      deliver(topic, message.payload(), !hostile || !strikes(Mischief.UNRETAINED), now);
    }
  }

  /** What comes until now, in the order in which it comes. */
  List<IncomingMessage> due(Duration now) {
    List<IncomingMessage> due = new ArrayList<>();
    while (!underway.isEmpty() && underway.peek().due().compareTo(now) <= 0) {
      due.add(underway.remove().message());
    }
    delivered += due.size();
    return due;
  }

  /** Whether nothing is underway. */
  boolean isQuiet() {
    return underway.isEmpty();
  }

  @Override
  public String toString() {
    return sent + " sent, " + delivered + " delivered, " + done;
  }

  private void makeUp(OutgoingMessage message, Duration now) {
    byte[] payload = message.payload();
    if (strikes(Mischief.TRUNCATED)) {
      byte[] part = Arrays.copyOf(payload, random.nextInt(Math.max(1, payload.length)));
      deliver(message.topic(), part, false, later(now));
    }
    if (strikes(Mischief.FLIPPED)) {
      deliver(message.topic(), flipped(payload), false, later(now));
    }
    OutgoingMessage other = seen.get(random.nextInt(seen.size()));
    if (strikes(Mischief.MOVED)) {
      deliver(topics.get(random.nextInt(topics.size())), payload, false, later(now));
    }
    if (strikes(Mischief.REPLAYED)) {
      deliver(other.topic(), other.payload(), random.nextInt(10) == 0, later(now));
    }
  }

  private byte[] flipped(byte[] payload) {
    byte[] altered = payload.clone();
    for (int i = 0; altered.length > 0 && i <= random.nextInt(3); i++) {
      altered[random.nextInt(altered.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return altered;
  }

  private void remember(OutgoingMessage message) {
    if (seen.size() < MEMORY) {
      seen.add(message);
    } else {
      // Any age may be replayed: some of the very first are still there at the end.
      seen.set(random.nextInt(MEMORY), message);
    }
  }

  private Duration later(Duration now) {
    int most = strikes(Mischief.DELAYED) ? LATE_MS : SOON_MS;
    return now.plusMillis(random.nextInt(most));
  }

  private boolean strikes(Mischief mischief) {
    boolean strikes = mischief.strikes(random);
    if (strikes) {
      done.merge(mischief, 1L, Long::sum);
    }
    return strikes;
  }

  private void deliver(String topic, byte[] payload, boolean retained, Duration due) {
    underway.add(
        new Underway(due, random.nextInt(), new IncomingMessage(topic, payload.clone(), retained)));
  }
}
