package io.sealpost.station.command;

import io.sealpost.crypto.Sealing;
import io.sealpost.mqtt.IncomingMessage;
import io.sealpost.mqtt.OutgoingMessage;
import io.sealpost.protocol.Channel;
import io.sealpost.protocol.DeviceId;
import io.sealpost.protocol.Topic;
import io.sealpost.protocol.TopicTree;
import io.sealpost.station.StationException;
import io.sealpost.station.link.Moment;
import io.sealpost.station.site.DeviceKey;
import io.sealpost.station.site.KeySource;
import io.sealpost.station.store.Counters;
import io.sealpost.station.store.HelloShelf;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Errands with up to some ten thousand devices at once: told what comes and how late it is, it says
 * what to publish. It touches no socket, thread or clock; whatever it has to make durable goes to
 * the counters and the shelf. For one thread.
 *
 * <p>Tell it everything that happened, then {@link #tick}, then do what is {@link #due}.
 */
public final class Fleet implements AutoCloseable {
  // More filters than that are slower than what a wildcard brings beside.
  private static final int FEW = 16;

  private final TopicTree topics;
  private final Sealing sealing;
  private final Terms terms;
  private final Counters counters;
  private final Consumer<News> news;
  private final Reception reception;
  private final Window window;
  private final Map<DeviceId, Member> members = new LinkedHashMap<>();
  private final Set<Member> ready = new LinkedHashSet<>();
  private final List<Dispatch> dispatches = new ArrayList<>();
  private Optional<Duration> nextDeadline = Optional.empty();

  /**
   * @param counters that commands take
   * @param shelf of the newest hellos
   * @param news told what happens, in order
   */
  public Fleet(
      TopicTree topics,
      Sealing sealing,
      Terms terms,
      Counters counters,
      HelloShelf shelf,
      Consumer<News> news) {
    this.topics = topics;
    this.sealing = sealing;
    this.terms = terms;
    this.counters = counters;
    this.news = news;
    reception = new Reception(shelf, terms.ending() == Ending.NEVER, news);
    window = new Window(terms.window());
  }

  /**
   * Adds a device whose keys nobody changes.
   *
   * @param key copied; the caller closes its own
   * @throws IllegalStateException if it was added before
   * @throws StationException if the ring cannot command the device
   */
  public void add(DeviceKey key, Errand errand) throws StationException {
    add(key, () -> KeySource.UNCHANGING, errand);
  }

  /**
   * Adds a device.
   *
   * @param key copied; the caller closes its own
   * @param sources makes what tells when it changes, once for each who is to know
   * @throws IllegalStateException if it was added before
   * @throws StationException if the ring cannot command the device
   */
  public void add(DeviceKey key, Supplier<? extends KeySource> sources, Errand errand)
      throws StationException {
    Member member = new Member(sealing, key, sources, errand, terms);
    if (members.putIfAbsent(key.device(), member) != null) {
      member.close();
      throw new IllegalStateException(key.device() + " has an errand already");
    }
  }

  /** The devices, in the order in which they were added. */
  public Set<DeviceId> devices() {
    return members.keySet();
  }

  /** What to subscribe to; the status first, so that it is known who is away. */
  public List<String> filters() {
    List<Channel.Fixed> channels =
        List.of(Channel.Fixed.STATUS, Channel.Fixed.HELLO, Channel.Fixed.ACK);
    if (members.size() > FEW) {
      return channels.stream().map(topics::ofEveryDevice).toList();
    }
    List<String> filters = new ArrayList<>();
    for (Channel.Fixed channel : channels) {
      members.keySet().forEach(device -> filters.add(topics.topic(device, channel)));
    }
    return filters;
  }

  /** The broker accepted the connection. */
  public void connected(Moment now) {
    members.values().stream()
        .filter(Member::isOpen)
        .forEach(member -> perform(member, member.exchange().connected(now)));
    expectDeadline(now);
  }

  /** The connection ended, or could not be made. */
  public void disconnected(String reason) {
    members.values().stream()
        .filter(Member::isOpen)
        .forEach(member -> perform(member, member.exchange().disconnected(reason)));
  }

  /** A message came; what is not of these devices is not looked at. */
  public void message(IncomingMessage message, Moment now) throws StationException {
    Optional<Topic> topic = topics.parse(message.topic());
    if (topic.isEmpty()) {
      return;
    }
    Member member = members.get(topic.get().device());
    if (member == null || !member.isOpen()) {
      return;
    }
    perform(member, reception.arrived(member, topic.get().channel(), message, now));
    if (!member.exchange().isOnItsWay()) {
      window.remove(member.device());
    }
    if (member.exchange().isWaiting()) {
      ready.add(member);
    }
    expectDeadline(now);
  }

  /** The broker acknowledged what was published. */
  public void delivered(OutgoingMessage message) {
    topics
        .parse(message.topic())
        .flatMap(topic -> Optional.ofNullable(members.get(topic.device())))
        .filter(member -> member.message().equals(Optional.of(message)))
        .ifPresent(member -> member.exchange().delivered());
  }

  /** The operator wants to end. */
  public void interrupt() {
    members.values().stream()
        .filter(Member::isOpen)
        .forEach(member -> end(member, member.exchange().interrupted()));
  }

  /** Time passed. */
  public void tick(Moment now) {
    if (nextDeadline.filter(due -> due.compareTo(now.elapsed()) <= 0).isEmpty()) {
      return;
    }
    nextDeadline = Optional.empty();
    for (Member member : members.values()) {
      if (member.isOpen()) {
        perform(member, member.exchange().tick(now));
        expect(now.elapsed().plus(atLeast(member.exchange().patience(now))));
      }
    }
  }

  /** What to do now, in order; nothing is told twice. */
  public List<Dispatch> due(Moment now) throws StationException {
    reception.keepHellos();
    Orders orders = new Orders(topics, counters, news);
    int room = window.room(now.elapsed());
    ready.removeIf(member -> !member.isOpen() || isLeftAlone(member));
    for (Member member : ready.stream().limit(Math.max(0, room)).toList()) {
      ready.remove(member);
      member.exchange().order(now).ifPresent(order -> orders.add(member, order));
    }
    for (OutgoingMessage message : orders.carryOut(this::end)) {
      dispatches.add(new Dispatch.Publish(message));
    }
    orders.sent().forEach(device -> window.add(device, now.elapsed()));
    expectDeadline(now);
    List<Dispatch> due = List.copyOf(dispatches);
    dispatches.clear();
    return due;
  }

  /** How long nothing need be done if nothing happens. */
  public Duration patience(Moment now) {
    Duration deadline = nextDeadline.map(due -> due.minus(now.elapsed())).orElse(terms.timeout());
    Duration first =
        ready.isEmpty() || window.patience(now.elapsed()).compareTo(deadline) > 0
            ? deadline
            : window.patience(now.elapsed());
    return first.isNegative() ? Duration.ZERO : first;
  }

  /** Whether nothing more is waited for. */
  public boolean isOver() {
    return terms.ending() != Ending.NEVER
        && members.values().stream().noneMatch(member -> member.isOpen() && isWaitedFor(member));
  }

  /** What came of every device, in the order in which they were added, once it is over. */
  public Map<DeviceId, Outcome> outcomes() {
    Map<DeviceId, Outcome> outcomes = new LinkedHashMap<>();
    members.forEach(
        (device, member) ->
            outcomes.put(
                device,
                member
                    .outcome()
                    .orElseGet(() -> new Outcome.Offline(member.exchange().isOnItsWay()))));
    return outcomes;
  }

  private boolean isWaitedFor(Member member) {
    return terms.ending() != Ending.ONLINE || !member.exchange().isAway();
  }

  private boolean isLeftAlone(Member member) {
    return terms.ending() != Ending.ALL && member.exchange().isAway();
  }

  private void perform(Member member, List<Step> steps) {
    for (Step step : steps) {
      if (step instanceof Step.Send) {
        window.remove(member.device());
        ready.add(member);
      } else if (step instanceof Step.SendAgain) {
        member.message().ifPresent(message -> dispatches.add(new Dispatch.Publish(message)));
      } else if (step instanceof Step.ListenToReadings) {
        dispatches.add(new Dispatch.Subscribe(topics.ofDevice(member.device())));
      } else if (step instanceof Step.Finish finish) {
        end(member, finish.outcome());
      }
    }
  }

  private void end(Member member, Outcome outcome) {
    window.remove(member.device());
    ready.remove(member);
    member.end(outcome);
    news.accept(new News.Ended(member.device(), outcome));
  }

  // No deadline is set that is nearer than a timeout from now, and none is ever brought forward.
  private void expectDeadline(Moment now) {
    expect(now.elapsed().plus(terms.timeout()));
  }

  private void expect(Duration deadline) {
    if (nextDeadline.filter(known -> known.compareTo(deadline) <= 0).isEmpty()) {
      nextDeadline = Optional.of(deadline);
    }
  }

  /** A deadline that passed while its device waits for its turn is looked at again soon. */
  private static Duration atLeast(Duration patience) {
    Duration soon = Duration.ofMillis(100);
    return patience.compareTo(soon) < 0 ? soon : patience;
  }

  @Override
  public void close() {
    members.values().forEach(Member::close);
  }
}
