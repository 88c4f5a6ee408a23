package io.sealpost.protocol;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What waits for the broker, and what was given up, as named parts of a hello. */
final class HelloBacklog {
  private HelloBacklog() {}

  static Node write(Hello.Backlog backlog) {
    return new FieldWriter()
        .whole("messages", backlog.messages())
        .whole("bytes", backlog.bytes())
        .whole("oldest_ms", millis(backlog.oldest()))
        .whole("dropped", backlog.dropped())
        .whole("errors", backlog.errors())
        .text("alarm", backlog.alarm())
        .done();
  }

  static Node write(Hello.Dropped dropped) {
    return write(dropped, new FieldWriter());
  }

  static Node write(Hello.Dropped dropped, FieldWriter fields) {
    return fields
        .whole("epoch", dropped.epoch())
        .whole("first", dropped.first())
        .whole("last", dropped.last())
        .whole("count", dropped.count())
        .done();
  }

  static Hello.Backlog read(FieldReader fields) throws DecodeException {
    long messages = fields.whole("messages");
    long bytes = fields.whole("bytes");
    Optional<Duration> oldest = duration(fields, "oldest_ms");
    long dropped = fields.whole("dropped");
    long errors = fields.whole("errors");
    Optional<String> alarm =
        fields.has("alarm")
            ? Optional.of(fields.text("alarm", Hello.Backlog.MAX_ALARM))
            : Optional.empty();
    return fields.build(() -> new Hello.Backlog(messages, bytes, oldest, dropped, errors, alarm));
  }

  static List<Hello.Dropped> readDropped(FieldReader stream) throws DecodeException {
    if (!stream.has("dropped")) {
      return List.of();
    }
    List<Hello.Dropped> ranges = new ArrayList<>();
    for (FieldReader fields : stream.listOfFields("dropped", Hello.Stream.MAX_DROPPED)) {
      ranges.add(readRange(fields));
    }
    return ranges;
  }

  static Hello.Dropped readRange(FieldReader fields) throws DecodeException {
    long epoch = fields.whole("epoch");
    long first = fields.whole("first");
    long last = fields.whole("last");
    long count = fields.whole("count");
    return fields.build(() -> new Hello.Dropped(epoch, first, last, count));
  }

  static OptionalLong millis(Optional<Duration> duration) {
    return duration.isPresent() ? OptionalLong.of(duration.get().toMillis()) : OptionalLong.empty();
  }

  static Optional<Duration> duration(FieldReader fields, String key) throws DecodeException {
    return fields.has(key) ? Optional.of(Duration.ofMillis(fields.whole(key))) : Optional.empty();
  }
}
