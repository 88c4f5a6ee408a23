package io.sealpost.station.command;

import io.sealpost.protocol.Action;
import io.sealpost.protocol.Answer;
import io.sealpost.protocol.Hello;
import java.util.Optional;

/**
 * One command that does more if it is obeyed twice. It is asked once only: where the boot ends
 * before the answer, or the device takes another key, nobody knows whether it was obeyed. For one
 * thread.
 */
public final class Once implements Errand {
  private final Action action;
  private boolean asked;

  /**
   * @param action what is asked
   */
  public Once(Action action) {
    this.action = action;
  }

  @Override
  public Optional<Action> start(Hello hello, String kid) {
    if (asked) {
      return Optional.empty();
    }
    asked = true;
    return Optional.of(action);
  }

  @Override
  public Optional<Action> answered(Answer answer, String kid) {
    return Optional.empty();
  }
}
