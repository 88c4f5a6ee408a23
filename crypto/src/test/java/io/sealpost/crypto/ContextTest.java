package io.sealpost.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ContextTest {
  @Test
  void isEncodedAsTheEnvelopeSays() {
    assertEquals(
        "846a7365616c706f73742f310063c3a4626171",
        HexFormat.of().formatHex(Context.up("äb", "q").encode()));
    assertEquals(
        "856a7365616c706f73742f3101616167636f6e74726f6c480123456789abcdef",
        HexFormat.of().formatHex(Context.down("a", "control", Samples.BOOT).encode()));
  }

  @Test
  void hasABootDownwardsOnly() {
    assertEquals(
        "a message to a device is bound to a boot id",
        assertThrows(
                IllegalArgumentException.class,
                () -> new Context(Direction.DOWN, "a", "control", Optional.empty()))
            .getMessage());
    assertEquals(
        "a message from a device has no boot id in its context",
        assertThrows(
                IllegalArgumentException.class,
                () -> new Context(Direction.UP, "a", "hello", Optional.of(Samples.BOOT)))
            .getMessage());
  }

  @Test
  void refusesNamesThatUtf8CannotTellApart() {
    assertThrows(IllegalArgumentException.class, () -> Context.up("a\uD800", "temperature"));
    assertThrows(IllegalArgumentException.class, () -> Context.up("a", "temperature\uDC00"));
  }
}
