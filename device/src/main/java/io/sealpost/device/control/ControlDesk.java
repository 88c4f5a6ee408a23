package io.sealpost.device.control;

import io.sealpost.crypto.Context;
import io.sealpost.crypto.Opened;
import io.sealpost.crypto.RefusedException;
import io.sealpost.crypto.TokenWindow;
import io.sealpost.device.clock.Moment;
import io.sealpost.device.command.Outcome;
import io.sealpost.device.keys.RotationDesk;
import io.sealpost.device.state.StateException;
import io.sealpost.mqtt.IncomingMessage;
import io.sealpost.protocol.Action;
import io.sealpost.protocol.Answer;
import io.sealpost.protocol.Answer.Status;
import io.sealpost.protocol.Command;
import io.sealpost.protocol.DecodeException;
import io.sealpost.protocol.MessageCodec;
import io.sealpost.protocol.Settings;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/**
 * Opens what comes on the control topic, has it decided, and obeys. Owned by the agent's thread.
 */
public final class ControlDesk {
  private final Context context;
  private final RotationDesk rotation;
  private final MessageCodec codec;
  private final ControlPolicy policy;
  private final Orders orders;
  private final Supplier<Settings> settings;

  private final Map<Decision.Reason, Long> dropped = new EnumMap<>(Decision.Reason.class);
  private ControlState state = ControlState.NONE;
  private long refused;
  private OptionalLong lastCommand = OptionalLong.empty();

  // Made at the first dated command under a synchronised clock: only then is the start known.
  private @Nullable TokenWindow tokens;

  /**
   * @param context what commands must be bound to
   * @param rotation of the keys by which commands are opened
   * @param orders does what is obeyed
   * @param settings in force, for every answer
   */
  public ControlDesk(
      Context context,
      RotationDesk rotation,
      MessageCodec codec,
      ControlPolicy policy,
      Orders orders,
      Supplier<Settings> settings) {
    this.context = context;
    this.rotation = rotation;
    this.codec = codec;
    this.policy = policy;
    this.orders = orders;
    this.settings = settings;
  }

  /** A delivery, and the id of the key that opened it; of none if it did not open. */
  private record Received(Delivery delivery, String kid) {}

  /**
   * Takes one message of the control topic.
   *
   * @return what to answer; nothing if the sender is to hear nothing
   */
  public Optional<Answer> receive(IncomingMessage message, Moment now) {
    Received received = open(message, now);
    Delivery delivery = received.delivery();
    Decision decision = policy.decide(delivery, state, now);
    if (decision instanceof Decision.Drop drop) {
      String detail = delivery instanceof Delivery.Sealed seal ? seal.reason().toString() : "";
      drop(drop.reason(), 1, detail);
      return Optional.empty();
    }
    Optional<Outcome> hindered = authentic(received.kid());
    if (decision instanceof Decision.Repeat repeat) {
      // Anybody who can publish here can send it again, so this is not for the log of every day.
      Logger.debug("command {} came again; answering again", repeat.answer().command());
      return Optional.of(repeat.answer());
    }
    Delivery.Authentic authentic = (Delivery.Authentic) delivery;
    Outcome outcome =
        decision instanceof Decision.Refuse refuse
            ? new Outcome(refuse.status(), refuse.detail(), Answer.Result.NONE)
            : hindered.orElseGet(() -> obey((Decision.Obey) decision, received.kid(), now));
    return Optional.of(answer(authentic, outcome));
  }

  /** Messages of the control topic were dropped before they came here. */
  public void lost(Decision.Reason reason, long count) {
    drop(reason, count, "");
  }

  /** Messages that were dropped without an answer. */
  public long dropped() {
    long all = 0;
    for (long count : dropped.values()) {
      all += count;
    }
    return all;
  }

  /** Messages that were dropped, and commands that were answered with anything but {@code ok}. */
  public long refused() {
    return dropped() + refused;
  }

  /** Counter of the newest command that was answered; none in Fernet. */
  public OptionalLong lastCommand() {
    return lastCommand;
  }

  /** The id of the key that seals what the device says. */
  public String kid() {
    return rotation.keys().kid();
  }

  private Received open(IncomingMessage message, Moment now) {
    if (message.retained()) {
      return new Received(new Delivery.Retained(), "");
    }
    try {
      Opened opened = rotation.keys().open(context, message.payload());
      return new Received(
          new Delivery.Authentic(
              order(opened, now), HexFormat.of().formatHex(opened.tag()), command(opened)),
          opened.kid());
    } catch (RefusedException e) {
      return new Received(new Delivery.Sealed(e.reason()), "");
    }
  }

  private Order order(Opened opened, Moment now) {
    if (opened.counter().isPresent()) {
      return new Order.Counted(opened.counter().get());
    }
    TokenWindow window = tokens;
    if (window == null) {
      window = new TokenWindow(now.started().plus(ControlPolicy.SKEW));
      tokens = now.synchronised() ? window : null;
    }
    return new Order.Dated(opened.sealedAt().orElseThrow(), window.accept(opened));
  }

  private Optional<Command> command(Opened opened) {
    try {
      return Optional.of(codec.command(opened.plaintext()));
    } catch (DecodeException e) {
      // Anybody can send it again, and the answer is logged.
      Logger.debug("authentic command that is not understood: {}", e.getMessage());
      return Optional.empty();
    }
  }

  /** What hinders that a command is obeyed that came under this key. */
  private Optional<Outcome> authentic(String kid) {
    try {
      rotation.keys().authentic(kid);
      return Optional.empty();
    } catch (StateException e) {
      Logger.error("command refused, the key before is not forgotten: {}", e.getMessage());
      return Optional.of(Outcome.not(Status.FAILED, String.valueOf(e.getMessage())));
    }
  }

  private Outcome obey(Decision.Obey obey, String kid, Moment now) {
    return obey.action() instanceof Action.Rotate step
        ? rotation.rotate(step, kid)
        : orders.obey(obey.action(), now);
  }

  private Answer answer(Delivery.Authentic authentic, Outcome outcome) {
    boolean counted = authentic.order() instanceof Order.Counted;
    long position = ControlPolicy.position(authentic.order());
    Answer answer =
        new Answer(
            counted ? position : 0,
            authentic.tag(),
            outcome.status(),
            settings.get(),
            outcome.detail(),
            outcome.result());
    state = state.answered(position, answer);
    lastCommand = counted ? state.highest() : OptionalLong.empty();
    refused += outcome.status() == Status.OK ? 0 : 1;
    Logger.info(
        "command {} ({}): {}{}{}",
        answer.command(),
        answer.of(),
        authentic.command().map(command -> command.action().verb() + " ").orElse(""),
        outcome.status().label(),
        answer.detail().map(detail -> ": " + detail).orElse(""));
    return answer;
  }

  private void drop(Decision.Reason reason, long more, String detail) {
    long count = dropped.merge(reason, more, Long::sum);
    // Whoever can publish here could fill the log: one line for each kind, the rest only counted.
    if (count == more) {
      Logger.warn("command dropped: {} {}; more of these are counted, not logged", reason, detail);
    } else {
      Logger.debug("command dropped: {} {} ({} so far)", reason, detail, count);
    }
  }
}
