package io.sealpost.sensors.bluez;

import io.sealpost.sensors.MacAddress;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Decides whom to page, and when. A page takes the radio for 5 s if nobody answers: so there is one
 * at a time, none for those who were heard of late, and room between two of them.
 */
final class Pager {
  /** Room between the beginnings of two regular pages. */
  static final Duration GAP = Duration.ofSeconds(10);

  /** After a regular page the radio is free for so many times as long as it took. */
  static final int REST = 3;

  /** Nobody is paged more often, however often it is asked for. */
  static final Duration SHORTEST = Duration.ofSeconds(10);

  private static final long NEVER = Long.MIN_VALUE / 2;

  private final long every;

  // Owned by the thread of the scanner.
  private final Map<MacAddress, Long> lastSign = new LinkedHashMap<>();
  private final Map<MacAddress, Long> lastPage = new LinkedHashMap<>();
  private final Set<MacAddress> asked = new HashSet<>();
  private Optional<MacAddress> underway = Optional.empty();
  private long begun = NEVER;
  private long freeAt = NEVER;

  /**
   * @param phones those that may be paged
   * @param every after how long a silence, 0 for only when asked
   */
  Pager(Collection<MacAddress> phones, Duration every) {
    this.every = every.toNanos();
    for (MacAddress phone : phones) {
      lastSign.put(phone, NEVER);
      lastPage.put(phone, NEVER);
    }
  }

  /** Somebody was heard in whatever way. */
  void heard(MacAddress address, long now) {
    lastSign.replace(address, now);
  }

  /** Somebody turned out to be of Low Energy, and answers no page. */
  void forget(MacAddress address) {
    lastSign.remove(address);
    lastPage.remove(address);
    asked.remove(address);
  }

  /** Somebody is to be paged as soon as may be. */
  void ask(MacAddress address) {
    if (lastSign.containsKey(address)) {
      asked.add(address);
    }
  }

  /**
   * Begins the next page, if one is due.
   *
   * @return whom to page; end it with {@link #finished}
   */
  Optional<MacAddress> next(long now) {
    if (underway.isPresent()) {
      return Optional.empty();
    }
    Optional<MacAddress> due = asked.stream().filter(one -> mayPage(one, now)).findFirst();
    if (due.isEmpty() && every > 0 && now - begun >= GAP.toNanos() && now >= freeAt) {
      due = lastPage.keySet().stream().filter(one -> isSilent(one, now)).findFirst();
    }
    due.ifPresent(one -> begin(one, now));
    return due;
  }

  /** The page that was begun has ended. */
  void finished(long now) {
    if (underway.isPresent()) {
      underway = Optional.empty();
      freeAt = now + REST * (now - begun);
    }
  }

  private void begin(MacAddress address, long now) {
    underway = Optional.of(address);
    begun = now;
    asked.remove(address);
    // To the end of the queue.
    lastPage.remove(address);
    lastPage.put(address, now);
  }

  private boolean mayPage(MacAddress address, long now) {
    return now - lastPage.getOrDefault(address, NEVER) >= SHORTEST.toNanos();
  }

  private boolean isSilent(MacAddress address, long now) {
    return now - lastSign.getOrDefault(address, NEVER) >= every
        && now - lastPage.getOrDefault(address, NEVER) >= every;
  }
}
