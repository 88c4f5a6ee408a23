package io.sealpost.e2e.model.rotation;

import io.sealpost.e2e.model.rotation.Device.Keys;
import io.sealpost.e2e.model.rotation.Message.Answer;
import io.sealpost.e2e.model.rotation.Message.Command;
import io.sealpost.e2e.model.rotation.Message.Kind;
import io.sealpost.e2e.model.rotation.Message.Status;
import io.sealpost.e2e.model.search.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the device does, and what is done to it. */
final class DeviceSteps {
  private final Air air;
  private final Set<Flaw> flaws;

  DeviceSteps(Air air, Set<Flaw> flaws) {
    this.air = air;
    this.flaws = Set.copyOf(flaws);
  }

  /** Every command that ever came, once more, and every way of stopping. */
  List<Step<World>> steps(World world, int lastBoot) {
    List<Step<World>> steps = new ArrayList<>();
    Device device = world.device();
    if (device.writing() != null || !device.file().equals(device.medium())) {
      steps.add(Step.to(() -> "device: on the medium", written(world)));
    }
    if (device.writing() == null) {
      air.sent(world, Command.class)
          .forEach(
              command ->
                  receive(world, command)
                      .ifPresent(next -> steps.add(Step.to(() -> "device gets " + command, next))));
    }
    if (device.boot() < lastBoot) {
      steps.add(Step.to(() -> "agent is killed and starts", restarted(world, device.file())));
      steps.add(Step.to(() -> "device loses power, its file stays", cut(world, device.file())));
      steps.add(Step.to(() -> "device loses power, its file is lost", cut(world, device.medium())));
    }
    return steps;
  }

  /** What was written is on the medium; who waited for that goes on. */
  World written(World world) {
    Device device = world.device();
    Command then = device.writing();
    if (then == null) {
      return world.with(device.writes(device.file(), null).wrote().uses(device.memory()));
    }
    World next = world.with(device.wrote());
    return provesTheNew(device, then) ? decide(next, then) : taken(next, then);
  }

  /** What a command does to the device; empty if that is nothing. */
  Optional<World> receive(World world, Command command) {
    Device device = world.device();
    Keys keys = device.memory();
    if (command.boot() != device.boot() || !keys.has(command.kid())) {
      return Optional.empty();
    }
    if (provesTheNew(device, command)) {
      return Optional.of(world.with(device.writes(new Keys(keys.current(), null), command)));
    }
    World next = decide(world, command);
    return next.equals(world) ? Optional.empty() : Optional.of(next);
  }

  private World decide(World world, Command command) {
    Device device = world.device();
    Optional<Answer> before =
        air.sent(world, Answer.class).filter(answer -> answer.of().equals(command)).findFirst();
    if (before.isPresent()) {
      return answer(world, command, before.get().status(), before.get().offer());
    }
    if (command.counter() <= device.highest()) {
      return answer(world, command, Status.SUPERSEDED, 0);
    }
    if (command.kind() == Kind.OFFER) {
      World offering = world.with(device.offering());
      return answer(offering, command, Status.OK, offering.device().offer());
    }
    return command.kind() == Kind.TAKE
        ? take(world, command)
        : answer(world, command, Status.OK, 0);
  }

  private World take(World world, Command command) {
    Device device = world.device();
    Key fresh = command.wrapped();
    if (fresh == null || device.offer() == 0 || device.offer() != command.offer()) {
      return answer(world, command, Status.NO_OFFER, 0);
    }
    Key old = flaws.contains(Flaw.OLD_DELETED_AT_ONCE) ? null : command.kid();
    Keys keys = new Keys(fresh, old);
    if (flaws.contains(Flaw.ANSWERED_BEFORE_DURABLE)) {
      return taken(world.with(device.writes(keys, null).uses(keys)), command);
    }
    return world.with(device.writes(keys, command));
  }

  private World taken(World world, Command command) {
    Device device = world.device().withoutOffer().saidHello();
    World next = answer(world.with(device), command, Status.OK, 0);
    return air.send(next, device.hello());
  }

  private World answer(World world, Command command, Status status, int offer) {
    Device device = world.device().answered(command.counter());
    return air.send(
        world.with(device), new Answer(command, status, offer, device.memory().current()));
  }

  /** Whether the station is known to have the new key, so that the old one must go. */
  private boolean provesTheNew(Device device, Command command) {
    Keys keys = device.memory();
    return keys.old() != null
        && command.kid().equals(keys.current())
        && !flaws.contains(Flaw.OLD_NEVER_DELETED);
  }

  private World restarted(World world, Keys found) {
    Device device = world.device().restarted(found, !flaws.contains(Flaw.DEVICE_TRUSTS_THE_FILE));
    return air.send(world.with(device), device.hello());
  }

  private World cut(World world, Keys found) {
    Device device = world.device().writes(found, null).wrote();
    return restarted(world.with(device), found);
  }
}
