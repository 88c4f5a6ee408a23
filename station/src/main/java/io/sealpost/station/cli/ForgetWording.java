package io.sealpost.station.cli;

import io.sealpost.protocol.Answer;
import io.sealpost.protocol.Hello;
import io.sealpost.station.view.JsonLine;
import java.util.List;

/** How the outcome of {@code forget} is told. */
record ForgetWording() implements Wording {
  @Override
  public String done(Answer answer) {
    List<Answer.Result.Range> ranges = ranges(answer);
    long count = ranges.stream().mapToLong(range -> range.dropped().count()).sum();
    StringBuilder text = new StringBuilder("gave up " + count + " messages");
    for (Answer.Result.Range range : ranges) {
      Hello.Dropped dropped = range.dropped();
      text.append(
          "\n  %s: %d, among sequence %d to %d of epoch %d"
              .formatted(
                  range.stream(),
                  dropped.count(),
                  dropped.first(),
                  dropped.last(),
                  dropped.epoch()));
    }
    return text.toString();
  }

  @Override
  public String nothing() {
    return "restarted or took another key before it answered; nobody knows whether it gave up anything";
  }

  @Override
  public boolean nothingIsDone() {
    return false;
  }

  @Override
  public boolean tellsSomething() {
    return true;
  }

  @Override
  public void add(JsonLine line, Answer answer) {
    line.with("forgotten", ranges(answer).stream().map(ForgetWording::json).toList());
  }

  private static JsonLine json(Answer.Result.Range range) {
    Hello.Dropped dropped = range.dropped();
    return new JsonLine()
        .with("stream", range.stream())
        .with("epoch", dropped.epoch())
        .with("first", dropped.first())
        .with("last", dropped.last())
        .with("count", dropped.count());
  }

  private static List<Answer.Result.Range> ranges(Answer answer) {
    return answer.result() instanceof Answer.Result.Forgotten forgotten
        ? forgotten.ranges()
        : List.of();
  }
}
