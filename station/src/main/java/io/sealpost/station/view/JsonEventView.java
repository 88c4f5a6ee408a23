package io.sealpost.station.view;

import io.sealpost.crypto.Counter;
import io.sealpost.protocol.Hello;
import io.sealpost.protocol.ReadingTime;
import io.sealpost.station.inbox.Event;
import io.sealpost.station.inbox.Tally;
import java.io.PrintStream;
import java.util.Locale;

/**
 * For programs: every event as one JSON object on one line. {@code event} says which: {@code
 * reading}, {@code gap}, {@code dropped}, {@code boot-dated}, {@code status}, {@code hello}, {@code
 * alarm}, {@code set}, {@code refused}, {@code link} or {@code end}. Keys stay; later versions may
 * add some.
 */
public final class JsonEventView implements EventView {
  private final PrintStream out;

  /**
   * @param out where the lines go
   */
  public JsonEventView(PrintStream out) {
    this.out = out;
  }

  @Override
  public void show(Event event) {
    out.println(line(event));
  }

  @Override
  public void link(String state, String detail) {
    JsonLine line = event("link").with("state", state);
    out.println(detail.isEmpty() ? line : line.with("detail", detail));
  }

  @Override
  public void end(Tally tally) {
    out.println(
        event("end")
            .with("readings", tally.readings())
            .with("duplicates", tally.duplicates())
            .with("missing", tally.missing())
            .with("dropped", tally.dropped())
            .with("refused", tally.refused()));
  }

  private static JsonLine event(String kind) {
    return new JsonLine().with("event", kind);
  }

  private static JsonLine line(Event event) {
    if (event instanceof Event.ReadingOpened opened) {
      return reading(opened);
    }
    if (event instanceof Event.Gap gap) {
      return event("gap")
          .with("device", gap.device())
          .with("stream", gap.stream())
          .with("epoch", gap.epoch())
          .with("first", gap.first())
          .with("last", gap.last())
          .with("missing", gap.missing());
    }
    if (event instanceof Event.Dropped dropped) {
      return dropped(dropped);
    }
    if (event instanceof Event.BootDated dated) {
      return event("boot-dated")
          .with("device", dated.device())
          .with("boot", dated.boot())
          .with("started", dated.started())
          .with("readings", dated.readings());
    }
    return stated(event);
  }

  private static JsonLine dropped(Event.Dropped dropped) {
    return event("dropped")
        .with("device", dropped.device())
        .with("stream", dropped.stream())
        .with("epoch", dropped.epoch())
        .with("first", dropped.first())
        .with("last", dropped.last())
        .with("count", dropped.count())
        .with("reported_missing", dropped.reported());
  }

  private static JsonLine stated(Event event) {
    if (event instanceof Event.CertificateAlarm alarm) {
      return event("alarm")
          .with("device", alarm.device())
          .with(
              "alarm",
              "certificate-" + alarm.trouble().name().toLowerCase(Locale.ROOT).replace('_', '-'))
          .with("not_after", alarm.certificate().notAfter())
          .with("detail", CertificateText.alarm(alarm));
    }
    if (event instanceof Event.StatusChanged status) {
      return event("status")
          .with("device", status.device())
          .with("status", EventWords.of(status.status()));
    }
    if (event instanceof Event.HelloChanged changed) {
      return HelloJson.add(event("hello").with("device", changed.device()), changed.hello());
    }
    return rarer(event);
  }

  private static JsonLine rarer(Event event) {
    if (event instanceof Event.HelloAlarm alarm) {
      return alarm(alarm);
    }
    if (event instanceof Event.DesiredAnswered answered) {
      return event("set")
          .with("device", answered.device())
          .with("status", answered.status().label())
          .with("detail", answered.detail());
    }
    if (event instanceof Event.SettingDiffers differs) {
      return SettingJson.add(
          event("alarm").with("alarm", "setting-differs").with("device", differs.device()),
          differs.difference());
    }
    if (event instanceof Event.Refused refused) {
      return event("refused")
          .with("device", refused.device())
          .with("stream", refused.stream())
          .with("reason", EventWords.of(refused.reason()))
          .with("count", refused.count());
    }
    if (event instanceof Event.MoreRefused more) {
      return event("refused").with("count", more.count());
    }
    throw new IllegalArgumentException("an event of unknown kind: " + event.getClass());
  }

  private static JsonLine reading(Event.ReadingOpened opened) {
    JsonLine line =
        event("reading")
            .with("device", opened.device())
            .with("name", opened.name())
            .with("stream", opened.stream())
            .with("time", opened.taken())
            .with("synchronised", TextEventView.isSynchronised(opened.reading()))
            .with("simulated", opened.reading().simulated())
            .with("epoch", opened.counter().map(Counter::epoch))
            .with("sequence", opened.counter().map(Counter::sequence));
    if (opened.reading().time() instanceof ReadingTime.SinceBoot since) {
      ReadingJson.addSinceBoot(line, since);
    }
    return ReadingJson.addValue(line, opened.reading());
  }

  private static JsonLine alarm(Event.HelloAlarm alarm) {
    Hello known = alarm.known();
    Hello seen = alarm.seen();
    return event("alarm")
        .with("alarm", EventWords.of(alarm.kind()))
        .with("device", alarm.device())
        .with("known_epoch", known.epoch())
        .with("known_boot", known.boot())
        .with("seen_epoch", seen.epoch())
        .with("seen_boot", seen.boot())
        .with("old_key", alarm.oldKey())
        .with("advice", AlarmText.advice(alarm));
  }
}
