package io.sealpost.sensors.presence;

import java.util.Arrays;

/**
 * Whose a changing address is, so that each is tried against the keys once. Its size is fixed from
 * the start, 72 KiB, whatever is heard: sets of {@link #WAYS} entries, in each of which the oldest
 * makes room.
 */
final class AddressCache {
  /** How many addresses are remembered at most. */
  static final int CAPACITY = 8_192;

  /** The address belongs to nobody. */
  static final int NOBODY = -1;

  /** Nothing is remembered of the address. */
  static final int UNTRIED = -2;

  private static final int WAYS = 8;
  private static final int SETS = CAPACITY / WAYS;

  /** 2^64 divided by the golden ratio: neighbouring numbers land far apart. */
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private final long[] addresses = new long[CAPACITY];
  private final byte[] owners = new byte[CAPACITY];

  AddressCache() {
    Arrays.fill(owners, (byte) UNTRIED);
  }

  /**
   * Looks an address up.
   *
   * @return a person, {@link #NOBODY} or {@link #UNTRIED}
   */
  int owner(long address) {
    int first = first(address);
    for (int i = first; i < first + WAYS; i++) {
      if (owners[i] != UNTRIED && addresses[i] == address) {
        return owners[i];
      }
    }
    return UNTRIED;
  }

  /**
   * Remembers an address that was {@link #UNTRIED}.
   *
   * @param owner a person, 0 to 63, or {@link #NOBODY}
   */
  void put(long address, int owner) {
    int first = first(address);
    System.arraycopy(addresses, first, addresses, first + 1, WAYS - 1);
    System.arraycopy(owners, first, owners, first + 1, WAYS - 1);
    addresses[first] = address;
    owners[first] = (byte) owner;
  }

  /** How many addresses are remembered. */
  int size() {
    int size = 0;
    for (byte owner : owners) {
      size += owner == UNTRIED ? 0 : 1;
    }
    return size;
  }

  private static int first(long address) {
    return (int) ((address * SPREAD) >>> (Long.SIZE - Integer.numberOfTrailingZeros(SETS))) * WAYS;
  }
}
