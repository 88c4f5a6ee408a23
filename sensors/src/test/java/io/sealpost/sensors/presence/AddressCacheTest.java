package io.sealpost.sensors.presence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class AddressCacheTest {
  private final AddressCache cache = new AddressCache();

  @Test
  void whatWasPutIsFound() {
    cache.put(0, 5);
    cache.put(Devices.resolvable(1), AddressCache.NOBODY);
    cache.put(Devices.resolvable(2), 63);
    assertEquals(5, cache.owner(0));
    assertEquals(AddressCache.NOBODY, cache.owner(Devices.resolvable(1)));
    assertEquals(63, cache.owner(Devices.resolvable(2)));
    assertEquals(AddressCache.UNTRIED, cache.owner(Devices.resolvable(3)));
    assertEquals(3, cache.size());
  }

  @Test
  void itNeverGrowsAndTheLatestStay() {
    for (int i = 0; i < 100_000; i++) {
      cache.put(Devices.resolvable(i * 0x5DEECE66DL), AddressCache.NOBODY);
      assertEquals(AddressCache.NOBODY, cache.owner(Devices.resolvable(i * 0x5DEECE66DL)));
    }
    assertEquals(AddressCache.CAPACITY, cache.size());
    int kept = 0;
    for (int i = 98_000; i < 100_000; i++) {
      kept += cache.owner(Devices.resolvable(i * 0x5DEECE66DL)) == AddressCache.NOBODY ? 1 : 0;
    }
    assertTrue(kept > 1_950, kept + " of the last 2,000 are remembered");
  }

  @Test
  void addressesInARowAreSpread() {
    for (int i = 0; i < 4_096; i++) {
      cache.put(Devices.resolvable(i), i % 64);
    }
    assertTrue(cache.size() > 4_000, cache.size() + " of 4,096");
  }
}
