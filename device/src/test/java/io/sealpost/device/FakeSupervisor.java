package io.sealpost.device;

import io.sealpost.device.supervision.Supervisor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Notes what it is told. */
public final class FakeSupervisor implements Supervisor {
  /** All words, in their order. */
  public final List<String> words = new ArrayList<>();

  private final Optional<Duration> watchdog;

  public FakeSupervisor(Optional<Duration> watchdog) {
    this.watchdog = watchdog;
  }

  @Override
  public boolean listens() {
    return true;
  }

  @Override
  public Optional<Duration> watchdog() {
    return watchdog;
  }

  @Override
  public void ready() {
    words.add("ready");
  }

  @Override
  public void status(String status) {
    words.add("status " + status);
  }

  @Override
  public void alive() {
    words.add("alive");
  }

  @Override
  public void starting(Duration patience) {
    words.add("starting " + patience.toSeconds());
  }

  @Override
  public void watchdog(Duration period) {
    words.add("watchdog " + period.toSeconds());
  }

  @Override
  public void stopping() {
    words.add("stopping");
  }
}
