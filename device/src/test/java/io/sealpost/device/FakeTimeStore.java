package io.sealpost.device;

import io.sealpost.device.clock.Boots;
import io.sealpost.device.clock.TimeKeeper;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Keeps what is known of the time in memory. */
public final class FakeTimeStore implements TimeKeeper.Store {
  /** Everything that was kept, oldest first. */
  public final List<Boots> boots = new ArrayList<>();

  /** Everything that was kept, oldest first. */
  public final List<Instant> good = new ArrayList<>();

  @Override
  public void keep(Boots known) {
    boots.add(known);
  }

  @Override
  public void keep(Instant time) {
    good.add(time);
  }
}
