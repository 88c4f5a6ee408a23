package io.sealpost.device;

import io.sealpost.device.state.RateStore;
import io.sealpost.device.state.StateException;
import io.sealpost.protocol.StreamName;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Rates in memory, on a disk that breaks when a test says so. */
public final class FakeRateStore implements RateStore {
  private Map<StreamName, Duration> kept = new HashMap<>();
  private boolean broken;
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

  /** What is kept. */
  public Map<StreamName, Duration> kept() {
    return kept;
  }

  @Override
  public Map<StreamName, Duration> load() throws StateException {
    failIfBroken();
    return kept;
  }

  @Override
  public void save(Map<StreamName, Duration> intervals) throws StateException {
    failIfBroken();
    if (failuresAfterWriting == 0 && readOnlyAfterwards) {
      throw new StateException("rates: the disk is read-only");
    }
    kept = Map.copyOf(intervals);
    if (failuresAfterWriting > 0) {
      failuresAfterWriting--;
      throw new StateException("rates: the folder cannot be synchronised");
    }
  }

  private void failIfBroken() throws StateException {
    if (broken) {
      throw new StateException("rates: the disk is broken");
    }
  }
}
