package io.sealpost.device.control;

import io.sealpost.device.clock.Moment;
import io.sealpost.device.command.Outcome;
import io.sealpost.protocol.Action;
import io.sealpost.protocol.Answer;
import io.sealpost.protocol.StreamName;
import java.time.Duration;
import java.util.Set;

/** Does what commands ask for once they were judged. Called on the agent's thread. */
public interface Orders {
  /** Makes settings durable, all of them or none, and puts them in force. */
  Outcome set(Action.Set change, Moment now);

  /**
   * Samples now.
   *
   * @param streams which; all if empty
   */
  Outcome sample(Set<StreamName> streams, Moment now);

  /**
   * Blinks.
   *
   * @param duration for how long from now on; 0 for no longer
   */
  Outcome identify(Duration duration, Moment now);

  /** Ends the agent in order once the answer is delivered, to be started anew. */
  Outcome restart();

  /** Gives up everything that waits for the broker. */
  Outcome forget(Moment now);

  /** Takes another certificate to show to the broker. */
  default Outcome certify(Action.Certify chain, Moment now) {
    return Outcome.not(
        Answer.Status.UNSUPPORTED, "this device shows the broker no certificate to renew");
  }

  /** Does what an action asks for; keys are changed elsewhere. */
  default Outcome obey(Action action, Moment now) {
    if (action instanceof Action.Set set) {
      return set(set, now);
    } else if (action instanceof Action.Sample sample) {
      return sample(sample.streams(), now);
    } else if (action instanceof Action.Identify identify) {
      return identify(identify.duration(), now);
    } else if (action instanceof Action.Restart) {
      return restart();
    } else if (action instanceof Action.Forget) {
      return forget(now);
    } else if (action instanceof Action.Certify chain) {
      return certify(chain, now);
    }
    // To get is what every answer does.
    return Outcome.OK;
  }
}
