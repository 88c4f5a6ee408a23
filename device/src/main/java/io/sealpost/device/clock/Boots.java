package io.sealpost.device.clock;

import io.sealpost.protocol.BootId;
import io.sealpost.protocol.Hello;
import io.sealpost.protocol.Hello.BootStart;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * When the last boots of the agent started. A boot whose clock was never right is dated by a later
 * one, if the machine ran on in between.
 *
 * @param starts by the wall clock, where known; the newest {@link #MAX}
 * @param since the machine's uptime at the start of those boots that began since the machine did;
 *     the newest {@link #MAX}
 */
public record Boots(Map<BootId, Instant> starts, Map<BootId, Duration> since) {
  /** Boots that are remembered. */
  public static final int MAX = Hello.MAX_BOOTS;

  /** No boot is known. */
  public static final Boots NONE = new Boots(Map.of(), Map.of());

  /** Leaves out the oldest beyond {@link #MAX}. */
  public Boots {
    starts = newest(starts);
    since = newest(since);
  }

  /**
   * With one boot more.
   *
   * @param machine the machine's uptime at its start
   */
  public Boots with(BootId boot, Duration machine) {
    Map<BootId, Duration> more = new HashMap<>(since);
    more.put(boot, machine);
    return new Boots(starts, more);
  }

  /**
   * It is known when a boot started, and so when the others did that began since the machine did.
   */
  public Boots started(BootId boot, Instant start) {
    Map<BootId, Instant> known = new HashMap<>(starts);
    Optional<Duration> machine = Optional.ofNullable(since.get(boot));
    machine.ifPresent(
        own -> since.forEach((other, began) -> known.put(other, start.minus(own).plus(began))));
    known.put(boot, start);
    return new Boots(known, since);
  }

  /** As a {@code hello} tells them: newest last. */
  public List<BootStart> told() {
    return starts.entrySet().stream()
        .sorted((a, b) -> a.getValue().compareTo(b.getValue()))
        .map(entry -> new BootStart(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static <T extends Comparable<T>> Map<BootId, T> newest(Map<BootId, T> all) {
    return all.entrySet().stream()
        .sorted((a, b) -> b.getValue().compareTo(a.getValue()))
        .limit(MAX)
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
