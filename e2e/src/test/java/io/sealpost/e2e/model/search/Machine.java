package io.sealpost.e2e.model.search;

import java.util.List;
import java.util.Optional;

/**
 * What is searched: states, the steps between them, and what must hold.
 *
 * @param <S> a state; values of it never change, and equal ones are the same state
 */
public interface Machine<S> {
  /** Where it begins. */
  S start();

  /** Everything that can happen next, whoever does it. */
  List<Step<S>> steps(S state);

  /** What is wrong with a state, if anything is. */
  Optional<String> wrong(S state);

  /**
   * What happens next if nobody disturbs: one step, the same each time.
   *
   * @return empty if all is agreed and nothing is left to do
   */
  Optional<Step<S>> calm(S state);
}
