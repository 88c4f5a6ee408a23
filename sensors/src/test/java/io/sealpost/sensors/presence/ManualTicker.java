package io.sealpost.sensors.presence;

import java.time.Duration;
import java.util.Optional;

/** A ticker that a test winds. */
final class ManualTicker implements Ticker {
  private Optional<Tick> tick = Optional.empty();
  boolean closed;

  @Override
  public void start(Tick tick) {
    this.tick = Optional.of(tick);
  }

  Duration tick() {
    return tick.orElseThrow().tick();
  }

  @Override
  public void close() {
    closed = true;
  }
}
