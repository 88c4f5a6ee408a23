package io.sealpost.sensors.wifi;

import io.sealpost.sensors.MacAddress;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * One entry of the kernel's neighbour table.
 *
 * @param address whose entry it is
 * @param mac the hardware address, where the kernel has one
 * @param state what the kernel thinks of it
 * @param confirmed how long ago the host last answered, in whole seconds rounded down, where the
 *     table tells
 */
record Neighbour(
    InetAddress address, Optional<MacAddress> mac, State state, Optional<Duration> confirmed) {
  /** States of {@code include/uapi/linux/neighbour.h}, and what they say of a host. */
  enum State {
    /** Asked for, no answer yet. */
    INCOMPLETE,
    /** Answered within about 30 seconds. */
    REACHABLE,
    /** Answered once; unknown by now. */
    STALE,
    /** As STALE, about to be asked. */
    DELAY,
    /** As STALE, being asked. */
    PROBE,
    /** Did not answer. */
    FAILED,
    /** Entered by hand, or of an interface without such addresses: never asked. */
    UNASKED
  }

  /**
   * How long ago the host proved that it is there; empty if it did not do so of late.
   *
   * @param gapNanos since the table was read before; what was confirmed earlier was seen then
   */
  Optional<Duration> heardAgo(long gapNanos) {
    return switch (state) {
      case REACHABLE -> Optional.of(confirmed.orElse(Duration.ZERO));
      case STALE, DELAY, PROBE -> confirmed.filter(age -> age.toNanos() < gapNanos);
      case INCOMPLETE, FAILED, UNASKED -> Optional.empty();
    };
  }
}
