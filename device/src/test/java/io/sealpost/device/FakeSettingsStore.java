package io.sealpost.device;

import io.sealpost.device.state.Commanded;
import io.sealpost.device.state.SettingsStore;
import io.sealpost.device.state.StateException;
import io.sealpost.protocol.StreamName;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Settings in memory, on a disk that breaks when a test says so. */
public final class FakeSettingsStore implements SettingsStore {
  private Commanded kept = Commanded.NOTHING;
  private boolean broken;
  private int saves;
  private boolean readOnlyAfterwards;
  private int failuresAfterWriting;

  /** Makes every later access fail. */
  public void breakDown() {
    broken = true;
  }

  /** Makes the next accesses write, and fail then: the folder cannot be synchronised. */
  public void failAfterWriting(int times) {
    failuresAfterWriting = times;
  }

  /** Makes what comes after those failures fail before it is written. */
  public void becomeReadOnlyAfterwards() {
    readOnlyAfterwards = true;
  }

  /** The intervals that are kept. */
  public Map<StreamName, Duration> intervals() {
    Map<StreamName, Duration> intervals = new HashMap<>();
    kept.streams()
        .forEach((stream, each) -> each.interval().ifPresent(i -> intervals.put(stream, i)));
    return intervals;
  }

  /** How often something was written. */
  public int saves() {
    return saves;
  }

  /** What is kept. */
  public Commanded kept() {
    return kept;
  }

  @Override
  public Commanded load() throws StateException {
    failIfBroken();
    return kept;
  }

  @Override
  public void save(Commanded commanded) throws StateException {
    failIfBroken();
    if (failuresAfterWriting == 0 && readOnlyAfterwards) {
      throw new StateException("settings: the disk is read-only");
    }
    kept = commanded;
    saves++;
    if (failuresAfterWriting > 0) {
      failuresAfterWriting--;
      throw new StateException("settings: the folder cannot be synchronised");
    }
  }

  private void failIfBroken() throws StateException {
    if (broken) {
      throw new StateException("settings: the disk is broken");
    }
  }
}
