package io.sealpost.protocol;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The name of one series of readings of a device, {@code temperature} for instance.
 *
 * @param value 1 to 64 characters of {@code a-z 0-9 - _ .}, first a letter or digit, and none of
 *     the names that the protocol itself uses below a device
 */
public record StreamName(String value) implements Comparable<StreamName> {
  private static final Pattern ALLOWED = Pattern.compile("[a-z0-9][a-z0-9_.-]{0,63}");
  private static final Set<String> RESERVED = Set.of("hello", "status", "control", "ack");

  /**
   * @throws IllegalArgumentException if {@code value} is not a stream name, or is reserved
   */
  public StreamName {
    if (!ALLOWED.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "stream "
              + Check.quote(value)
              + " must be 1 to 64 characters of a-z 0-9 - _ . and start with a letter or digit");
    }
    if (RESERVED.contains(value)) {
      throw new IllegalArgumentException(
          "stream " + Check.quote(value) + " is a name of the protocol itself; choose another");
    }
  }

  /** Returns the stream of that name, or nothing if it is no stream name. */
  public static Optional<StreamName> parse(String value) {
    boolean allowed = ALLOWED.matcher(value).matches() && !RESERVED.contains(value);
    return allowed ? Optional.of(new StreamName(value)) : Optional.empty();
  }

  // Both by hand: those of a record are put together at their first call, and this is the first
  // record that an agent compares, at every start.

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof StreamName name && value.equals(name.value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public int compareTo(StreamName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
