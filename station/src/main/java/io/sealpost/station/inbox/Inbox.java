package io.sealpost.station.inbox;

import io.sealpost.crypto.Opened;
import io.sealpost.crypto.RefusedException;
import io.sealpost.mqtt.IncomingMessage;
import io.sealpost.protocol.BootId;
import io.sealpost.protocol.Channel;
import io.sealpost.protocol.DecodeException;
import io.sealpost.protocol.DeviceId;
import io.sealpost.protocol.DeviceStatus;
import io.sealpost.protocol.Hello;
import io.sealpost.protocol.Topic;
import io.sealpost.protocol.TopicTree;
import io.sealpost.station.StationException;
import io.sealpost.station.link.Moment;
import io.sealpost.station.store.StationStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * From a message to what the operator should see of it: opens, checks, drops what came before,
 * finds what is missing. What a hostile broker can repeat at will gives a bounded number of events.
 * For one thread.
 */
public final class Inbox {
  private final TopicTree topics;
  private final Map<DeviceId, Desk> desks;
  private final Filter filter;
  private final StationStore store;
  private final HelloBook hellos;
  private final ReadingIntake intake;
  private final AnswerBook answers = new AnswerBook();
  private final SaidSettings settings = new SaidSettings();
  private final StatusBoard statuses = new StatusBoard();
  private final CertificateBoard certificates = new CertificateBoard();
  private final RefusalDigest refusals = new RefusalDigest();
  private final Set<AlarmedBoot> alarmed = new HashSet<>();
  private Tally tally = Tally.ZERO;

  private record AlarmedBoot(DeviceId device, BootId boot) {}

  /**
   * @param desks of the devices whose keys are in the ring; closed by the caller
   * @param filter what is wanted; the rest is neither shown nor counted
   * @param intake what becomes of readings
   */
  public Inbox(
      TopicTree topics,
      Map<DeviceId, Desk> desks,
      Filter filter,
      StationStore store,
      ReadingIntake intake) {
    this.topics = topics;
    this.desks = Map.copyOf(desks);
    this.filter = filter;
    this.store = store;
    this.intake = intake;
    hellos = new HelloBook(intake.hellos(store));
  }

  /** Sums since the start. */
  public Tally tally() {
    return tally;
  }

  /**
   * Takes a message.
   *
   * @param now when it came
   * @return what to show, in order
   * @throws StationException if the station's own state cannot be read or kept
   */
  public List<Event> message(IncomingMessage message, Moment now) throws StationException {
    Optional<Topic> topic = topics.parse(message.topic());
    if (topic.isEmpty()) {
      return refuse("", "", Refusal.STRANGE_TOPIC, now);
    }
    DeviceId device = topic.get().device();
    Channel channel = topic.get().channel();
    if (!wanted(device, channel)) {
      return List.of();
    }
    Desk desk = desks.get(device);
    if (desk == null) {
      return refuse(device.value(), channel.stream(), Refusal.NO_KEY, now);
    }
    if (desk.isRevoked()) {
      return refuse(device.value(), channel.stream(), Refusal.REVOKED, now);
    }
    try {
      return opened(desk, channel, message, now);
    } catch (RefusedException e) {
      return refuse(device.value(), channel.stream(), Refusal.of(e), now);
    } catch (DecodeException e) {
      return refuse(device.value(), channel.stream(), Refusal.UNREADABLE, now);
    } catch (StaleHelloException e) {
      return refuse(device.value(), channel.stream(), Refusal.OLD_HELLO, now);
    }
  }

  /** The newest trusted hello of a device, from this run or an earlier one. */
  public Optional<Hello> hello(Desk desk) throws StationException {
    return hellos.of(desk);
  }

  /**
   * Keeps the newest hellos that came; without it a later run takes them for new. What the intake
   * keeps of them becomes durable together with the rest of it.
   */
  public void keepHellos() throws StationException {
    hellos.keep();
  }

  /** What the broker last said of a device, if anything. */
  public Optional<DeviceStatus> status(DeviceId device) {
    return statuses.of(device);
  }

  /**
   * What became due: changes of status, and sums of refused messages.
   *
   * @param now monotonic time
   */
  public List<Event> tick(Duration now) {
    List<Event> due = new ArrayList<>(statuses.due(now));
    due.addAll(refusals.due(now));
    return due;
  }

  /**
   * Settings that are not as desired, of devices that said hello; called when nothing waits to be
   * read, since a newer hello may be among it.
   *
   * @throws StationException if what is desired cannot be read
   */
  public List<Event> settings() throws StationException {
    return settings.judge(store, answers);
  }

  /**
   * What is wrong with certificates of devices that are trusted, and was not told since yesterday.
   */
  public List<Event> certificates(Moment now) {
    List<Event> due = new ArrayList<>();
    for (Event.CertificateAlarm alarm : certificates.due(now)) {
      Desk desk = desks.get(alarm.device());
      if (desk != null && !desk.isRevoked()) {
        due.add(alarm);
      }
    }
    return due;
  }

  /**
   * What is left to show at the end.
   *
   * @param now monotonic time
   */
  public List<Event> end(Duration now) {
    return refusals.flush(now);
  }

  private boolean wanted(DeviceId device, Channel channel) {
    return filter.wants(device)
        && (!(channel instanceof Channel.Readings readings) || filter.wants(readings.name()));
  }

  private List<Event> refuse(String device, String stream, Refusal reason, Moment now) {
    tally = tally.refusal();
    return refusals.add(device, stream, reason, now.elapsed()).stream().toList();
  }

  private List<Event> opened(Desk desk, Channel channel, IncomingMessage message, Moment now)
      throws RefusedException, DecodeException, StaleHelloException, StationException {
    if (channel instanceof Channel.Readings readings) {
      return readings(desk, readings, message.payload(), now);
    }
    if (channel == Channel.Fixed.HELLO) {
      return hello(desk, message, now);
    }
    if (channel == Channel.Fixed.STATUS) {
      statuses.put(
          desk.device(),
          DeviceStatus.parse(message.payload())
              .orElseThrow(() -> new RefusedException(RefusedException.Reason.MALFORMED)));
    } else if (channel == Channel.Fixed.ACK) {
      answers.note(desk, message.payload());
    }
    // Else commands and their answers are between whoever asks and the device.
    return List.of();
  }

  private List<Event> readings(Desk desk, Channel.Readings channel, byte[] payload, Moment now)
      throws RefusedException, StationException {
    ReadingIntake.Arrival arrival =
        intake.message(desk, channel, payload, now.wall(), hellos.of(desk));
    tally = tally.with(arrival.events());
    return switch (arrival.fate()) {
      case READ -> arrival.events();
      case DUPLICATE -> {
        tally = tally.duplicate();
        yield List.of();
      }
      case UNREADABLE -> {
        List<Event> events = new ArrayList<>(arrival.events());
        events.addAll(refuse(desk.device().value(), channel.stream(), Refusal.UNREADABLE, now));
        yield events;
      }
    };
  }

  private List<Event> hello(Desk desk, IncomingMessage message, Moment now)
      throws RefusedException, DecodeException, StaleHelloException, StationException {
    byte[] payload = message.payload();
    Opened opened = desk.open(Channel.Fixed.HELLO, payload);
    Hello hello = desk.codec().hello(opened.plaintext());
    Hello known = hellos.of(desk).orElse(hello);
    HelloBook.Verdict verdict = hellos.judge(desk, hello, payload, opened.kid());
    if (verdict != HelloBook.Verdict.UNCHANGED && intake.wasTrusted(desk, opened.tag())) {
      // The broker sends again what was not acknowledged, and with it the hello of an earlier boot.
      tally = tally.duplicate();
      return List.of();
    }
    return switch (verdict) {
      case NEWER -> {
        intake.trusted(desk, opened.tag(), now.wall());
        certificates.said(desk.device(), hello, now);
        yield newer(desk, hello, message.retained());
      }
      case UNCHANGED -> {
        // Sealed once more it has another tag.
        intake.trusted(desk, opened.tag(), now.wall());
        certificates.said(desk.device(), hello, now);
        yield counted(intake.hello(desk, hello));
      }
      case UNDER_OLD_KEY -> {
        // It tells what was lost and when it booted, and not where it stands now.
        intake.trusted(desk, opened.tag(), now.wall());
        yield counted(intake.hello(desk, hello));
      }
      case STALE -> throw new StaleHelloException();
      case ROLLED_BACK ->
          alarm(desk, Event.HelloAlarm.Kind.ROLLED_BACK, known, hello, opened.kid());
      case CLONED -> alarm(desk, Event.HelloAlarm.Kind.CLONED, known, hello, opened.kid());
    };
  }

  private List<Event> newer(Desk desk, Hello hello, boolean retained) throws StationException {
    DeviceId device = desk.device();
    List<Event> events = new ArrayList<>();
    events.add(new Event.HelloChanged(device, hello));
    events.addAll(counted(intake.hello(desk, hello)));
    if (!retained) {
      // Nobody may have listened since one that the broker kept was said.
      events.addAll(counted(intake.progressed(desk, hello)));
    }
    settings.said(device, hello);
    return events;
  }

  private List<Event> counted(List<Event> events) {
    tally = tally.with(events);
    return events;
  }

  private List<Event> alarm(
      Desk desk, Event.HelloAlarm.Kind kind, Hello known, Hello seen, String kid) {
    return alarmed.add(new AlarmedBoot(desk.device(), seen.boot()))
        ? List.of(new Event.HelloAlarm(desk.device(), kind, known, seen, desk.isOld(kid)))
        : List.of();
  }

  /** An old hello came again. */
  private static final class StaleHelloException extends Exception {
    private static final long serialVersionUID = 1L;

    private StaleHelloException() {
      super("older than the last hello");
    }
  }
}
