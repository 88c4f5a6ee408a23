package io.sealpost.device;

import io.sealpost.sensors.Light;
import io.sealpost.sensors.SensorException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A light that remembers what it was told, and fails when a test says so. */
final class FakeLight implements Light {
  final List<String> told = new ArrayList<>();
  private Optional<SensorException> fault = Optional.empty();

  void failWith(SensorException why) {
    fault = Optional.of(why);
  }

  @Override
  public void blink() throws SensorException {
    told.add("blink");
    failIfBroken();
  }

  @Override
  public void restore() throws SensorException {
    told.add("restore");
    failIfBroken();
  }

  private void failIfBroken() throws SensorException {
    if (fault.isPresent()) {
      throw fault.get();
    }
  }
}
