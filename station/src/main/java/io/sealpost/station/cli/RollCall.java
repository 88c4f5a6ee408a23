package io.sealpost.station.cli;

import io.sealpost.mqtt.IncomingMessage;
import io.sealpost.mqtt.LinkState;
import io.sealpost.protocol.Channel;
import io.sealpost.protocol.DeviceId;
import io.sealpost.protocol.TopicTree;
import io.sealpost.station.ExitCode;
import io.sealpost.station.StationException;
import io.sealpost.station.inbox.Desk;
import io.sealpost.station.inbox.Event;
import io.sealpost.station.inbox.Inbox;
import io.sealpost.station.link.BrokerSession;
import io.sealpost.station.link.Happening;
import io.sealpost.station.store.StationStore;
import io.sealpost.station.view.AlarmText;
import io.sealpost.station.view.DeviceState;
import io.sealpost.station.view.Printable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Waits until every device's hello and status came, or long enough. For one thread. */
final class RollCall {
  private final String command;
  private final BrokerSession session;
  private final Inbox inbox;
  private final Desks desks;
  private final TopicTree topics;
  private final StationStore store;
  private final Environment environment;
  private final Set<String> awaited = new HashSet<>();
  private final Set<DeviceId> current = new HashSet<>();
  private final Map<DeviceId, String> alarms = new HashMap<>();
  private @Nullable Duration deadline;
  private @Nullable ExitCode exitCode;

  /**
   * @param command that wants to know
   */
  RollCall(
      String command,
      BrokerSession session,
      Inbox inbox,
      Desks desks,
      TopicTree topics,
      StationStore store,
      Environment environment) {
    this.command = command;
    this.session = session;
    this.inbox = inbox;
    this.desks = desks;
    this.topics = topics;
    this.store = store;
    this.environment = environment;
    for (DeviceId device : desks.living().keySet()) {
      awaited.add(topics.topic(device, Channel.Fixed.HELLO));
      awaited.add(topics.topic(device, Channel.Fixed.STATUS));
    }
  }

  /** What to subscribe to. */
  static List<String> filters(TopicTree topics, Desks desks) {
    List<String> filters = new ArrayList<>();
    for (DeviceId device : desks.living().keySet()) {
      filters.add(topics.topic(device, Channel.Fixed.HELLO));
      filters.add(topics.topic(device, Channel.Fixed.STATUS));
    }
    return filters;
  }

  /**
   * @param wait how long to wait after the broker accepted the connection
   */
  ExitCode take(Duration wait) throws StationException {
    while (exitCode == null) {
      Duration left = deadline == null ? wait : deadline.minus(now());
      if (left.isNegative() || left.isZero()) {
        return ExitCode.OK;
      }
      Optional<Happening> happening = session.next(left);
      if (happening.isPresent()) {
        happened(happening.get(), wait);
      }
    }
    return exitCode;
  }

  /** What is known of every device, in alphabetical order. */
  List<DeviceState> states() throws StationException {
    List<DeviceState> states = new ArrayList<>();
    for (Desk desk : desks.living().values()) {
      DeviceId device = desk.device();
      states.add(
          new DeviceState(
              device,
              desk.format(),
              inbox.status(device),
              inbox.hello(desk),
              current.contains(device),
              Optional.ofNullable(alarms.get(device)),
              desk.stage(),
              store.ledger(device).desired()));
    }
    return states;
  }

  private void happened(Happening happening, Duration wait) throws StationException {
    if (happening instanceof Happening.Arrived arrived) {
      arrived(arrived.message());
    } else if (happening instanceof Happening.Changed changed) {
      changed(changed.state(), wait);
    } else if (happening instanceof Happening.Stop) {
      exitCode = ExitCode.OK;
    }
  }

  private void changed(LinkState state, Duration wait) {
    if (state instanceof LinkState.Connected && deadline == null) {
      deadline = now().plus(wait);
    } else if (state instanceof LinkState.Disconnected down) {
      environment.err().println("sealpost " + command + ": " + Printable.message(down.reason()));
      exitCode = ExitCode.UNAVAILABLE;
    }
  }

  private void arrived(IncomingMessage message) throws StationException {
    boolean refused = false;
    for (Event event : inbox.message(message, environment.time().now())) {
      if (event instanceof Event.HelloAlarm alarm) {
        alarms.put(alarm.device(), words(alarm));
      } else if (event instanceof Event.Refused refusal) {
        refused = true;
        String topic = Printable.of(message.topic());
        String reason = refusal.reason().label();
        environment.err().println("refused a message on " + topic + ": " + reason);
      }
    }
    inbox.keepHellos();
    if (!refused) {
      present(message.topic());
    }
  }

  private void present(String topic) {
    topics
        .parse(topic)
        .filter(parsed -> parsed.channel() == Channel.Fixed.HELLO)
        .ifPresent(parsed -> current.add(parsed.device()));
    awaited.remove(topic);
    if (awaited.isEmpty()) {
      exitCode = ExitCode.OK;
    }
  }

  private static String words(Event.HelloAlarm alarm) {
    return AlarmText.fact(alarm) + ": " + AlarmText.advice(alarm);
  }

  private Duration now() {
    return environment.time().now().elapsed();
  }
}
