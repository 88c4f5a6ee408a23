package io.sealpost.e2e.model.rotation;

import io.sealpost.e2e.model.rotation.Message.Answer;
import io.sealpost.e2e.model.rotation.Message.Command;
import io.sealpost.e2e.model.rotation.Message.Noise;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Numbers messages, so that a state need only hold bits. Owned by one search. */
final class Air {
  private final Map<Message, Integer> numbers = new HashMap<>();
  private final List<Message> messages = new ArrayList<>();

  /** The world in which this message was sent, too. */
  World send(World world, Message message) {
    int number = number(message);
    if (world.sent().get(number)) {
      return world;
    }
    BitSet more = (BitSet) world.sent().clone();
    more.set(number);
    return new World(world.device(), world.station(), more);
  }

  /**
   * The same world without what can make no difference any more: commands for boots that are over,
   * and of the answers that no process waits for all but the key.
   */
  World tidy(World world) {
    Station.Errand errand = world.station().errand();
    Command waiting = errand == null ? null : errand.waiting();
    BitSet alive = new BitSet();
    for (int i = world.sent().nextSetBit(0); i >= 0; i = world.sent().nextSetBit(i + 1)) {
      Message message = messages.get(i);
      if (message instanceof Answer answer && !answer.of().equals(waiting)) {
        alive.set(number(new Noise(answer.kid())));
      } else if (!(message instanceof Command command) || command.boot() == world.device().boot()) {
        alive.set(i);
      }
    }
    return alive.equals(world.sent()) ? world : new World(world.device(), world.station(), alive);
  }

  /** Whatever of this type was ever sent. */
  <M extends Message> Stream<M> sent(World world, Class<M> type) {
    return world.sent().stream().mapToObj(messages::get).filter(type::isInstance).map(type::cast);
  }

  private int number(Message message) {
    return numbers.computeIfAbsent(
        message,
        fresh -> {
          messages.add(fresh);
          return messages.size() - 1;
        });
  }
}
