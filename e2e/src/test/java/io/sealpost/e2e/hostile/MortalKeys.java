package io.sealpost.e2e.hostile;

import io.sealpost.station.StationException;
import io.sealpost.station.site.DeviceKey;
import io.sealpost.station.site.RingEntry;
import io.sealpost.station.site.RotatingKeys;
import java.util.Optional;

/**
 * The station's own keys, in a process that may end before any change of the ring, after it, and in
 * between, when others see it and a power cut takes it back.
 */
final class MortalKeys implements RotatingKeys {
  private final RotatingKeys keys;
  private final RingMedium medium;
  private final Fate fate;

  MortalKeys(RotatingKeys keys, RingMedium medium, Fate fate) {
    this.keys = keys;
    this.medium = medium;
    this.fate = fate;
  }

  private interface Change<T> {
    T make() throws StationException;
  }

  private <T> T change(String what, Change<T> change) throws StationException {
    fate.step("before " + what);
    T made = change.make();
    fate.step("within " + what);
    medium.synchronised();
    fate.step("after " + what);
    return made;
  }

  @Override
  public Optional<RingEntry> changed() {
    return keys.changed();
  }

  @Override
  public DeviceKey now() throws StationException {
    return keys.now();
  }

  @Override
  public DeviceKey begin(long above) throws StationException {
    return change("drawing", () -> keys.begin(above));
  }

  @Override
  public void proven(String kid, long epoch) {
    try {
      change(
          "promoting",
          () -> {
            keys.proven(kid, epoch);
            return "";
          });
    } catch (StationException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void secure() throws StationException {
    change(
        "securing",
        () -> {
          keys.secure();
          return "";
        });
  }

  @Override
  public void confirmed(String kid) throws StationException {
    change(
        "confirming",
        () -> {
          keys.confirmed(kid);
          return "";
        });
  }
}
