package io.sealpost.device.uplink;

import io.sealpost.protocol.Batching;
import io.sealpost.protocol.MessageCodec;
import io.sealpost.protocol.Reading;
import io.sealpost.protocol.StreamName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Readings that wait to share a message with others of their stream. What waits here is in memory
 * only: whoever asks for batches accepts that a power cut takes the last of them.
 *
 * <p>Times are nanoseconds since the agent started. Owned by the agent's thread.
 */
public final class Batches {
  private final MessageCodec codec;
  private final Map<StreamName, Batching> settings;
  private final Map<StreamName, Waiting> waiting = new LinkedHashMap<>();

  /** Readings of one stream. */
  private static final class Waiting {
    final List<Reading> readings = new ArrayList<>();
    final long dueAt;

    // At most as many bytes they are together: each was counted as a message of its own.
    int bytes;

    Waiting(long dueAt) {
      this.dueAt = dueAt;
    }
  }

  /**
   * @param codec by which the size of a message is reckoned
   * @param settings of the streams that have batches
   */
  public Batches(MessageCodec codec, Map<StreamName, Batching> settings) {
    this.codec = codec;
    this.settings = new HashMap<>(settings);
  }

  /**
   * Takes a reading.
   *
   * @return the messages to send now, oldest first: that which the reading fills, or that which it
   *     does not fit any more; the reading alone if its stream has no batches
   */
  public List<List<Reading>> add(StreamName stream, Reading reading, long now) {
    Batching batching = settings.get(stream);
    if (batching == null) {
      return List.of(List.of(reading));
    }
    List<List<Reading>> ready = new ArrayList<>();
    int size = codec.readings(stream, List.of(reading)).length;
    Waiting before = waiting.get(stream);
    if (before != null && before.bytes + size > MessageCodec.MAX_ENCODED) {
      ready.add(take(stream));
    }
    Waiting batch =
        waiting.computeIfAbsent(stream, name -> new Waiting(now + batching.within().toNanos()));
    batch.readings.add(reading);
    batch.bytes += size;
    if (batch.readings.size() >= batching.readings()) {
      ready.add(take(stream));
    }
    return ready;
  }

  /**
   * The readings of a stream share messages in another way, or no longer, from the next one on;
   * what waits is to be taken out before.
   */
  void change(StreamName stream, Optional<Batching> batching) {
    settings.remove(stream);
    batching.ifPresent(each -> settings.put(stream, each));
  }

  /** Takes out what waits of a stream, oldest first; nothing if nothing does. */
  public List<Reading> take(StreamName stream) {
    Waiting batch = waiting.remove(stream);
    return batch == null ? List.of() : List.copyOf(batch.readings);
  }

  /** The streams whose oldest reading has waited long enough. */
  public List<StreamName> due(long now) {
    List<StreamName> due = new ArrayList<>();
    for (Map.Entry<StreamName, Waiting> entry : waiting.entrySet()) {
      if (now >= entry.getValue().dueAt) {
        due.add(entry.getKey());
      }
    }
    return due;
  }

  /** The streams that have readings waiting. */
  public List<StreamName> waiting() {
    return List.copyOf(waiting.keySet());
  }

  /** Replaces each waiting reading by one that is no larger. */
  public void replace(UnaryOperator<Reading> change) {
    waiting.values().forEach(batch -> batch.readings.replaceAll(change));
  }

  /** When the next stream is due; {@link Long#MAX_VALUE} if nothing waits. */
  public long nextDue() {
    long soonest = Long.MAX_VALUE;
    for (Waiting batch : waiting.values()) {
      soonest = Math.min(soonest, batch.dueAt);
    }
    return soonest;
  }
}
