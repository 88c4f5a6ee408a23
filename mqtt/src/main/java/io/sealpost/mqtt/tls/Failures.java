package io.sealpost.mqtt.tls;

import java.util.Optional;

/** Looks into exceptions that are wrapped in others. */
final class Failures {
  private Failures() {}

  /** The innermost cause of a type: the outer ones only repeat it in other words. */
  static <T extends Throwable> Optional<T> find(Throwable failure, Class<T> type) {
    Optional<T> found = Optional.empty();
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (type.isInstance(t)) {
        found = Optional.of(type.cast(t));
      }
    }
    return found;
  }

  /** What it says, or at least its name. */
  static String text(Throwable failure) {
    return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
  }
}
