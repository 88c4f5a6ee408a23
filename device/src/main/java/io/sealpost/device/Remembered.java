package io.sealpost.device;

import io.sealpost.crypto.Counter;
import io.sealpost.device.clock.Boots;
import io.sealpost.device.clock.MachineBoot;
import io.sealpost.device.clock.TimeKeeper;
import io.sealpost.device.state.BootStore;
import io.sealpost.device.state.ClockStore;
import io.sealpost.device.state.SequenceStore;
import io.sealpost.device.state.StateException;
import io.sealpost.device.state.StateFolder;
import io.sealpost.protocol.BootId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.tinylog.Logger;

/**
 * What is good to know from earlier boots, and no reason not to start: what cannot be read or kept
 * is logged.
 */
final class Remembered implements TimeKeeper.Store {
  private final BootStore boots;
  private final ClockStore clock;
  private final SequenceStore sequences;
  private final Optional<MachineBoot> machine;

  /** Something that is read. */
  private interface Read<T> {
    T now() throws StateException;
  }

  /** Something that is written. */
  private interface Write {
    void now() throws StateException;
  }

  Remembered(StateFolder state, Optional<MachineBoot> machine) {
    this.boots = state.boots();
    this.clock = state.clock();
    this.sequences = state.sequences();
    this.machine = machine;
  }

  /**
   * The last sequences of an epoch; they tell the station of a lost tail. If it did not end in
   * order, those are known that were written to the journals: no stream ended before them.
   *
   * @param newest the highest counters that were found in the journals, by channel path
   */
  Map<String, Long> sequences(long epoch, Map<String, Counter> newest) {
    Map<String, Long> kept = read(() -> sequences.load(epoch), Map.of());
    if (!kept.isEmpty()) {
      return kept;
    }
    Map<String, Long> found = new HashMap<>();
    newest.forEach(
        (channel, counter) -> {
          if (counter.epoch() == epoch) {
            found.put(channel, counter.sequence());
          }
        });
    return found;
  }

  /** Keeps the last sequences of an epoch that ends. */
  void keep(long epoch, Map<String, Long> last) {
    write(() -> sequences.save(epoch, last));
  }

  /** The last time that was known to be right, or the build's if that is later. */
  Instant good(Instant build) {
    return read(clock::load, Optional.<Instant>empty()).filter(build::isBefore).orElse(build);
  }

  /**
   * The boots known so far, and this one; durable before anything is dated by it, because whatever
   * boot comes next may have to date this one's readings.
   */
  Boots begin(BootId boot) {
    Boots before = read(() -> boots.load(machine), Boots.NONE);
    Boots all = machine.map(running -> before.with(boot, running.uptime())).orElse(before);
    keep(all);
    return all;
  }

  @Override
  public void keep(Boots known) {
    write(() -> boots.save(known, machine));
  }

  @Override
  public void keep(Instant good) {
    write(() -> clock.save(good));
  }

  private static <T> T read(Read<T> what, T otherwise) {
    try {
      return what.now();
    } catch (StateException e) {
      Logger.warn("{}; going on without", e.getMessage());
      return otherwise;
    }
  }

  private static void write(Write what) {
    try {
      what.now();
    } catch (StateException e) {
      Logger.warn(e.getMessage());
    }
  }
}
