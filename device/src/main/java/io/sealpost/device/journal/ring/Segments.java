package io.sealpost.device.journal.ring;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The segments that hold messages, in the order of their ids. Each is in charge of the ids from its
 * first one to the first one of the next. Owned by the agent's thread.
 */
final class Segments {
  // Owned by the agent's thread.
  private final NavigableMap<Long, Segment> byFirstId = new TreeMap<>();

  void add(Segment segment) {
    byFirstId.put(segment.firstId(), segment);
  }

  /** Takes a segment out of the ring. */
  void remove(Segment segment) {
    byFirstId.remove(segment.firstId(), segment);
    segment.setGone();
  }

  /** The one in charge of an id. */
  Optional<Segment> holding(long id) {
    return value(byFirstId.floorEntry(id));
  }

  Optional<Segment> first() {
    return value(byFirstId.firstEntry());
  }

  Optional<Segment> last() {
    return value(byFirstId.lastEntry());
  }

  Optional<Segment> after(Segment segment) {
    return value(byFirstId.higherEntry(segment.firstId()));
  }

  /** All from an id on. */
  List<Segment> from(long firstId) {
    return new ArrayList<>(byFirstId.tailMap(firstId).values());
  }

  /** All, in order. */
  List<Segment> all() {
    return new ArrayList<>(byFirstId.values());
  }

  /** The lowest id, not below the given one, that a message can have. */
  OptionalLong firstIdFrom(long id) {
    Optional<Segment> segment = holding(id);
    if (segment.isEmpty()) {
      segment = value(byFirstId.higherEntry(id));
    }
    while (segment.isPresent()) {
      long candidate = Math.max(id, segment.get().firstId());
      if (candidate <= segment.get().lastId()) {
        return OptionalLong.of(candidate);
      }
      segment = after(segment.get());
    }
    return OptionalLong.empty();
  }

  private static Optional<Segment> value(Map.@Nullable Entry<Long, Segment> entry) {
    return entry == null ? Optional.empty() : Optional.of(entry.getValue());
  }
}
