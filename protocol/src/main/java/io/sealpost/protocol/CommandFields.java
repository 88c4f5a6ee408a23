package io.sealpost.protocol;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A command and its answer as named parts. */
final class CommandFields {
  private static final String SET = "set";
  private static final String INTERVAL = "interval_ms";
  private static final String BY = "by";

  private CommandFields() {}

  static Node write(Command command) {
    FieldWriter set = new FieldWriter();
    new TreeMap<>(command.intervals())
        .forEach(
            (stream, interval) ->
                set.node(
                    stream.value(), new FieldWriter().whole(INTERVAL, interval.toMillis()).done()));
    return new FieldWriter().node(SET, set.done()).whole(BY, command.by().toMillis()).done();
  }

  static Command readCommand(FieldReader fields) throws DecodeException {
    fields.refuseUnknown(Set.of(SET, BY));
    FieldReader set = fields.fields(SET);
    Map<StreamName, Duration> intervals = new HashMap<>();
    for (String key : set.keys()) {
      StreamName stream = set.build(() -> new StreamName(key));
      FieldReader change = set.fields(key);
      change.refuseUnknown(Set.of(INTERVAL));
      intervals.put(stream, Duration.ofMillis(change.whole(INTERVAL)));
    }
    long by = fields.whole(BY);
    return fields.build(() -> new Command(intervals, Duration.ofMillis(by)));
  }

  static Node write(Answer answer) {
    FieldWriter rates = new FieldWriter();
    new TreeMap<>(answer.rates())
        .forEach((stream, interval) -> rates.whole(stream.value(), interval.toMillis()));
    return new FieldWriter()
        .whole("command", answer.command())
        .octets("of", answer.of())
        .text("status", answer.status().label())
        .node("rates", rates.done())
        .done();
  }

  static Answer readAnswer(FieldReader fields) throws DecodeException {
    long command = fields.whole("command");
    String of = fields.octets("of");
    String status = fields.text("status");
    FieldReader rateFields = fields.fields("rates");
    Map<StreamName, Duration> rates = new HashMap<>();
    for (String key : rateFields.keys()) {
      StreamName stream = rateFields.build(() -> new StreamName(key));
      rates.put(stream, Duration.ofMillis(rateFields.whole(key)));
    }
    return fields.build(() -> new Answer(command, of, Answer.Status.ofLabel(status), rates));
  }
}
