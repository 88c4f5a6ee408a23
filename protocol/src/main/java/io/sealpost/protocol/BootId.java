package io.sealpost.protocol;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Eight random bytes drawn at every start of an agent; a command is bound to one of them.
 *
 * @param hex 16 lower-case hexadecimal digits
 */
public record BootId(String hex) {
  /** Length in bytes. */
  public static final int SIZE = 8;

  /**
   * @throws IllegalArgumentException if {@code hex} is not 16 lower-case hexadecimal digits
   */
  public BootId {
    if (!hex.matches("[0-9a-f]{16}")) {
      throw new IllegalArgumentException(
          "boot id " + Check.quote(hex) + " must be 16 lower-case hexadecimal digits");
    }
  }

  /**
   * Names the given bytes.
   *
   * @param bytes exactly 8
   * @throws IllegalArgumentException if there are not 8
   */
  public static BootId of(byte[] bytes) {
    return new BootId(HexFormat.of().formatHex(bytes));
  }

  /** Returns the 8 bytes. */
  public byte[] bytes() {
    return HexFormat.of().parseHex(hex);
  }

  // Both by hand, as in StreamName: those of a record are put together at their first call.

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof BootId id && hex.equals(id.hex);
  }

  @Override
  public int hashCode() {
    return hex.hashCode();
  }

  @Override
  public String toString() {
    return hex;
  }
}
