package io.sealpost.station.view;

import io.sealpost.protocol.Answer;
import io.sealpost.protocol.Hello;
import io.sealpost.protocol.Reading;
import io.sealpost.protocol.ReadingTime;
import io.sealpost.station.inbox.Event;
import io.sealpost.station.inbox.Tally;
import java.io.PrintStream;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/** For people: readings, one line each, to one stream; everything else to the other. */
public final class TextEventView implements EventView {
  private final PrintStream readings;
  private final PrintStream notices;
  private final DateTimeFormatter times;

  /**
   * @param zone in which times are shown
   */
  public TextEventView(PrintStream readings, PrintStream notices, ZoneId zone) {
    this.readings = readings;
    this.notices = notices;
    times = DateTimeFormatter.ISO_OFFSET_DATE_TIME.withZone(zone);
  }

  @Override
  public void show(Event event) {
    if (event instanceof Event.ReadingOpened reading) {
      readings.println(line(reading));
    } else {
      // Two streams into one terminal keep their order.
      readings.flush();
      notices.println(notice(event));
    }
  }

  @Override
  public void link(String state, String detail) {
    notices.println(detail.isEmpty() ? state : state + ": " + Printable.message(detail));
  }

  @Override
  public void end(Tally tally) {
    notices.printf(
        "%d readings, %d duplicates left out, %d missing, %d dropped by devices, %d refused%n",
        tally.readings(), tally.duplicates(), tally.missing(), tally.dropped(), tally.refused());
  }

  private String line(Event.ReadingOpened opened) {
    Reading reading = opened.reading();
    String device = opened.device().value();
    String who = opened.name().map(name -> Printable.of(name) + " (" + device + ")").orElse(device);
    StringBuilder line = new StringBuilder();
    line.append(opened.taken().map(this::time).orElseGet(() -> sinceBoot(reading)));
    line.append("  ").append(who).append("  ").append(opened.stream());
    line.append("  ").append(ReadingText.value(reading));
    if (reading.simulated()) {
      line.append("  SIMULATED");
    }
    return line.append(doubt(opened)).toString();
  }

  private String doubt(Event.ReadingOpened opened) {
    if (opened.reading().time() instanceof ReadingTime.SinceBoot since) {
      return opened.taken().isPresent()
          ? ""
          : "  (clock not synchronised%s)"
              .formatted(since.clock().map(clock -> ", it showed " + time(clock)).orElse(""));
    }
    return isSynchronised(opened.reading()) ? "" : "  (clock not synchronised)";
  }

  private String time(Instant instant) {
    return times.format(instant.truncatedTo(ChronoUnit.MILLIS));
  }

  private static String sinceBoot(Reading reading) {
    return reading.time() instanceof ReadingTime.SinceBoot since
        ? "start+" + ReadingText.duration(since.uptime())
        : "undated";
  }

  static boolean isSynchronised(Reading reading) {
    return reading.time() instanceof ReadingTime.Wall wall && wall.synchronised();
  }

  private String notice(Event event) {
    if (event instanceof Event.Gap gap) {
      return gap(gap);
    }
    if (event instanceof Event.Dropped dropped) {
      return dropped(dropped);
    }
    if (event instanceof Event.BootDated dated) {
      return dated(dated);
    }
    return stated(event);
  }

  private static String stated(Event event) {
    if (event instanceof Event.StatusChanged status) {
      return "%s is %s, says the broker".formatted(status.device(), EventWords.of(status.status()));
    }
    if (event instanceof Event.HelloChanged changed) {
      return hello(changed);
    }
    if (event instanceof Event.HelloAlarm alarm) {
      return alarm(alarm);
    }
    if (event instanceof Event.DesiredAnswered answered) {
      return answer(answered);
    }
    if (event instanceof Event.CertificateAlarm certificate) {
      return "ALARM: " + CertificateText.alarm(certificate);
    }
    if (event instanceof Event.SettingDiffers differs) {
      return "ALARM: " + differs.difference().of(differs.device());
    }
    return refusal(event);
  }

  private static String gap(Event.Gap gap) {
    return "GAP: %s/%s: %d missing, sequence %d to %d of epoch %d"
        .formatted(gap.device(), gap.stream(), gap.missing(), gap.first(), gap.last(), gap.epoch());
  }

  private static String dropped(Event.Dropped dropped) {
    String before =
        dropped.reported() == 0
            ? ""
            : "; %d of them were told as missing before".formatted(dropped.reported());
    return "DROPPED: %s/%s: the device gave up %d, among sequence %d to %d of epoch %d%s"
        .formatted(
            dropped.device(),
            dropped.stream(),
            dropped.count(),
            dropped.first(),
            dropped.last(),
            dropped.epoch(),
            before);
  }

  private String dated(Event.BootDated dated) {
    return "%s: boot %s started at %s: by it %d readings can be dated that were shown without a date"
        .formatted(dated.device(), dated.boot(), time(dated.started()), dated.readings());
  }

  private static String answer(Event.DesiredAnswered answered) {
    return answered.status() == Answer.Status.OK
        ? "SET: " + answered.device() + ": took what was asked for"
        : "ALARM: %s: refused what was asked for (%s)%s"
            .formatted(
                answered.device(),
                answered.status().label(),
                answered.detail().map(why -> ": " + Printable.of(why)).orElse(""));
  }

  private static String refusal(Event event) {
    if (event instanceof Event.MoreRefused more) {
      return "REFUSED: " + more.count() + " more messages";
    }
    if (event instanceof Event.Refused refused) {
      String source =
          refused.device().isEmpty()
              ? ""
              : Printable.of(refused.device() + "/" + refused.stream()) + ": ";
      return "REFUSED: %s%s%s"
          .formatted(
              source,
              refused.reason().label(),
              refused.count() == 1 ? "" : ", " + refused.count() + " messages");
    }
    throw new IllegalArgumentException("an event of unknown kind: " + event.getClass());
  }

  private static String hello(Event.HelloChanged changed) {
    Hello hello = changed.hello();
    return "%s: %s, boot %s, epoch %d, up %s, %s%s"
        .formatted(
            changed.device(),
            Printable.of(hello.software()),
            hello.boot(),
            hello.epoch(),
            ReadingText.duration(hello.uptime()),
            DeviceText.backlog(hello.backlog()),
            hello.synchronised() ? "" : ", clock not synchronised");
  }

  private static String alarm(Event.HelloAlarm alarm) {
    return "ALARM: %s %s: %s"
        .formatted(alarm.device(), AlarmText.fact(alarm), AlarmText.advice(alarm));
  }
}
