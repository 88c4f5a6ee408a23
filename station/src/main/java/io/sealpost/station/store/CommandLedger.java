package io.sealpost.station.store;

import io.sealpost.crypto.Counter;
import io.sealpost.protocol.BootId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What was commanded to one device.
 *
 * @param counters the last counter used in each of the last {@link #BOOTS} boots, oldest first
 * @param desired how the operator wants it to be
 */
public record CommandLedger(Map<BootId, Long> counters, Desired desired) {
  /** Boots that are remembered; a command of a forgotten one dies with it anyway. */
  public static final int BOOTS = 8;

  /** Of a device that was never commanded. */
  static final CommandLedger EMPTY = new CommandLedger(Map.of(), Desired.NOTHING);

  /** Copies, keeping the order. */
  public CommandLedger {
    counters = Collections.unmodifiableMap(new LinkedHashMap<>(counters));
  }

  /**
   * The counter that the next command of this boot takes: higher than all that this station used
   * and than the last that the device reports.
   *
   * @param reported the device's last answered counter in this boot, if any
   * @return empty if the counters of this boot are used up
   */
  OptionalLong next(BootId boot, OptionalLong reported) {
    long last = Math.max(counters.getOrDefault(boot, 0L), reported.orElse(0));
    return last >= Counter.MAX ? OptionalLong.empty() : OptionalLong.of(last + 1);
  }

  /** With a counter of a boot used. */
  CommandLedger used(BootId boot, long counter) {
    Map<BootId, Long> changed = new LinkedHashMap<>(counters);
    changed.remove(boot);
    changed.put(boot, counter);
    while (changed.size() > BOOTS) {
      changed.remove(changed.keySet().iterator().next());
    }
    return new CommandLedger(changed, desired);
  }

  /** With other wishes. */
  CommandLedger wanting(Desired other) {
    return new CommandLedger(counters, other);
  }
}
