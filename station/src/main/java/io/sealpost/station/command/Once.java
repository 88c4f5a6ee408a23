package io.sealpost.station.command;

import io.sealpost.protocol.Action;
import io.sealpost.protocol.Answer;
import io.sealpost.protocol.BootId;
import io.sealpost.protocol.Hello;
import java.util.Optional;

/**
 * One command that does more if it is obeyed twice. It is asked in one boot only: where that ends
 * before the answer, nobody knows whether it was obeyed. For one thread.
 */
public final class Once implements Errand {
  private final Action action;
  private Optional<BootId> asked = Optional.empty();

  /**
   * @param action what is asked
   */
  public Once(Action action) {
    this.action = action;
  }

  @Override
  public Optional<Action> start(Hello hello, String kid) {
    if (asked.filter(boot -> !boot.equals(hello.boot())).isPresent()) {
      return Optional.empty();
    }
    asked = Optional.of(hello.boot());
    return Optional.of(action);
  }

  @Override
  public Optional<Action> answered(Answer answer, String kid) {
    return Optional.empty();
  }
}
