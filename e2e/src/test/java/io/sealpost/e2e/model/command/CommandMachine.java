package io.sealpost.e2e.model.command;

import io.sealpost.e2e.model.command.Message.Answer;
import io.sealpost.e2e.model.command.Message.Command;
import io.sealpost.e2e.model.command.Station.View;
import io.sealpost.e2e.model.search.Machine;
import io.sealpost.e2e.model.search.Step;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** The command protocol between one station and its devices, with everything that can disturb. */
final class CommandMachine implements Machine<World> {
  private final Air air;
  private final boolean tidying;
  private final Scope scope;
  private final Set<Flaw> flaws;
  private final DeviceSteps device;
  private final StationSteps station;

  /**
   * @param flaws made on purpose; none in the protocol
   */
  CommandMachine(Scope scope, Set<Flaw> flaws) {
    this(new Air(), true, scope, flaws);
  }

  private CommandMachine(Air air, boolean tidying, Scope scope, Set<Flaw> flaws) {
    this.air = air;
    this.tidying = tidying;
    this.scope = scope;
    this.flaws = Set.copyOf(flaws);
    device = new DeviceSteps(air, scope, flaws);
    station = new StationSteps(air, scope, flaws);
  }

  /** The same machine, which remembers messages, too, that change nothing any more. */
  CommandMachine hoarding() {
    return new CommandMachine(air, false, scope, flaws);
  }

  @Override
  public World start() {
    List<Device> devices = IntStream.range(0, scope.devices()).mapToObj(Device::delivered).toList();
    World world = new World(devices, Station.installed(), new BitSet(), new BitSet());
    for (Device one : devices) {
      world = air.send(world, one.hello());
    }
    return world;
  }

  @Override
  public List<Step<World>> steps(World world) {
    List<Step<World>> steps = new ArrayList<>(station.steps(world));
    for (Device one : world.devices()) {
      steps.addAll(device.steps(world, one));
    }
    if (tidying) {
      steps.replaceAll(step -> new Step<>(step.label(), tidy(step.next()), step.wrong()));
    }
    return steps;
  }

  /** Without what changes nothing any more, whoever gets it. */
  World tidy(World world) {
    return air.without(world, message -> isDead(world, message));
  }

  private boolean isDead(World world, Message message) {
    if (message instanceof Answer answer) {
      return !answer.of().equals(world.station().waiting());
    }
    if (!flaws.isEmpty() || !(message instanceof Command command)) {
      return false;
    }
    Device to = world.devices().get(command.device());
    return command.boot() != to.boot()
        || (command.counter() <= to.highest() && !command.equals(world.station().waiting()));
  }

  @Override
  public Optional<String> wrong(World world) {
    for (Device one : world.devices()) {
      if (one.writing() == null && !one.medium().sameAs(one.rates())) {
        return Optional.of("a power cut would undo what was answered");
      }
      if (one.rates().one() != one.rates().other()) {
        return Optional.of("half of a change is in force");
      }
    }
    return Optional.empty();
  }

  @Override
  public Optional<Step<World>> calm(World world) {
    for (Device one : world.devices()) {
      if (one.writing() != null) {
        return tidied(device.written(world, one));
      }
      Optional<Step<World>> heard = station.hear(world, one.hello(), one.uptime());
      if (heard.isPresent()) {
        return tidied(heard.get());
      }
    }
    Command waiting = world.station().waiting();
    if (waiting != null) {
      return tidied(answering(world, waiting));
    }
    if (world.station().wish() < scope.wishes().size()) {
      int to = scope.wishes().get(world.station().wish()).device();
      return station.seal(world, world.devices().get(to).uptime()).flatMap(this::tidied);
    }
    return agreement(world);
  }

  private Step<World> answering(World world, Command waiting) {
    Device to = world.devices().get(waiting.device());
    return air.sent(world, Answer.class)
        .filter(answer -> answer.of().equals(waiting))
        .findFirst()
        .flatMap(answer -> station.hear(world, answer, to.uptime()))
        .or(() -> device.receive(world, to, waiting))
        .orElseGet(() -> Step.to(() -> "station gives up", world.with(world.station().done())));
  }

  private Optional<Step<World>> agreement(World world) {
    for (Device one : world.devices()) {
      View view = world.station().views().get(one.number());
      if (!one.wasRolledBack() && (view == null || !view.rates().sameAs(one.rates()))) {
        return Optional.of(
            new Step<>(() -> "nothing is left to do", world, Optional.of("the views differ")));
      }
    }
    return Optional.empty();
  }

  private Optional<Step<World>> tidied(Step<World> step) {
    return Optional.of(new Step<>(step.label(), tidy(step.next()), step.wrong()));
  }
}
