package io.sealpost.e2e.hostile;

import io.sealpost.protocol.Action;
import io.sealpost.protocol.Answer;
import io.sealpost.protocol.Hello;
import io.sealpost.station.command.Errand;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** One thing after the other, each until it is answered. */
final class Several implements Errand {
  private final Deque<Action> actions;

  Several(List<Action> actions) {
    this.actions = new ArrayDeque<>(actions);
  }

  @Override
  public Optional<Action> start(Hello hello, String kid) {
    return Optional.ofNullable(actions.peek());
  }

  @Override
  public Optional<Action> answered(Answer answer, String kid) {
    actions.poll();
    return Optional.ofNullable(actions.peek());
  }
}
