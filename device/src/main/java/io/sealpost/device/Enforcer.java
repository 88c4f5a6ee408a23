package io.sealpost.device;

import io.sealpost.device.clock.Moment;
import io.sealpost.device.uplink.Intake;
import io.sealpost.protocol.DutyCycle;
import io.sealpost.protocol.LogLevel;
import io.sealpost.protocol.Settings;
import io.sealpost.protocol.StreamName;
import io.sealpost.protocol.StreamSettings;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Puts settings in force that differ from those before. Owned by the agent's thread.
 *
 * @param sampling has intervals and report rules
 * @param intake has batches
 * @param duty has a stream's Bluetooth scanner listen otherwise
 * @param log changes from which level on is logged
 */
record Enforcer(
    Sampling sampling,
    Intake intake,
    BiConsumer<StreamName, DutyCycle> duty,
    Consumer<LogLevel> log) {
  /**
   * Puts them in force.
   *
   * @param before of the same streams
   */
  void enforce(Settings before, Settings after, Moment now) {
    if (before.log() != after.log()) {
      log.accept(after.log());
    }
    after
        .streams()
        .forEach(
            (stream, each) -> {
              StreamSettings former = before.streams().get(stream);
              if (former != null && !former.equals(each)) {
                enforce(stream, former, each, now);
              }
            });
  }

  /** Puts in force what parts that know the configuration alone do not know. */
  void begin(Settings configured, Settings inForce) {
    log.accept(inForce.log());
    inForce
        .streams()
        .forEach(
            (stream, each) -> {
              StreamSettings former = configured.streams().get(stream);
              if (former != null && !former.duty().equals(each.duty())) {
                each.duty().ifPresent(one -> duty.accept(stream, one));
              }
            });
  }

  private void enforce(StreamName stream, StreamSettings before, StreamSettings after, Moment now) {
    if (!before.interval().equals(after.interval())) {
      sampling.sampler().change(stream, after.interval(), now.nanos());
    }
    if (!before.report().equals(after.report())) {
      sampling.gate().change(stream, after.report());
    }
    if (!before.batching().equals(after.batching())) {
      intake.change(stream, after.batching(), now);
    }
    if (!before.duty().equals(after.duty())) {
      after.duty().ifPresent(each -> duty.accept(stream, each));
    }
    // Whoever changed it wants to see what that does.
    sampling.gate().open(stream);
    intake.flush(stream, now);
  }
}
