package io.sealpost.device.control;

import io.sealpost.crypto.Verdict;
import io.sealpost.device.clock.Moment;
import io.sealpost.device.control.Decision.Drop;
import io.sealpost.device.control.Decision.Obey;
import io.sealpost.device.control.Decision.Reason;
import io.sealpost.device.control.Decision.Refuse;
import io.sealpost.device.control.Decision.Repeat;
import io.sealpost.protocol.Answer;
import io.sealpost.protocol.Answer.Status;
import io.sealpost.protocol.Command;
import java.time.Duration;
import java.util.Optional;

/** Decides what becomes of a command; does nothing itself. */
public final class ControlPolicy {
  /**
   * How far the clocks of the station and of the device may differ in Fernet. A dated command must
   * be younger than the boot by this much, so that none that an earlier boot may have seen, from a
   * station whose clock is ahead, is obeyed again.
   */
  public static final Duration SKEW = Duration.ofSeconds(5);

  private final long epoch;
  private final CommandLimits limits;

  /**
   * @param epoch of this boot
   * @param limits bind even the station
   */
  public ControlPolicy(long epoch, CommandLimits limits) {
    this.epoch = epoch;
    this.limits = limits;
  }

  /**
   * Decides on one delivery.
   *
   * @param state what the boot remembers
   */
  public Decision decide(Delivery delivery, ControlState state, Moment now) {
    if (!(delivery instanceof Delivery.Authentic authentic)) {
      return new Drop(
          delivery instanceof Delivery.Retained ? Reason.RETAINED : Reason.NOT_AUTHENTIC);
    }
    Optional<Reason> drop = dropReason(authentic.order(), now);
    if (drop.isPresent()) {
      return new Drop(drop.get());
    }
    Optional<Answer> before = state.answerTo(authentic.tag());
    if (before.isPresent()) {
      return new Repeat(before.get());
    }
    if (isSuperseded(authentic.order(), state)) {
      return new Refuse(Status.SUPERSEDED);
    }
    return authentic
        .command()
        .map(command -> judge(command, now.uptime()))
        .orElse(new Refuse(Status.MALFORMED));
  }

  /** Where a command stands: its counter, or the second it was sealed in. */
  static long position(Order order) {
    return order instanceof Order.Dated dated
        ? dated.sealedAt().getEpochSecond()
        : ((Order.Counted) order).counter().sequence();
  }

  private Optional<Reason> dropReason(Order order, Moment now) {
    if (order instanceof Order.Counted counted) {
      return counted.counter().epoch() == epoch
          ? Optional.empty()
          : Optional.of(Reason.OTHER_EPOCH);
    }
    Order.Dated dated = (Order.Dated) order;
    if (!now.synchronised()) {
      return Optional.of(Reason.NO_CLOCK);
    }
    if (dated.verdict() == Verdict.TOO_OLD || !dated.sealedAt().isAfter(now.started().plus(SKEW))) {
      return Optional.of(Reason.TOO_OLD);
    }
    return dated.sealedAt().isAfter(now.wall().plus(SKEW))
        ? Optional.of(Reason.AHEAD)
        : Optional.empty();
  }

  /**
   * A counter is used once; a second may see several tokens, each once. A token that was seen and
   * whose answer is forgotten by now is as old as a lower counter.
   */
  private static boolean isSuperseded(Order order, ControlState state) {
    if (order instanceof Order.Dated dated && dated.verdict() == Verdict.FRESH) {
      return !state.isNewer(position(order) + 1);
    }
    return order instanceof Order.Dated || !state.isNewer(position(order));
  }

  private Decision judge(Command command, Duration uptime) {
    if (uptime.compareTo(command.by()) > 0) {
      return new Refuse(Status.LATE);
    }
    Optional<Refuse> refuse = limits.judge(command.action());
    return refuse.isPresent() ? refuse.get() : new Obey(command.action());
  }
}
