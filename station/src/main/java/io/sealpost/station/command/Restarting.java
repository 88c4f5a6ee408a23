package io.sealpost.station.command;

import io.sealpost.protocol.Action;
import io.sealpost.protocol.Answer;
import io.sealpost.protocol.BootId;
import io.sealpost.protocol.Hello;
import java.util.Optional;

/**
 * A restart, which is over when the device says hello in another boot. It is asked in one boot
 * only: whatever ended that, another would be one too many.
 */
public final class Restarting implements Errand {
  private Optional<BootId> asked = Optional.empty();
  private boolean over;

  @Override
  public Optional<Action> start(Hello hello, String kid) {
    if (asked.filter(boot -> !boot.equals(hello.boot())).isPresent()) {
      over = true;
      return Optional.empty();
    }
    asked = Optional.of(hello.boot());
    return Optional.of(new Action.Restart());
  }

  @Override
  public Optional<Action> answered(Answer answer, String kid) {
    over = answer.status() != Answer.Status.OK;
    return Optional.empty();
  }

  @Override
  public boolean over() {
    return over;
  }
}
