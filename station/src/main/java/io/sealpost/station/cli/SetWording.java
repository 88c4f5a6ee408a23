package io.sealpost.station.cli;

import io.sealpost.protocol.Action;
import io.sealpost.protocol.Answer;
import io.sealpost.protocol.DeviceId;
import io.sealpost.protocol.StreamChange;
import io.sealpost.protocol.StreamName;
import io.sealpost.station.inbox.SettingText;
import io.sealpost.station.store.Desired;
import io.sealpost.station.view.JsonLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How the outcome of {@code set} is told.
 *
 * @param stream whose settings change, if any
 * @param set what was asked for
 */
record SetWording(Optional<StreamName> stream, Action.Set set) implements Wording {
  @Override
  public String subject(DeviceId device) {
    return device + stream.map(name -> "/" + name).orElse("");
  }

  /** Another station may have brought about the same: a watch that saw the device say hello. */
  @Override
  public boolean obeyed(Answer answer) {
    Desired desired = Desired.of(set);
    return answer.status() == Answer.Status.OK
        || (answer.status() == Answer.Status.SUPERSEDED
            && desired.missing(answer.settings()).isEmpty()
            && desired.impossible(answer.settings()).isEmpty());
  }

  @Override
  public String done(Answer answer) {
    List<String> parts = new ArrayList<>();
    change().ifPresent(change -> parts.addAll(SettingText.of(change)));
    set.log().ifPresent(level -> parts.add("log level " + level.label()));
    return String.join(", ", parts);
  }

  @Override
  public JsonLine json(DeviceId device) {
    return new JsonLine()
        .with("device", device)
        .with("stream", stream)
        .with("interval_s", change().flatMap(StreamChange::interval));
  }

  private Optional<StreamChange> change() {
    return stream.flatMap(name -> Optional.ofNullable(set.streams().get(name)));
  }
}
