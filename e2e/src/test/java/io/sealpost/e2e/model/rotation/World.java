package io.sealpost.e2e.model.rotation;

import java.util.BitSet;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Everything: a value, whose hash is reckoned once, as the search asks for it again and again. */
final class World {
  private final Device device;
  private final Station station;
  private final BitSet sent;

  // Of the search's thread; 0 until it is asked for, as most worlds are only passed through.
  private int hash;

  /**
   * @param sent numbers of all messages that were ever sent, see {@link Air}; never changed
   */
  World(Device device, Station station, BitSet sent) {
    this.device = device;
    this.station = station;
    this.sent = sent;
  }

  Device device() {
    return device;
  }

  Station station() {
    return station;
  }

  BitSet sent() {
    return sent;
  }

  World with(Device next) {
    return new World(next, station, sent);
  }

  World with(Station next) {
    return new World(device, next, sent);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof World world
        && hashCode() == world.hashCode()
        && sent.equals(world.sent)
        && device.equals(world.device)
        && station.equals(world.station);
  }

  @Override
  public int hashCode() {
    if (hash == 0) {
      hash = Objects.hash(device, station, sent);
    }
    return hash;
  }

  @Override
  public String toString() {
    return device + " " + station;
  }
}
