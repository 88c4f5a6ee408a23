package io.sealpost.station.command;

import io.sealpost.protocol.Action;
import io.sealpost.protocol.Answer;
import io.sealpost.protocol.Hello;
import java.util.Optional;

/**
 * One command and its answer. In another boot it is asked again: a command dies with its boot.
 *
 * @param action what is asked
 * @param wishes whether the settings that it asks for are remembered as desired
 */
public record Single(Action action, boolean wishes) implements Errand {
  @Override
  public Optional<Action> start(Hello hello, String kid) {
    return Optional.of(action);
  }

  @Override
  public Optional<Action> answered(Answer answer, String kid) {
    return Optional.empty();
  }
}
