package io.sealpost.e2e.model.search;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * One thing that happens.
 *
 * @param label for the story that leads to a failure; made only for that, as it costs more than the
 *     step
 * @param next the state after it
 * @param wrong what must never happen and just did, if it did
 * @param <S> a state
 */
public record Step<S>(Supplier<String> label, S next, Optional<String> wrong) {
  /** A step against which nothing is to be said. */
  public static <S> Step<S> to(Supplier<String> label, S next) {
    return new Step<>(label, next, Optional.empty());
  }
}
