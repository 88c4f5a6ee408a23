package io.sealpost.sensors.bluez;

import io.sealpost.sensors.SensorException;
import java.time.Duration;
import java.util.Optional;

/** By which means an adapter is to listen: by a monitor if that is wanted and works, else not. */
final class Means {
  /** How long bluetoothd may take to activate a monitor. */
  static final Duration ACTIVATION = Duration.ofSeconds(10);

  private final boolean wantsMonitor;
  private final Faults faults;

  // Owned by the thread that steps.
  private boolean failed;
  private boolean warned;
  private Optional<String> warning = Optional.empty();

  Means(BluezSettings settings, Faults faults) {
    this.wantsMonitor = settings.mode() == BluezSettings.Mode.PASSIVE;
    this.faults = faults;
  }

  /** What to ask for in order to listen. */
  Request start() {
    return wantsMonitor && !failed ? Request.REGISTER : Request.START;
  }

  /**
   * The monitor works.
   *
   * @param request what began
   */
  void began(Request request) {
    warned &= request != Request.REGISTER;
  }

  /**
   * There is no monitor: it is discovered until {@link #forget}.
   *
   * @return what is wrong; empty if bluetoothd merely does not offer it
   */
  Optional<SensorException> refused(WatchEvent.Refused refused) {
    if (refused.isOfMissingObject()) {
      failed(Faults.noMonitors());
      return Optional.empty();
    }
    SensorException why = faults.refused(Request.REGISTER, refused.error(), refused.text());
    failed(faults.noMonitor(why));
    return Optional.of(why);
  }

  /** The monitor was not activated in time: it is discovered until {@link #forget}. */
  SensorException unanswered() {
    SensorException why = faults.unanswered(Request.REGISTER, ACTIVATION);
    failed(faults.noMonitor(why));
    return why;
  }

  /** Something is new: a monitor may work now. */
  void forget() {
    failed = false;
  }

  /** What is to be logged; told once. */
  Optional<WatchAction> warning() {
    Optional<WatchAction> due = warning.map(WatchAction.Warn::new);
    warning = Optional.empty();
    return due;
  }

  private void failed(String why) {
    failed = true;
    if (!warned) {
      warned = true;
      warning = Optional.of(why);
    }
  }
}
