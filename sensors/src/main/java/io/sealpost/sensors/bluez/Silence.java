package io.sealpost.sensors.bluez;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Tells a radio that has stalled from a place where nothing is to be heard. A radio that is stuck
 * reports success and hears nothing: there is no sign but the silence. So it is treated as stuck
 * first, since the treatment costs little; whether it counts as deaf meanwhile depends on how many
 * devices fell silent at once, for one can leave at any time, many together hardly.
 *
 * <p>Time counts only while the scanner listens, not in its pauses.
 */
final class Silence {
  /** Devices that fall silent together from which on nobody believes it. */
  static final int CROWD = 3;

  /** Of so many, no single person carries all: silence is not believed even after a new start. */
  static final int LARGE_CROWD = 6;

  static final Duration SUSPICIOUS = Duration.ofSeconds(20);
  static final Duration RESTART = Duration.ofSeconds(60);
  static final Duration RESTART_AGAIN = Duration.ofMinutes(5);
  static final Duration POWER_CYCLE = Duration.ofSeconds(40);
  static final Duration POWER_CYCLE_ALONE = Duration.ofMinutes(2);
  static final Duration POWER_CYCLE_AGAIN = Duration.ofMinutes(5);

  /** A place with few devices is often silent; a cycle cuts keyboards and loudspeakers off. */
  static final Duration BETWEEN_CYCLES_ALONE = Duration.ofHours(1);

  static final Duration BELIEVED = Duration.ofSeconds(80);
  static final Duration BELIEVED_OF_LARGE_CROWD = Duration.ofMinutes(15);

  private static final long MINUTE = Duration.ofMinutes(1).toNanos();
  private static final int MAX_DEVICES = 64;

  /** What to do about it. */
  enum Advice {
    NOTHING,
    RESTART,
    POWER_CYCLE
  }

  // Owned by the thread that steps.
  private final Map<String, Long> heardAt = new LinkedHashMap<>();
  private int crowd;
  private boolean counted;
  private long lastHeard;
  private long silent;
  private long listened;
  private long cycledAlone = -BETWEEN_CYCLES_ALONE.toNanos();
  private long restartAt = RESTART.toNanos();
  private long powerCycleAt = POWER_CYCLE_ALONE.toNanos();

  /** Forgets who was heard: silence from now on is no wonder. */
  void forget() {
    heardAt.clear();
    reset();
  }

  /** A device was heard. */
  void heard(String device, long now) {
    heardAt.remove(device);
    heardAt.put(device, now);
    if (heardAt.size() > MAX_DEVICES) {
      heardAt.remove(heardAt.keySet().iterator().next());
    }
    lastHeard = now;
    reset();
  }

  /** The scanner listened for so long, and heard nobody. */
  void listened(long nanos) {
    silent += nanos;
    listened += nanos;
    if (!counted && silent >= SUSPICIOUS.toNanos()) {
      counted = true;
      crowd = (int) heardAt.values().stream().filter(at -> lastHeard - at <= MINUTE).count();
      if (crowd >= CROWD) {
        restartAt = SUSPICIOUS.toNanos();
        powerCycleAt = POWER_CYCLE.toNanos();
      }
    }
  }

  /** How many devices fell silent at once; 0 while the silence is short. */
  int crowd() {
    return crowd;
  }

  /** Whether the scanner is to be taken for deaf. */
  boolean isSuspicious() {
    Duration believed = crowd >= LARGE_CROWD ? BELIEVED_OF_LARGE_CROWD : BELIEVED;
    return crowd >= CROWD && silent >= SUSPICIOUS.toNanos() && silent < believed.toNanos();
  }

  /** What to do now; each advice is given once. */
  Advice advice() {
    if (silent >= powerCycleAt && mayCycle()) {
      boolean again = isSuspicious() && crowd >= LARGE_CROWD;
      powerCycleAt = again ? silent + POWER_CYCLE_AGAIN.toNanos() : Long.MAX_VALUE;
      restartAt = silent + RESTART_AGAIN.toNanos();
      return Advice.POWER_CYCLE;
    }
    if (silent >= restartAt) {
      restartAt = silent + RESTART_AGAIN.toNanos();
      return Advice.RESTART;
    }
    return Advice.NOTHING;
  }

  private boolean mayCycle() {
    if (crowd >= CROWD) {
      return true;
    }
    boolean longAgo = listened - cycledAlone >= BETWEEN_CYCLES_ALONE.toNanos();
    cycledAlone = longAgo ? listened : cycledAlone;
    return longAgo;
  }

  private void reset() {
    counted = false;
    crowd = 0;
    silent = 0;
    restartAt = RESTART.toNanos();
    powerCycleAt = POWER_CYCLE_ALONE.toNanos();
  }
}
