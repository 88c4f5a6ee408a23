package io.sealpost.station.cli;

import io.sealpost.protocol.Answer;
import io.sealpost.protocol.Settings;
import io.sealpost.protocol.StreamName;
import io.sealpost.protocol.StreamSettings;
import io.sealpost.station.inbox.SettingText;
import io.sealpost.station.site.DurationText;
import io.sealpost.station.view.JsonLine;
import io.sealpost.station.view.SettingJson;
import java.util.Map;
import java.util.TreeMap;

/** How the outcome of {@code get} is told. */
record GetWording() implements Wording {
  /** Whatever came before it, every answer says what is in force. */
  @Override
  public boolean obeyed(Answer answer) {
    return answer.status() == Answer.Status.OK || answer.status() == Answer.Status.SUPERSEDED;
  }

  @Override
  public String done(Answer answer) {
    Settings settings = answer.settings();
    StringBuilder text = new StringBuilder("log level ").append(settings.log().label());
    new TreeMap<>(settings.streams())
        .forEach(
            (stream, each) -> {
              text.append("\n  ").append(stream).append(" every ");
              text.append(DurationText.of(each.interval()));
              SettingText.beside(each).forEach(part -> text.append(", ").append(part));
            });
    return text.toString();
  }

  @Override
  public boolean tellsSomething() {
    return true;
  }

  @Override
  public void add(JsonLine line, Answer answer) {
    JsonLine streams = new JsonLine();
    for (Map.Entry<StreamName, StreamSettings> entry :
        new TreeMap<>(answer.settings().streams()).entrySet()) {
      JsonLine stream = new JsonLine().with("interval_s", entry.getValue().interval());
      streams.with(entry.getKey().value(), SettingJson.addBeside(stream, entry.getValue()));
    }
    line.with("log", answer.settings().log().label()).with("streams", streams);
  }
}
