package io.sealpost.station.command;

import io.sealpost.crypto.Opened;
import io.sealpost.crypto.RefusedException;
import io.sealpost.mqtt.IncomingMessage;
import io.sealpost.protocol.Answer;
import io.sealpost.protocol.BootId;
import io.sealpost.protocol.Channel;
import io.sealpost.protocol.DecodeException;
import io.sealpost.protocol.DeviceId;
import io.sealpost.protocol.DeviceStatus;
import io.sealpost.protocol.Hello;
import io.sealpost.protocol.Reading;
import io.sealpost.station.StationException;
import io.sealpost.station.inbox.HelloBook;
import io.sealpost.station.inbox.Refusal;
import io.sealpost.station.inbox.RefusalDigest;
import io.sealpost.station.link.Moment;
import io.sealpost.station.store.HelloShelf;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Opens what devices say, and tells their exchanges. For one thread. */
final class Reception {
  private final Consumer<News> news;
  private final HelloBook hellos;
  private final boolean strict;
  private final RefusalDigest refusals = new RefusalDigest();
  private final Set<AlarmedBoot> alarmed = new HashSet<>();

  private record AlarmedBoot(DeviceId device, BootId boot) {}

  /**
   * @param strict whether a hello that is an alarm is not answered
   */
  Reception(HelloShelf shelf, boolean strict, Consumer<News> news) {
    hellos = new HelloBook(shelf);
    this.strict = strict;
    this.news = news;
  }

  /** Makes durable which hellos were seen. */
  void keepHellos() throws StationException {
    hellos.keep();
  }

  List<Step> arrived(Member member, Channel channel, IncomingMessage message, Moment now)
      throws StationException {
    try {
      return opened(member, channel, message, now);
    } catch (RefusedException e) {
      refused(member, channel, Refusal.of(e));
    } catch (DecodeException e) {
      refused(member, channel, Refusal.UNREADABLE);
    }
    return List.of();
  }

  /** Tells the first few: a broker that sends rubbish is known by then. */
  private void refused(Member member, Channel channel, Refusal reason) {
    String text = "refused a message on \"" + channel.stream() + "\": " + reason.label();
    refusals
        .add(member.device().value(), channel.stream(), reason, Duration.ZERO)
        .ifPresent(first -> news.accept(new News.Warning(member.device(), text)));
  }

  private List<Step> opened(Member member, Channel channel, IncomingMessage message, Moment now)
      throws RefusedException, DecodeException, StationException {
    byte[] payload = message.payload();
    if (channel instanceof Channel.Readings readings && member.exchange().isLate()) {
      return readings(member, readings, payload, now);
    }
    if (channel == Channel.Fixed.HELLO) {
      return hello(member, message, now);
    }
    if (channel == Channel.Fixed.ACK) {
      Opened opened = member.desk().open(channel, payload);
      Answer answer = member.desk().codec().answer(opened.plaintext());
      if (member.exchange().expects(answer)) {
        news.accept(new News.Answered(member.device(), answer));
        confirm(member, answer, opened.kid());
      }
      return member.exchange().answer(answer, opened.kid());
    }
    if (channel == Channel.Fixed.STATUS) {
      DeviceStatus.parse(payload).ifPresent(member.exchange()::status);
    }
    return List.of();
  }

  /** The next command tries it again; what this one came to is known all the same. */
  private void confirm(Member member, Answer answer, String kid) {
    try {
      member.sealer().answered(answer, kid);
    } catch (StationException e) {
      news.accept(new News.Warning(member.device(), String.valueOf(e.getMessage())));
    }
  }

  private List<Step> readings(Member member, Channel.Readings channel, byte[] payload, Moment now)
      throws RefusedException, DecodeException {
    Opened opened = member.desk().open(channel, payload);
    boolean sameEpoch =
        opened.counter().isPresent()
            && member.lastHello().isPresent()
            && member.lastHello().get().epoch() == opened.counter().get().epoch();
    List<Reading> readings =
        member.desk().codec().readings(channel.name(), opened.plaintext(), now.wall());
    return sameEpoch && !readings.isEmpty()
        ? member.exchange().reading(readings.get(readings.size() - 1), now)
        : List.of();
  }

  private List<Step> hello(Member member, IncomingMessage message, Moment now)
      throws RefusedException, DecodeException, StationException {
    Opened opened = member.desk().open(Channel.Fixed.HELLO, message.payload());
    Hello hello = member.desk().codec().hello(opened.plaintext());
    HelloBook.Verdict verdict = hellos.judge(member.desk(), hello, message.payload(), opened.kid());
    switch (verdict) {
      case STALE, UNDER_OLD_KEY -> {
        return List.of();
      }
      case ROLLED_BACK -> alarm(member, hello, "is of an earlier epoch");
      case CLONED -> alarm(member, hello, "is of a second boot in one epoch");
      case NEWER, UNCHANGED -> {}
    }
    boolean alarming =
        verdict == HelloBook.Verdict.ROLLED_BACK || verdict == HelloBook.Verdict.CLONED;
    // Replayed in the midst of an errand it would lead it into a boot that answers nothing.
    boolean old = member.desk().isOld(opened.kid());
    if (alarming && (old || strict || member.lastHello().isPresent())) {
      return List.of();
    }
    member.said(hello);
    if (!message.retained()) {
      member.exchange().alive();
    }
    return member.exchange().hello(hello, opened.kid(), now);
  }

  private void alarm(Member member, Hello hello, String fact) {
    if (alarmed.add(new AlarmedBoot(member.device(), hello.boot()))) {
      String text =
          "ALARM: a hello of "
              + member.device()
              + " "
              + fact
              + ": its card was cloned or restored, or the broker replays an old hello";
      news.accept(new News.Warning(member.device(), text));
    }
  }
}
