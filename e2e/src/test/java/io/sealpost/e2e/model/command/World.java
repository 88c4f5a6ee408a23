package io.sealpost.e2e.model.command;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Everything: a value, whose hash is reckoned once, as the search asks for it again and again. */
final class World {
  private final List<Device> devices;
  private final Station station;
  private final BitSet sent;
  private final BitSet obeyed;

  // Of the search's thread; 0 until it is asked for, as most worlds are only passed through.
  private int hash;

  /**
   * @param sent numbers of all messages that were ever sent, see {@link Air}; never changed
   * @param obeyed numbers of the commands that were obeyed; never changed
   */
  World(List<Device> devices, Station station, BitSet sent, BitSet obeyed) {
    this.devices = List.copyOf(devices);
    this.station = station;
    this.sent = sent;
    this.obeyed = obeyed;
  }

  List<Device> devices() {
    return devices;
  }

  Station station() {
    return station;
  }

  BitSet sent() {
    return sent;
  }

  BitSet obeyed() {
    return obeyed;
  }

  World with(Device next) {
    List<Device> others = new ArrayList<>(devices);
    others.set(next.number(), next);
    return new World(others, station, sent, obeyed);
  }

  World with(Station next) {
    return new World(devices, next, sent, obeyed);
  }

  World sending(BitSet messages) {
    return new World(devices, station, messages, obeyed);
  }

  World obeying(BitSet commands) {
    return new World(devices, station, sent, commands);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof World world
        && hashCode() == world.hashCode()
        && sent.equals(world.sent)
        && obeyed.equals(world.obeyed)
        && devices.equals(world.devices)
        && station.equals(world.station);
  }

  @Override
  public int hashCode() {
    if (hash == 0) {
      hash = Objects.hash(devices, station, sent, obeyed);
    }
    return hash;
  }
}
