package io.sealpost.protocol;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of one device on the wire, in its topics and under its seal.
 *
 * @param value 1 to 64 characters of {@code a-z 0-9 - _ .}
 */
public record DeviceId(String value) {
  private static final Pattern ALLOWED = Pattern.compile("[a-z0-9_.-]{1,64}");

  /**
   * @throws IllegalArgumentException if {@code value} is not a device id
   */
  public DeviceId {
    if (!ALLOWED.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "device id " + Check.quote(value) + " must be 1 to 64 characters of a-z 0-9 - _ .");
    }
  }

  /** Returns the device of that name, or nothing if it is no device id. */
  public static Optional<DeviceId> parse(String value) {
    return ALLOWED.matcher(value).matches() ? Optional.of(new DeviceId(value)) : Optional.empty();
  }

  @Override
  public String toString() {
    return value;
  }
}
