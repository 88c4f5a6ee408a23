package io.sealpost.station.link;

import java.util.ArrayList;
import java.util.List;

/** Tells a running command that the operator wants to end it. Safe for several threads. */
public final class StopSignal {
  // Both guarded by this.
  private final List<Runnable> listeners = new ArrayList<>();
  private boolean requested;

  /** Runs {@code listener} at the request, at once if it was made already. */
  public synchronized void listen(Runnable listener) {
    listeners.add(listener);
    if (requested) {
      listener.run();
    }
  }

  /**
   * Makes the request; later ones change nothing.
   *
   * @return whether anybody listens
   */
  public synchronized boolean request() {
    if (!requested) {
      requested = true;
      listeners.forEach(Runnable::run);
    }
    return !listeners.isEmpty();
  }
}
