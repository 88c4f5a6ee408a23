package io.sealpost.device.state;

import io.sealpost.protocol.Action;
import io.sealpost.protocol.LogLevel;
import io.sealpost.protocol.StreamChange;
import io.sealpost.protocol.StreamName;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What commands have set so far, the newest value of each; what they never named is for the
 * configuration to say.
 *
 * @param streams of each stream that was named
 * @param log from which level on to log
 */
public record Commanded(Map<StreamName, StreamChange> streams, Optional<LogLevel> log) {
  /** Before the first command. */
  public static final Commanded NOTHING = new Commanded(Map.of(), Optional.empty());

  public Commanded {
    streams = Map.copyOf(streams);
  }

  /** All of it as one change. */
  public Optional<Action.Set> change() {
    boolean nothing = streams.isEmpty() && log.isEmpty();
    return nothing ? Optional.empty() : Optional.of(new Action.Set(streams, log));
  }

  /** After one more command. */
  public Commanded with(Action.Set set) {
    Map<StreamName, StreamChange> changed = new HashMap<>(streams);
    set.streams().forEach((stream, change) -> changed.merge(stream, change, Commanded::over));
    return new Commanded(changed, set.log().or(() -> log));
  }

  private static StreamChange over(StreamChange before, StreamChange after) {
    return new StreamChange(
        after.interval().or(before::interval),
        after.batching().or(before::batching),
        after.report().or(before::report),
        after.duty().or(before::duty));
  }
}
