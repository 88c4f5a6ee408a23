package io.sealpost.e2e.hostile;

import io.sealpost.device.state.Commanded;
import io.sealpost.device.state.SettingsStore;
import io.sealpost.device.state.StateException;
import java.util.Random;

/** Settings on a medium that fails now and then, before a write or after it. */
final class SimSettings implements SettingsStore {
  private static final int BETWEEN_FAULTS = 200;

  private final Random random;
  private Commanded medium = Commanded.NOTHING;
  private boolean failed;

  SimSettings(Random random) {
    this.random = random;
  }

  /** Whether a write has failed since this was asked last. */
  boolean hasFailed() {
    boolean now = failed;
    failed = false;
    return now;
  }

  @Override
  public Commanded load() {
    return medium;
  }

  @Override
  public void save(Commanded commanded) throws StateException {
    int fate = random.nextInt(BETWEEN_FAULTS);
    medium = fate == 0 ? medium : commanded;
    if (fate <= 1) {
      failed = true;
      throw new StateException("the medium has failed");
    }
  }
}
