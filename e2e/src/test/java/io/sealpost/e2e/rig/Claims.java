package io.sealpost.e2e.rig;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/**
 * What one life of an agent said was durable, read from its log at level debug.
 *
 * @param device its id
 * @param highest sequence of each stream and epoch, below which all are durable
 * @param born when the agent was started
 * @param died when it was killed, or the present moment
 */
public record Claims(String device, Map<StreamEpoch, Long> highest, Instant born, Instant died) {
  private static final Pattern DURABLE =
      Pattern.compile("journal \\S+: durable (\\S+) ([0-9]+)/([0-9]+)");

  private static final String HEALTH = "health";

  /**
   * The messages that are counted together.
   *
   * @param stream its name
   * @param epoch of the agent's life
   */
  public record StreamEpoch(String stream, long epoch) {}

  /** Reads the log of an agent. */
  public static Claims of(String device, Child agent, Instant born, Instant died) {
    Map<StreamEpoch, Long> highest = new HashMap<>();
    for (String line : agent.out().all()) {
      Matcher matcher = DURABLE.matcher(line);
      if (matcher.find()) {
        highest.merge(
            new StreamEpoch(matcher.group(1), Long.parseLong(matcher.group(2))),
            Long.parseLong(matcher.group(3)),
            Math::max);
      }
    }
    return new Claims(device, Map.copyOf(highest), born, died);
  }

  /** How many messages were said to be durable. */
  public long count() {
    return highest.values().stream().mapToLong(sequence -> sequence + 1).sum();
  }

  /** How many of them were readings of sensors: all but what the agent says of itself. */
  public long readings() {
    return highest.entrySet().stream()
        .filter(entry -> !entry.getKey().stream().equals(HEALTH))
        .mapToLong(entry -> entry.getValue() + 1)
        .sum();
  }

  /**
   * Which of them the station did not show, with a time within this life. The time tells apart
   * lives that count in the same epoch, because a disk lost that there had been one.
   *
   * @param shown what the station showed
   * @return {@code stream epoch/sequence}
   */
  public Set<String> missing(List<Shown> shown) {
    Map<StreamEpoch, Set<Long>> seen = new HashMap<>();
    for (Shown reading : shown) {
      if (reading.device().equals(device) && reading.isWithin(born, died)) {
        seen.computeIfAbsent(
                new StreamEpoch(reading.stream(), reading.epoch()), key -> new HashSet<>())
            .add(reading.sequence());
      }
    }
    Set<String> missing = new TreeSet<>();
    highest.forEach(
        (key, last) ->
            LongStream.rangeClosed(0, last)
                .filter(sequence -> !seen.getOrDefault(key, Set.of()).contains(sequence))
                .forEach(
                    sequence -> missing.add(key.stream() + " " + key.epoch() + "/" + sequence)));
    return missing;
  }
}
