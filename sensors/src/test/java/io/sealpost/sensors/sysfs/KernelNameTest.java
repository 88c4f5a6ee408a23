package io.sealpost.sensors.sysfs;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KernelNameTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"a", "cpu-thermal", "INT3400 Thermal", "x86_pkg_temp", "iio:device0", "soc@1(#)"})
  void whatDriversCallThingsIsPlain(String name) {
    assertTrue(KernelName.isPlain(name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", " a", "a ", "../a", "a/b", "-a", "\"", "a\\b", "ä", "a\tb"})
  void whatIsAPathOrCannotBeSeenIsNot(String name) {
    assertFalse(KernelName.isPlain(name));
  }

  @ParameterizedTest
  @ValueSource(ints = {65, 4096})
  void whatIsTooLongIsNot(int length) {
    assertFalse(KernelName.isPlain("x".repeat(length)));
    assertTrue(KernelName.isPlain("x".repeat(64)));
  }
}
