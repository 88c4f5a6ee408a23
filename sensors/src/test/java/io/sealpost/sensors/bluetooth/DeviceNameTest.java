package io.sealpost.sensors.bluetooth;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class DeviceNameTest {
  @Test
  void nameOf248BytesIsOne() {
    String name = "é".repeat(124);
    assertEquals(Optional.of(name), DeviceName.of(name));
    assertEquals(Optional.of(name), DeviceName.parse(name.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void longerNameIsNone() {
    String name = "é".repeat(124) + "e";
    assertEquals(Optional.empty(), DeviceName.of(name));
    assertEquals(Optional.empty(), DeviceName.parse(name.getBytes(StandardCharsets.UTF_8)));
    assertEquals(Optional.empty(), DeviceName.of("x".repeat(1 << 20)));
  }

  @Test
  void emptyNameIsNone() {
    assertEquals(Optional.empty(), DeviceName.of(""));
    assertEquals(Optional.empty(), DeviceName.parse(new byte[4]));
  }
}
