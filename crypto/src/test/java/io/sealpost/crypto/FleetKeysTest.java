package io.sealpost.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys of devices from the master key of their fleet. */
class FleetKeysTest {
  @Test
  void areOfOneMasterDeviceAndGeneration() {
    List<SecretBytes> keys = new ArrayList<>();
    for (int master : new int[] {1, 2}) {
      for (String device : List.of("rpi-07", "rpi-08")) {
        for (long generation : new long[] {0, 1, Long.MAX_VALUE}) {
          keys.add(Samples.SEALING.psk(Samples.key(master), device, generation));
        }
      }
    }
    assertEquals(
        12, keys.stream().map(SecretBytes::reveal).map(Arrays::toString).distinct().count());
    assertEquals(keys.get(0), Samples.SEALING.psk(Samples.key(1), "rpi-07", 0));
  }

  @Test
  void areNoneOfTheKeysThatADeviceDerives() {
    SecretBytes psk = Samples.SEALING.psk(Samples.key(1), Samples.DEVICE, 0);
    for (Suite suite : Suite.values()) {
      KeySchedule schedule =
          new KeySchedule(Samples.PRIMITIVES, suite, Samples.key(1), Samples.DEVICE);
      assertFalse(psk.equals(schedule.derive("psk", 32)));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 16, 31, 33})
  void needAMasterOf32Bytes(int size) {
    SecretBytes wrong = SecretBytes.copyOf(new byte[size]);
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class, () -> Samples.SEALING.psk(wrong, Samples.DEVICE, 0));
    assertEquals("a master key has 32 bytes, not " + size, refused.getMessage());
  }

  @Test
  void needAWellFormedNameAndAGeneration() {
    SecretBytes master = Samples.key(1);
    assertThrows(IllegalArgumentException.class, () -> Samples.SEALING.psk(master, "\uDC00", 0));
    assertThrows(
        IllegalArgumentException.class, () -> Samples.SEALING.psk(master, Samples.DEVICE, -1));
  }
}
