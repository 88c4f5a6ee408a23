package io.sealpost.station.command;

import io.sealpost.mqtt.OutgoingMessage;
import io.sealpost.protocol.Action;
import io.sealpost.protocol.Channel;
import io.sealpost.protocol.DeviceId;
import io.sealpost.protocol.TopicTree;
import io.sealpost.station.StationException;
import io.sealpost.station.store.Counters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Commands that go out together: their counters are made durable at once. For one thread. */
final class Orders {
  private final TopicTree topics;
  private final Counters counters;
  private final Consumer<News> news;
  private final Map<Member, CommandExchange.Order> orders = new LinkedHashMap<>();
  private Set<DeviceId> sent = Set.of();

  Orders(TopicTree topics, Counters counters, Consumer<News> news) {
    this.topics = topics;
    this.counters = counters;
    this.news = news;
  }

  void add(Member member, CommandExchange.Order order) {
    orders.put(member, order);
  }

  /** To whom something went. */
  Set<DeviceId> sent() {
    return sent;
  }

  /**
   * Takes the counters and seals.
   *
   * @param failed told of those for which no command can be made
   * @return what to publish
   */
  List<OutgoingMessage> carryOut(BiConsumer<Member, Outcome> failed) throws StationException {
    if (orders.isEmpty()) {
      return List.of();
    }
    List<Counters.Claim> claims = new ArrayList<>();
    orders.forEach((member, order) -> claims.add(claim(member, order)));
    Map<DeviceId, Long> taken = counters.take(claims);
    sent = taken.keySet();
    List<OutgoingMessage> messages = new ArrayList<>();
    for (Map.Entry<Member, CommandExchange.Order> each : orders.entrySet()) {
      Member member = each.getKey();
      Long counter = taken.get(member.device());
      if (counter == null) {
        failed.accept(member, exhausted(each.getValue()));
        continue;
      }
      try {
        messages.add(seal(member, each.getValue(), counter));
      } catch (StationException e) {
        failed.accept(member, new Outcome.Impossible(String.valueOf(e.getMessage())));
      }
    }
    return messages;
  }

  private static Counters.Claim claim(Member member, CommandExchange.Order order) {
    Optional<Action.Set> wish =
        member.errand().wishes() && order.command().action() instanceof Action.Set set
            ? Optional.of(set)
            : Optional.empty();
    return new Counters.Claim(
        member.device(), order.hello().boot(), order.hello().lastCommand(), wish);
  }

  private static Outcome exhausted(CommandExchange.Order order) {
    return new Outcome.Impossible(
        "no command counter is left in boot " + order.hello().boot() + "; restart the device");
  }

  private OutgoingMessage seal(Member member, CommandExchange.Order order, long counter)
      throws StationException {
    news.accept(new News.Asked(member.device(), order.command().action()));
    CommandSealer.Sealed sealed =
        member.sealer().seal(order.hello(), order.kid(), order.command(), counter);
    OutgoingMessage message =
        new OutgoingMessage(
            topics.topic(member.device(), Channel.Fixed.CONTROL), sealed.bytes(), false);
    member.published(message);
    member.exchange().sent(order.hello().boot(), sealed.counter(), sealed.tag());
    return message;
  }
}
