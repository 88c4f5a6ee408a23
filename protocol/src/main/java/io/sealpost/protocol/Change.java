package io.sealpost.protocol;

import java.util.Optional;

/**
 * The new value of something that can be off.
 *
 * @param value empty for off
 */
public record Change<T>(Optional<T> value) {
  /** To this value. */
  public static <T> Change<T> to(T value) {
    return new Change<>(Optional.of(value));
  }

  /** Off. */
  public static <T> Change<T> off() {
    return new Change<>(Optional.empty());
  }
}
