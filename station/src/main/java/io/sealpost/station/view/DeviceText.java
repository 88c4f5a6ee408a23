package io.sealpost.station.view;

import io.sealpost.protocol.Hello;
import io.sealpost.protocol.LogLevel;
import io.sealpost.protocol.StreamName;
import io.sealpost.station.inbox.BootStarts;
import io.sealpost.station.inbox.Difference;
import io.sealpost.station.inbox.SettingText;
import io.sealpost.station.site.DurationText;
import io.sealpost.station.site.KeyStage;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** One device as a few lines for people. */
public final class DeviceText {
  private final DateTimeFormatter times;

  /**
   * @param zone in which times are shown
   */
  public DeviceText(ZoneId zone) {
    times = DateTimeFormatter.ISO_OFFSET_DATE_TIME.withZone(zone);
  }

  /** The lines, each with its end. */
  public String of(DeviceState state) {
    StringBuilder text = new StringBuilder();
    text.append(state.device());
    state
        .hello()
        .flatMap(Hello::displayName)
        .ifPresent(name -> text.append(" \"").append(Printable.of(name)).append('"'));
    text.append(": ").append(state.statusWord()).append('\n');
    state.alarm().ifPresent(alarm -> text.append("  ALARM: ").append(alarm).append('\n'));
    if (state.key() != KeyStage.SETTLED) {
      text.append("  key       ").append(state.key().fact());
      text.append("; \"sealpost rotate ").append(state.device()).append("\" ends it\n");
    }
    if (!state.current()) {
      text.append("  no hello came now; what follows is remembered, if anything\n");
    }
    if (state.hello().isPresent()) {
      hello(text, state.hello().get(), state.differences());
    } else {
      text.append("  never said hello to this station\n");
    }
    return text.toString();
  }

  private void hello(StringBuilder text, Hello hello, List<Difference> differences) {
    text.append("  software  ").append(Printable.of(hello.software())).append('\n');
    text.append("  boot      ").append(boot(hello)).append('\n');
    text.append("  link      ").append(link(hello)).append('\n');
    hello
        .link()
        .certificate()
        .ifPresent(
            own -> text.append("  certificate ").append(CertificateText.of(own)).append('\n'));
    text.append("  journal   ").append(backlog(hello.backlog())).append('\n');
    String log = wishes(differences, Optional.empty());
    if (hello.log() != LogLevel.INFO || !log.isEmpty()) {
      text.append("  log       ").append(hello.log().label()).append(log).append('\n');
    }
    hello.streams().entrySet().stream()
        .sorted(Comparator.comparing(entry -> entry.getKey().value()))
        .forEach(
            entry -> {
              Hello.Stream stream = entry.getValue();
              String wishes = wishes(differences, Optional.of(entry.getKey()));
              stream(text, entry.getKey(), stream, wishes);
              stream.failure().ifPresent(failure -> text.append(failing(hello, failure)));
              text.append('\n');
            });
  }

  /** What else was asked for of a stream, or of the device itself; empty if nothing. */
  private static String wishes(List<Difference> differences, Optional<StreamName> stream) {
    String wishes =
        differences.stream()
            .filter(difference -> difference.stream().equals(stream))
            .map(Difference::wish)
            .collect(Collectors.joining(", "));
    return wishes.isEmpty() ? "" : " (ALARM: " + wishes + ")";
  }

  private String boot(Hello hello) {
    return "%s, epoch %d, up %s at %s%s"
        .formatted(
            hello.boot(),
            hello.epoch(),
            ReadingText.duration(hello.uptime()),
            times.format(hello.clock().truncatedTo(ChronoUnit.SECONDS)),
            hello.synchronised() ? "" : " (clock not synchronised)");
  }

  private static String link(Hello hello) {
    Hello.Link link = hello.link();
    return "%s, %d connects, handshakes %d full %d resumed, refused %d"
        .formatted(
            link.connectedSince()
                .map(since -> "connected since start+" + ReadingText.duration(since))
                .orElse("not connected"),
            link.connects(),
            link.handshakesFull(),
            link.handshakesResumed(),
            link.refused());
  }

  /** What waits and what was lost: one line without its end. */
  static String backlog(Hello.Backlog backlog) {
    StringBuilder text = new StringBuilder();
    text.append(ReadingText.backlog(backlog.messages(), backlog.bytes(), backlog.oldest()));
    if (backlog.dropped() > 0) {
      text.append(", dropped ").append(backlog.dropped());
    }
    if (backlog.errors() > 0) {
      text.append(", errors ").append(backlog.errors());
    }
    backlog.alarm().ifPresent(why -> text.append("  ALARM: ").append(Printable.message(why)));
    return text.toString();
  }

  private static void stream(
      StringBuilder text, StreamName name, Hello.Stream stream, String wishes) {
    text.append("  ").append(name).append(" every ").append(DurationText.of(stream.interval()));
    SettingText.beside(stream.settings()).forEach(part -> text.append(", ").append(part));
    text.append(wishes).append(", ").append(Printable.of(stream.source()));
    if (stream.simulated()) {
      text.append("  SIMULATED");
    }
    long dropped = stream.dropped().stream().mapToLong(Hello.Dropped::count).sum();
    if (dropped > 0) {
      text.append(", dropped ").append(dropped);
    }
    stream.latest().ifPresent(latest -> text.append(", last ").append(ReadingText.value(latest)));
  }

  /** Since when, by the device's own reckoning; how long, as far as this hello knows. */
  private String failing(Hello hello, Hello.Failure failure) {
    String since =
        Optional.ofNullable(BootStarts.of(hello).get(hello.boot()))
            .map(started -> started.plus(failure.since()).truncatedTo(ChronoUnit.SECONDS))
            .map(times::format)
            .orElse("start+" + ReadingText.duration(failure.since()));
    Duration before = hello.uptime().minus(failure.since());
    return "  FAILING since %s (%s before this hello): %s"
        .formatted(
            since,
            ReadingText.duration(before.isNegative() ? Duration.ZERO : before),
            Printable.of(failure.reason()));
  }
}
