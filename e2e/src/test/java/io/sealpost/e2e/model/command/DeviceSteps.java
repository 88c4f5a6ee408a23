package io.sealpost.e2e.model.command;

import io.sealpost.e2e.model.command.Message.Answer;
import io.sealpost.e2e.model.command.Message.Command;
import io.sealpost.e2e.model.command.Message.Status;
import io.sealpost.e2e.model.command.Scope.Kind;
import io.sealpost.e2e.model.search.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** What a device does, and what is done to it. */
final class DeviceSteps {
  private final Air air;
  private final Scope scope;
  private final Set<Flaw> flaws;

  DeviceSteps(Air air, Scope scope, Set<Flaw> flaws) {
    this.air = air;
    this.scope = scope;
    this.flaws = Set.copyOf(flaws);
  }

  /** Every command that anybody was ever sent, once more, and every way of stopping. */
  List<Step<World>> steps(World world, Device device) {
    List<Step<World>> steps = new ArrayList<>();
    String name = "device " + device.number();
    if (device.writing() != null || !device.file().equals(device.medium())) {
      steps.add(written(world, device));
    }
    if (device.writing() == null) {
      air.sent(world, Command.class)
          .forEach(command -> receive(world, device, command).ifPresent(steps::add));
      if (device.uptime() < scope.uptime()) {
        steps.add(Step.to(() -> name + ": time passes", world.with(device.ticked())));
      }
    }
    if (device.boots() < scope.boots() - 1) {
      int epoch = device.epoch() + 1;
      steps.add(Step.to(() -> name + " is killed", restart(world, device, device.file(), epoch)));
      steps.add(
          Step.to(() -> name + " loses power", restart(world, device, device.medium(), epoch)));
      if (scope.rollBack() && device.number() == 0) {
        steps.add(
            Step.to(() -> name + " is rolled back", restart(world, device, Rates.CONFIGURED, 1)));
      }
    }
    return steps;
  }

  /** What was written is on the medium; the command that waited for that goes on. */
  Step<World> written(World world, Device device) {
    Supplier<String> label = () -> "device " + device.number() + ": on the medium";
    Command then = device.writing();
    if (then == null) {
      return Step.to(label, world.with(device.wrote()));
    }
    if (device.file().one() != device.file().other()) {
      // Only half is written; the other half follows.
      return Step.to(label, world.with(device.wrote().writes(whole(device, then), then)));
    }
    return new Step<>(label, obeyed(world, device.wrote(), then), objection(world, device, then));
  }

  /** What a command does to a device; empty if that is nothing. */
  Optional<Step<World>> receive(World world, Device device, Command command) {
    boolean counts = !flaws.contains(Flaw.NO_COUNTER);
    if (!opens(device, command) || (counts && isAnswered(world, command))) {
      return Optional.empty();
    }
    Supplier<String> label = () -> "device " + device.number() + " gets " + command;
    if (counts && command.counter() <= device.highest()) {
      return Optional.of(Step.to(label, answer(world, device, command, Status.SUPERSEDED)));
    }
    if (device.uptime() > command.by() && !flaws.contains(Flaw.NO_DEADLINE)) {
      return Optional.of(Step.to(label, answer(world, device, command, Status.LATE)));
    }
    return scope.wishes().get(command.wish()).kind() == Kind.RESTART
        ? restarts(world, device, command, label)
        : Optional.of(sets(world, device, command, label));
  }

  private boolean isAnswered(World world, Command command) {
    return air.sent(world, Answer.class).anyMatch(answer -> answer.of().equals(command));
  }

  /** Whether the seal of a command opens in this boot of this device. */
  private boolean opens(Device device, Command command) {
    boolean ours = command.device() == device.number() || flaws.contains(Flaw.ANY_DEVICE);
    boolean boot =
        flaws.contains(Flaw.ANY_BOOT)
            || (command.epoch() == device.epoch()
                && (command.boot() == device.boot()
                    || flaws.contains(Flaw.ANY_DEVICE)
                    || flaws.contains(Flaw.EPOCH_WITHOUT_BOOT_ID)));
    return ours && boot;
  }

  private Step<World> sets(World world, Device device, Command command, Supplier<String> label) {
    Rates whole = whole(device, command);
    if (flaws.contains(Flaw.ANSWERED_BEFORE_DURABLE)) {
      World next = obeyed(world, device.writes(whole, null), command);
      return new Step<>(label, next, objection(world, device, command));
    }
    Rates first = flaws.contains(Flaw.WRITTEN_IN_TWO) ? device.rates().half(command.wish()) : whole;
    return Step.to(label, world.with(device.writes(first, command)));
  }

  private Optional<Step<World>> restarts(
      World world, Device device, Command command, Supplier<String> label) {
    if (device.boots() == scope.boots() - 1) {
      return Optional.empty();
    }
    World next = air.obey(answer(world, device, command, Status.OK), command);
    return Optional.of(
        new Step<>(
            label,
            restart(next, device, device.file(), device.epoch() + 1),
            objection(world, device, command)));
  }

  private static Rates whole(Device device, Command command) {
    return device.rates().set(command.wish());
  }

  private World obeyed(World world, Device device, Command command) {
    World next = air.obey(answer(world, device.changed(), command, Status.OK), command);
    return air.send(next, next.devices().get(device.number()).hello());
  }

  private World answer(World world, Device device, Command command, Status status) {
    return air.send(
        world.with(device.answered(command.counter())),
        new Answer(command, status, device.rates()));
  }

  private World restart(World world, Device device, Rates found, int epoch) {
    Device next = device.restarted(found, epoch);
    return air.send(world.with(next), next.hello());
  }

  /** What is to be said against obeying a command now. */
  private Optional<String> objection(World world, Device device, Command command) {
    if (command.device() != device.number()) {
      return Optional.of("obeyed on the wrong device");
    }
    if (command.boot() != device.boot()) {
      return Optional.of("obeyed after a reboot");
    }
    if (device.uptime() > command.by()) {
      return Optional.of("obeyed late");
    }
    if (air.obeyed(world).anyMatch(command::equals)) {
      return Optional.of("obeyed twice");
    }
    boolean restart = scope.wishes().get(command.wish()).kind() == Kind.RESTART;
    return restart && air.obeyed(world).anyMatch(other -> other.wish() == command.wish())
        ? Optional.of("restarted twice though asked once")
        : Optional.empty();
  }
}
