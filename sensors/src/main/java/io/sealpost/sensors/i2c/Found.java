package io.sealpost.sensors.i2c;

import java.util.List;
import java.util.Optional;

/**
 * One address of an I2C bus that something is at.
 *
 * @param bus 1 for {@code /dev/i2c-1}
 * @param address 7 bits, 0x08 to 0x77
 * @param what what it probably is and how that is known, for people
 * @param types what the configuration calls the chips that it may be and that there are drivers
 *     for, the likeliest first: {@code tmp117}; empty if none fits or a driver of the kernel has it
 * @param certain whether the chip itself said what it is; then there is at most one type
 * @param inUse whether a driver of the kernel has it, so that it cannot be read as an I2C chip
 */
public record Found(
    int bus, int address, String what, List<String> types, boolean certain, boolean inUse) {
  /** Copies the list. */
  public Found {
    types = List.copyOf(types);
  }

  /** The likeliest of {@link #types()}. */
  public Optional<String> type() {
    return types.stream().findFirst();
  }
}
