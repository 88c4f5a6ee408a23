package io.sealpost.station.cli;

import io.sealpost.protocol.Answer;
import io.sealpost.protocol.DeviceId;
import io.sealpost.station.view.JsonLine;

/**
 * How the outcome of {@code rotate} is told.
 *
 * @param generation number of the new key; 0 if it did not come that far
 * @param resumed whether an earlier run had begun it
 */
record RotateWording(long generation, boolean resumed) implements Wording {
  @Override
  public String done(Answer answer) {
    return nothing();
  }

  @Override
  public String nothing() {
    return "has key generation "
        + generation
        + " and obeys no other"
        + (resumed ? "; this ends what was begun before" : "");
  }

  @Override
  public JsonLine json(DeviceId device) {
    return new JsonLine().with("device", device).with("generation", generation);
  }
}
