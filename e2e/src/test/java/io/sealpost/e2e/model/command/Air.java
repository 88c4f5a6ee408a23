package io.sealpost.e2e.model.command;

import io.sealpost.e2e.model.command.Message.Command;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Numbers messages, so that a state need only hold bits. Owned by one search. */
final class Air {
  private final Map<Message, Integer> numbers = new HashMap<>();
  private final List<Message> messages = new ArrayList<>();

  /** The world in which this message was sent, too. */
  World send(World world, Message message) {
    BitSet more = with(world.sent(), message);
    return more.equals(world.sent()) ? world : world.sending(more);
  }

  /** The world in which this command was obeyed. */
  World obey(World world, Command command) {
    return world.obeying(with(world.obeyed(), command));
  }

  /** Commands that were obeyed. */
  Stream<Command> obeyed(World world) {
    return world.obeyed().stream().mapToObj(messages::get).map(Command.class::cast);
  }

  /** Whatever of this type was ever sent. */
  <M extends Message> Stream<M> sent(World world, Class<M> type) {
    return world.sent().stream().mapToObj(messages::get).filter(type::isInstance).map(type::cast);
  }

  /** The same world without messages that can make no difference any more. */
  World without(World world, Predicate<Message> dead) {
    BitSet alive = (BitSet) world.sent().clone();
    world.sent().stream().filter(i -> dead.test(messages.get(i))).forEach(alive::clear);
    return alive.equals(world.sent()) ? world : world.sending(alive);
  }

  private BitSet with(BitSet set, Message message) {
    int number = number(message);
    if (set.get(number)) {
      return set;
    }
    BitSet more = (BitSet) set.clone();
    more.set(number);
    return more;
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
