package io.sealpost.e2e.rig;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A reading that the station showed.
 *
 * @param device its id
 * @param stream its name
 * @param epoch of the message
 * @param sequence of the message
 * @param taken when, as far as the station knew
 */
public record Shown(
    String device, String stream, long epoch, long sequence, Optional<Instant> taken) {
  /** All readings in the output of {@code sealpost watch --json}, in its order. */
  public static List<Shown> by(Child watch) {
    return watch.out().all().stream().filter(Events.of("reading")).map(Shown::of).toList();
  }

  private static Shown of(String line) {
    return new Shown(
        Events.text(line, "device"),
        Events.text(line, "stream"),
        (long) Events.number(line, "epoch"),
        (long) Events.number(line, "sequence"),
        line.contains("\"time\":")
            ? Optional.of(Instant.parse(Events.text(line, "time")))
            : Optional.empty());
  }

  /** Whether it was taken between two moments. */
  boolean isWithin(Instant from, Instant to) {
    return taken.filter(time -> !time.isBefore(from) && !time.isAfter(to)).isPresent();
  }

  private String key() {
    return device + " " + stream + " " + epoch + "/" + sequence;
  }

  /** Those that came more than once; there is one reading in a message. */
  public static Set<String> twice(List<Shown> shown) {
    Set<String> once = new HashSet<>();
    Set<String> twice = new TreeSet<>();
    shown.stream().map(Shown::key).filter(key -> !once.add(key)).forEach(twice::add);
    return twice;
  }

  /** Streams of an epoch that do not run from 0 to their last message without a hole. */
  public static Set<String> withHoles(List<Shown> shown) {
    Map<String, List<Long>> sequences = new TreeMap<>();
    for (Shown reading : shown) {
      sequences
          .computeIfAbsent(
              reading.device() + " " + reading.stream() + " " + reading.epoch(),
              key -> new ArrayList<>())
          .add(reading.sequence());
    }
    sequences
        .values()
        .removeIf(all -> all.size() == Collections.max(all) + 1 && Collections.min(all) == 0);
    return sequences.keySet();
  }

  /** Those that came after a later one of their stream. */
  public static Set<String> outOfOrder(List<Shown> shown) {
    Map<String, Shown> last = new HashMap<>();
    Set<String> wrong = new TreeSet<>();
    for (Shown reading : shown) {
      Shown before = last.put(reading.device() + " " + reading.stream(), reading);
      if (before != null && reading.isBefore(before)) {
        wrong.add(reading.key() + " after " + before.key());
      }
    }
    return wrong;
  }

  private boolean isBefore(Shown other) {
    return epoch < other.epoch || (epoch == other.epoch && sequence < other.sequence);
  }
}
